import { dirname, join, sep } from "node:path";
import { type Files, upward } from "./files.js";

/** What the program's package.json says about it. */
export interface PackageFacts {
  /** The folder it lies in. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** The `repository` key as it is written: a string, an object with `url`, or anything. */
  readonly repository: unknown;
}

/**
 * The nearest package.json at or above a path. One with neither name nor version is passed by: it is a
 * marker like `dist/package.json` with `{"type":"module"}`. So is the one that Nitro writes beside its output, unless that
 * is all there is. One that cannot be read ends the search, with nothing known: what lies above it is another package's.
 */
export function nearestPackage(path: string, files: Files): PackageFacts | undefined {
  let written: PackageFacts | undefined;
  for (const folder of upward(path)) {
    const text = files.read(join(folder, "package.json"));
    if (text === undefined) continue;
    const facts = parse(text, folder);
    if (facts === undefined) return { folder, name: "", version: "", repository: undefined };
    if (files.read(join(dirname(folder), "nitro.json")) !== undefined) written ??= behindNitro(facts);
    else if (facts.name !== "" || facts.version !== "") return facts;
  }
  return written;
}

/** Nitro lists there the packages that it brings along: as `shop-prod` for the program `shop`, or under a name of its own. */
function behindNitro(facts: PackageFacts): PackageFacts | undefined {
  const name = facts.name.replace(/-prod$/, "");
  return name === facts.name || name === "server" ? undefined : { ...facts, name };
}

/**
 * Where to look for the program's package.json, best first. `mainPath` is the main module: `undefined` in a
 * REPL, under `node -e`, in a worker made from text.
 */
export function placesToLook(mainPath: string | undefined, cwd: string, files: Files): string[] {
  if (mainPath === undefined) return [cwd];
  const real = files.realPath(mainPath);
  // `next start`, `vitest`: a tool from the project's own node_modules runs the program that lies around it.
  if (isToolOf(real, files.realPath(cwd))) return [cwd];
  // The unresolved path too: build systems link each file alone out of a store that has no package.json.
  return [real, mainPath, cwd];
}

/** Whether a folder is one a package manager filled: the checkout around it is not the package's own. */
export function isInstalled(folder: string): boolean {
  return folder.split(sep).includes("node_modules");
}

function isToolOf(path: string, cwd: string): boolean {
  const start = path.indexOf(`${sep}node_modules${sep}`);
  if (start < 0) return false;
  const project = path.slice(0, start) || sep;
  return [...upward(cwd)].includes(project);
}

function parse(text: string, folder: string): PackageFacts | undefined {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json !== "object" || json === null) return undefined;
    return {
      folder,
      name: "name" in json ? textOf(json.name) : "",
      version: "version" in json ? textOf(json.version) : "",
      repository: "repository" in json ? json.repository : undefined,
    };
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
