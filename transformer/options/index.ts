/** The configuration of a program that is being built. */
import { dirname } from "node:path";
import type ts from "typescript";
import { type Configuration, findConfiguration, readEntry } from "./configuration.js";
import { fromValue, isSame, type JsonNode, type JsonObject } from "./json.js";
import { hostKeys } from "./readOptions.js";
import { findEntry, type PluginEntry } from "./tsconfig.js";

/**
 * @param entry The plugin's entry as ts-patch hands it over, without its own keys, or what a program hands over. Where
 * its text is found, mistakes are shown in it.
 */
export function loadOptions(program: Pick<ts.Program, "getCompilerOptions">, entry: unknown): Configuration {
  const handed = fromValue(entry ?? {});
  const tsconfig = projectFile(program);
  const written = tsconfig === undefined ? undefined : findWritten(program, tsconfig, handed);
  if (written !== undefined) return readEntry(written.entry, dirname(written.file.fileName), written.file);
  return readEntry(handed, tsconfig === undefined ? process.cwd() : dirname(tsconfig));
}

/** For a host that hands nothing over: as the project itself says it, in the tsconfig or an autometrics.json beside it. */
export function projectOptions(program: Pick<ts.Program, "getCompilerOptions">): Configuration {
  const tsconfig = projectFile(program);
  return findConfiguration(tsconfig === undefined ? process.cwd() : dirname(tsconfig), tsconfig);
}

/** The tsconfig that a program is built with. */
export function projectFile(program: Pick<ts.Program, "getCompilerOptions">): string | undefined {
  const { configFilePath } = program.getCompilerOptions();
  return typeof configFilePath === "string" ? configFilePath : undefined;
}

function findWritten(
  program: Pick<ts.Program, "getCompilerOptions">,
  tsconfig: string,
  handed: JsonNode,
): PluginEntry | undefined {
  if (handed.kind !== "object") return undefined;
  const own = withoutHostKeys(handed);
  const isWanted = (entry: JsonObject) => isSame(withoutHostKeys(entry), own);
  const found = findEntry(tsconfig, isWanted);
  if (found !== undefined) return found;
  // An extended package that only TypeScript could find.
  for (const extended of extendedFiles(program)) {
    const found = findEntry(extended, isWanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withoutHostKeys(entry: JsonObject): JsonObject {
  return { ...entry, properties: entry.properties.filter(({ name }) => !hostKeys.includes(name)) };
}

/** The compiler's own list of files that a tsconfig extends; it is there at run time and not declared. */
function extendedFiles(program: Pick<ts.Program, "getCompilerOptions">): readonly string[] {
  const { configFile } = program.getCompilerOptions();
  if (typeof configFile !== "object" || configFile === null || !("extendedSourceFiles" in configFile)) return [];
  const { extendedSourceFiles } = configFile;
  return Array.isArray(extendedSourceFiles) ? extendedSourceFiles.filter((name) => typeof name === "string") : [];
}
