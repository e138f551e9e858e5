/** A user's project and the command line in it, as a process. Needs the built package in dist/. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Project } from "../support/project.js";

export const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "dist/cli/main.cjs");

export const objectives = { api: { successRate: 99.9 } };

/** A tsconfig's text. With `null` for our entry, it has none. */
export function tsconfig(
  compilerOptions: object = {},
  entry: object | null = { objectives },
  rest: object = {},
): string {
  const options = {
    target: "es2022",
    module: "nodenext",
    // Without the DOM's, which take most of a small build.
    lib: ["es2022"],
    types: [],
    rootDir: "src",
    outDir: "dist",
    ...compilerOptions,
    plugins: entry === null ? [] : [{ transform: "ts-autometrics/transformer", ...entry }],
  };
  return `${JSON.stringify({ compilerOptions: options, include: ["src"], ...rest }, undefined, 2)}\n`;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Shop extends Project {
  /** @param files Path → text; without a tsconfig.json among them there is one of ours. */
  constructor(files: Record<string, string>, packages: readonly string[] = []) {
    super({}, { packageJson: { name: "shop" }, packages });
    for (const [path, text] of Object.entries({ "tsconfig.json": tsconfig(), ...files })) this.write(path, text);
  }

  autometrics(...args: string[]): Promise<Ended> {
    return this.autometricsIn(".", ...args);
  }

  autometricsIn(folder: string, ...args: string[]): Promise<Ended> {
    return this.#run(program, folder, args);
  }

  /** A copy of the program that has no package around it. */
  lonelyAutometrics(...args: string[]): Promise<Ended> {
    const copy = join(this.folder, "autometrics.cjs");
    copyFileSync(program, copy);
    return this.#run(copy, ".", args);
  }

  delete(...paths: string[]): void {
    for (const path of paths) rmSync(join(this.folder, path), { recursive: true });
  }

  /** Puts another module in the place of the project's compiler. */
  replaceCompiler(text: string): void {
    this.delete("node_modules/typescript");
    this.write("node_modules/typescript/index.js", text);
  }

  /** TypeScript 6 under Microsoft's other name for it. */
  addTypeScript6(): void {
    mkdirSync(join(this.folder, "node_modules/@typescript"));
    const link = join(this.folder, "node_modules/@typescript/typescript6");
    symlinkSync(join(root, "node_modules/typescript"), link, "junction");
  }

  #run(program: string, folder: string, args: readonly string[]): Promise<Ended> {
    return new Promise((resolve) => {
      const cwd = join(this.folder, folder);
      const child = execFile(process.execPath, [program, ...args], { cwd }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      );
    });
  }
}
