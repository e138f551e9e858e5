/** What a road without a compiler's program knows of the project: its configuration, and a parser. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { Bounds } from "../transformer/bounds.js";
import { codes } from "../transformer/diagnostics/codes.js";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { findCompiler } from "../transformer/findCompiler.js";
import { type Configuration, findConfiguration, readEntry } from "../transformer/options/configuration.js";
import { fromValue } from "../transformer/options/json.js";
import { pathOption } from "../transformer/options/tsconfig.js";
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
  /** The parser, looked for from the folder of the first file that needs it. */
  readonly compiler: (folder: string) => TypeScript | Problem;
}

/**
 * @param home The folder with the project's configuration, or its tsconfig.
 * @param options The configuration, where a program hands it over.
 */
export function openProject(home: string, options?: object): TextProject {
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
    compiler: parser(),
  };
}

function parser(): TextProject["compiler"] {
  let found: TypeScript | undefined;
  return (folder) => {
    if (found !== undefined) return found;
    const { ts, problem } = findCompiler(folder);
    found = ts;
    return ts ?? noParser(folder, problem);
  };
}

function noParser(folder: string, problem: Problem | undefined): Problem {
  const found =
    problem === undefined ? `there is no TypeScript in or above ${folder}` : problem.message.split(/[;,]/)[0];
  const message = `${found}, and source files are read with the API of TypeScript 5.4 to 6; install that beside what there is: npm install -D @typescript/typescript6`;
  return { code: codes.compilerVersion, message, mend: "configuration" };
}
