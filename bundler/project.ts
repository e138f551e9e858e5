/** What a road without a compiler's program knows of the project: its configuration, and a parser. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Bounds } from "../transformer/bounds.js";
import { codes } from "../transformer/diagnostics/codes.js";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { findCompiler } from "../transformer/findCompiler.js";
import { type Configuration, findConfiguration, readEntry } from "../transformer/options/configuration.js";
import { fromValue } from "../transformer/options/json.js";
import { findEntry, namesUs, pathOption } from "../transformer/options/tsconfig.js";
import type { TypeScript } from "../transformer/targets/functions.js";

export interface TextProject {
  readonly configuration: Configuration;
  /** The files that the modes of `instrument` look at. */
  readonly bounds: Bounds;
  /** What `module` labels are relative to. */
  readonly moduleRoot: string;
  /** Where the project's compiler writes to, by its tsconfig. */
  readonly outDir?: string;
  /** What it is configured by; when one changes, the project is to be opened again. */
  readonly files: readonly string[];
  /** The parser, looked for when the first file needs it. */
  readonly compiler: () => TypeScript | Problem;
}

/**
 * The project that a folder belongs to: of the folders from it upward, the nearest that is configured, by an entry in its
 * tsconfig.json or an autometrics.json; else the nearest with a tsconfig.json, with all defaults.
 * @param options The configuration, where a program hands it over.
 */
export function openProject(folder: string, options?: object): TextProject {
  const home = configuredFolder(folder) ?? nearest(folder, (at) => existsSync(join(at, "tsconfig.json"))) ?? folder;
  const configuration = options === undefined ? findConfiguration(home) : readEntry(fromValue(options), home);
  const { folder: base } = configuration;
  const tsconfig = join(home, "tsconfig.json");
  const own = configuration.options?.moduleRoot;
  const outDir = pathOption(tsconfig, "outDir");
  return {
    configuration,
    bounds: new Bounds(base, configuration.options?.include ?? [], configuration.options?.exclude ?? []),
    moduleRoot: own === undefined ? (pathOption(tsconfig, "rootDir") ?? home) : resolve(base, own),
    ...(outDir !== undefined && { outDir }),
    files: [tsconfig, join(home, "autometrics.json")].filter((file) => existsSync(file)),
    compiler: once(() => parserFor(folder)),
  };
}

function configuredFolder(folder: string): string | undefined {
  return nearest(
    folder,
    (at) => existsSync(join(at, "autometrics.json")) || findEntry(join(at, "tsconfig.json"), namesUs) !== undefined,
  );
}

function nearest(folder: string, isWanted: (folder: string) => boolean): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (isWanted(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

function parserFor(folder: string): TypeScript | Problem {
  const { ts, problem } = findCompiler(folder);
  if (ts !== undefined) return ts;
  const found =
    problem === undefined ? `there is no TypeScript in or above ${folder}` : problem.message.split(/[;,]/)[0];
  const message = `${found}, and source files are read with the API of TypeScript 5.4 to 6; install that beside what there is: npm install -D @typescript/typescript6`;
  return { code: codes.compilerVersion, message, mend: "configuration" };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
