/** The package as a stranger gets it: packed, and installed into a project elsewhere. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Tarball {
  readonly path: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Packs what was built. Without `prepack`, which would build again under the feet of other tests. */
export async function pack(folder: string): Promise<Tarball> {
  const { stdout } = await command(root, "npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
  const [packed] = Object.values<{ filename: string; files: Tarball["files"] }>(JSON.parse(stdout));
  if (packed === undefined) throw new Error(`npm pack gave nothing: ${stdout}`);
  return { path: join(folder, packed.filename), files: packed.files };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "ts-autometrics-"));
}

/** A folder with these files, gone with the test. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  onTestFinished(() => rmSync(folder, { recursive: true }));
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** Runs npm's install; what npm has in its cache since `npm ci` is not fetched again. */
export async function install(folder: string, ...options: string[]): Promise<void> {
  await command(folder, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund", ...options);
}

/** Packages in the versions that this repository has. */
export function versionsHere(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, manifest(join(root, "node_modules", name)).version]));
}

export function manifest(folder: string): { version: string; dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** Runs a program to its end. Fails with what it printed if its exit code is not 0. */
export async function command(folder: string, ...line: [string, ...string[]]): Promise<Output> {
  const [program, ...args] = line;
  try {
    return await promisify(execFile)(program, args, {
      cwd: folder,
      env: {
        ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name))),
        AUTOMETRICS_PORT: "0",
      },
      // npm is a script there.
      shell: process.platform === "win32",
    });
  } catch (error) {
    const { stdout = "", stderr = "" } = error as Partial<Output>; // execFile's errors carry both
    throw new Error(`${line.join(" ")} failed:\n${stdout}\n${stderr}`);
  }
}

/** Variables that npm, Vitest and this project's user set for what runs here; a stranger has none of them. */
function isOurs(name: string): boolean {
  if (/^npm_config_(registry|cache|userconfig)$/i.test(name)) return false;
  return /^(npm_|vitest|autometrics_|node_options$|node_env$)/i.test(name);
}

interface Output {
  stdout: string;
  stderr: string;
}

/** The files of the package that its `exports` and `bin` name. */
export function exportTargets(): string[] {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return [...new Set(leaves([exports, bin ?? {}]))].map((path) => path.replace(/^\.\//, ""));
}

function leaves(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [];
}
