/** Finds the plugin's entry in a tsconfig, or in a file that it extends. */
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, resolve } from "node:path";
import { child, type JsonNode, type JsonObject } from "./json.js";
import { parseJson } from "./parseJson.js";
import { readTextFile, type TextFile } from "./textFile.js";

export interface PluginEntry {
  readonly entry: JsonObject;
  /** The file that holds it. */
  readonly file: TextFile;
}

/**
 * The first entry of the project's `plugins` that is wanted, one that names this package before others. As TypeScript
 * has it, the nearest file with `plugins` has the only ones, and of several extended files the last comes first.
 */
export function findEntry(tsconfig: string, isWanted: (entry: JsonObject) => boolean): PluginEntry | undefined {
  return entryIn(findPlugins(tsconfig), isWanted);
}

/** Whether the entry is this package's: by the specifier of its transformer, or by its name in the editor. */
export function namesUs(entry: JsonObject): boolean {
  return [child(entry, "transform"), child(entry, "name")].some(
    (node) => node?.kind === "string" && /(^|\/)ts-autometrics(\/|$)/.test(node.value),
  );
}

/**
 * A path among a tsconfig's compiler options, such as `rootDir`, resolved as TypeScript does: from the file that says it.
 */
export function pathOption(tsconfig: string, name: string): string | undefined {
  const found = findOption(tsconfig, name, new Set());
  if (found?.value.kind !== "string") return undefined;
  return resolve(dirname(found.file.fileName), found.value.value.replace(/^\$\{configDir\}/, dirname(tsconfig)));
}

interface Plugins {
  readonly entries: readonly JsonNode[];
  readonly file: TextFile;
}

function entryIn(plugins: Plugins | undefined, isWanted: (entry: JsonObject) => boolean): PluginEntry | undefined {
  if (plugins === undefined) return undefined;
  const wanted = plugins.entries.filter((entry) => entry.kind === "object").filter(isWanted);
  const entry = wanted.find(namesUs) ?? wanted[0];
  return entry && { entry, file: plugins.file };
}

function findPlugins(tsconfig: string): Plugins | undefined {
  const found = findOption(tsconfig, "plugins", new Set());
  return found && { file: found.file, entries: found.value.kind === "list" ? found.value.items : [] };
}

/** @param seen The files on the way, so that a circle has an end. */
function findOption(
  fileName: string,
  name: string,
  seen: Set<string>,
): { value: JsonNode; file: TextFile } | undefined {
  if (seen.has(fileName)) return undefined;
  seen.add(fileName);
  const { file, root } = readJson(fileName) ?? {};
  if (file === undefined) return undefined;
  const value = child(child(root, "compilerOptions"), name);
  if (value !== undefined) return { file, value };
  for (const extended of extendedFiles(child(root, "extends"), fileName).toReversed()) {
    const found = findOption(extended, name, seen);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nothing for a file that is not there or is no JSON: the compiler says so itself. */
function readJson(fileName: string): { file: TextFile; root: JsonNode } | undefined {
  try {
    const file = readTextFile(fileName);
    return { file, root: parseJson(file.text) };
  } catch {
    return undefined;
  }
}

function extendedFiles(node: JsonNode | undefined, from: string): string[] {
  const items = node?.kind === "list" ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => (item.kind === "string" ? (resolveExtended(item.value, from) ?? []) : []));
}

function resolveExtended(specifier: string, from: string): string | undefined {
  if (isAbsolute(specifier) || /^\.\.?[/\\]/.test(specifier)) {
    const path = resolve(dirname(from), specifier);
    return [path, `${path}.json`].find((path) => existsSync(path) && statSync(path).isFile());
  }
  const require = createRequire(resolve(from));
  for (const candidate of [specifier, `${specifier}.json`, `${specifier}/tsconfig.json`]) {
    try {
      const path = require.resolve(candidate);
      if (path.endsWith(".json")) return path;
    } catch {
      // The next.
    }
  }
  return undefined;
}
