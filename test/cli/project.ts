/** A user's project and the command line in it, as a process. Needs the built package in dist/. */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tspc = join(root, "node_modules/ts-patch/bin/tspc.js");
const autometrics = join(root, "dist/cli/main.cjs");

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export const objectives = { api: { successRate: 99.9 } };

const defaults = {
  target: "es2022",
  module: "nodenext",
  // Without the DOM's, which takes most of a small build.
  lib: ["es2022"],
  types: [],
  rootDir: "src",
  outDir: "dist",
};

/** A tsconfig's text. Without `entry`, ours is not among its plugins. */
export function tsconfig(
  compilerOptions: object = {},
  entry: object | null = { objectives },
  rest: object = {},
): string {
  const plugins = entry === null ? [] : [{ transform: "ts-autometrics/transformer", ...entry }];
  const content = { compilerOptions: { ...defaults, ...compilerOptions, plugins }, include: ["src"], ...rest };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

export class Project {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), "cli-")));

  /** @param files Path → text; a tsconfig.json and a package.json are there without being given. */
  constructor(files: Record<string, string>) {
    folders.push(this.folder);
    const packageJson = JSON.stringify({ name: "shop", type: "module" });
    const all = { "package.json": packageJson, "tsconfig.json": tsconfig(), ...files };
    for (const [path, text] of Object.entries(all)) this.write(path, text);
    this.link("ts-autometrics", root);
    this.link("prom-client", join(root, "node_modules/prom-client"));
    if (!("node_modules/typescript/index.js" in files)) this.link("typescript", join(root, "node_modules/typescript"));
  }

  write(path: string, text: string): void {
    const full = join(this.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  delete(...paths: string[]): void {
    for (const path of paths) rmSync(join(this.folder, path), { recursive: true });
  }

  link(name: string, target: string): void {
    const path = join(this.folder, "node_modules", name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path, "junction");
  }

  autometrics(...args: string[]): Ended {
    return this.autometricsIn(".", ...args);
  }

  autometricsIn(folder: string, ...args: string[]): Ended {
    return run(autometrics, args, join(this.folder, folder));
  }

  /** With a copy of the program that stands in the project's folder, and no package around it. */
  lonelyAutometrics(...args: string[]): Ended {
    copyFileSync(autometrics, join(this.folder, "autometrics.cjs"));
    return run("autometrics.cjs", args, this.folder);
  }

  tspc(...args: string[]): Ended {
    return run(tspc, args, this.folder);
  }
}

function run(program: string, args: readonly string[], cwd: string): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd, encoding: "utf8" });
  return { code: status, stdout, stderr };
}
