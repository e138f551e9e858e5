/** Reads a configuration from where it stands: autometrics.json, the plugin's entry in a tsconfig, or a program. */
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { codes } from "../diagnostics/codes.js";
import type { Problem } from "../diagnostics/problem.js";
import { Findings } from "./findings.js";
import { child, fromValue, type JsonNode } from "./json.js";
import type { Options } from "./options.js";
import { JsonSyntaxError, parseJson } from "./parseJson.js";
import { hostKeys, readOptions } from "./readOptions.js";
import { readTextFile, type TextFile } from "./textFile.js";
import { findEntry, namesUs } from "./tsconfig.js";
import { readString } from "./values.js";

export interface Configuration {
  /** Nothing when there is a mistake. */
  readonly options?: Options;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** What paths and globs in it are relative to: the folder of the file that holds it. */
  readonly folder: string;
}

const ownFile = "autometrics.json";

/** How a project is configured: by the plugin's entry, else by the autometrics.json in its folder, else not at all. */
export function findConfiguration(folder: string, tsconfig = join(folder, "tsconfig.json")): Configuration {
  const found = findEntry(tsconfig, namesUs);
  if (found?.entry.properties.some(({ name }) => !hostKeys.includes(name))) {
    return readEntry(found.entry, dirname(found.file.fileName), found.file);
  }
  const own = join(folder, ownFile);
  return existsSync(own) ? readConfiguration(readTextFile(own).text, own) : readEntry(fromValue({}), folder);
}

/** Reads the text of an autometrics.json. */
export function readConfiguration(text: string, fileName: string): Configuration {
  const findings = new Findings({ fileName, text });
  const folder = dirname(resolve(fileName));
  try {
    return conclude(findings, folder, readOptions(findings, parseJson(text), folder));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    findings.problem(codes.configFile, { path: "", span: error.span }, error.message);
    return conclude(findings, folder);
  }
}

/**
 * Reads the plugin's entry: its own keys, or the file that it names.
 * @param file What the entry stands in; nothing when a program hands it over.
 */
export function readEntry(entry: JsonNode, folder: string, file?: TextFile): Configuration {
  const findings = new Findings(file);
  checkPhase(findings, entry);
  const config = child(entry, "config");
  if (config === undefined) return conclude(findings, folder, readOptions(findings, entry, folder));

  checkAloneWithConfig(findings, entry);
  const path = readString(findings, entry, "config", ownFile);
  const named = path === undefined ? undefined : readNamed(findings, config, path, folder, file);
  const inner = named && readConfiguration(named.text, named.fileName);
  if (inner === undefined) return conclude(findings, folder);
  if (findings.problems.length === 0) return inner;
  return { ...conclude(findings, inner.folder), problems: [...findings.problems, ...inner.problems] };
}

function conclude({ problems, warnings }: Findings, folder: string, options?: Options): Configuration {
  // In the order of the text, as a reader meets them.
  const sorted = problems.toSorted((a, b) => (a.at?.start ?? 0) - (b.at?.start ?? 0));
  return { ...(options && { options }), problems: sorted, warnings, folder };
}

/** ts-patch can run a transformer at other times too, when there is nothing left to instrument. */
function checkPhase(findings: Findings, entry: JsonNode): void {
  if (entry.kind !== "object") return;
  for (const { name, at, value } of entry.properties) {
    if ((name !== "after" && name !== "afterDeclarations") || value.kind !== "boolean" || !value.value) continue;
    const message = `'${name}' would run ts-autometrics only after TypeScript has compiled the code; remove the key`;
    findings.problem(codes.invalidOption, at, message);
  }
}

function checkAloneWithConfig(findings: Findings, entry: JsonNode): void {
  if (entry.kind !== "object") return;
  findings.checkRepeated(entry.properties);
  for (const { name, at } of entry.properties) {
    if (name === "config" || hostKeys.includes(name)) continue;
    const message = `'${name}' beside 'config' has no effect; move it into the file that 'config' names`;
    findings.problem(codes.invalidOption, at, message);
  }
}

function readNamed(
  findings: Findings,
  config: JsonNode,
  path: string,
  folder: string,
  from: TextFile | undefined,
): TextFile | undefined {
  try {
    return readTextFile(resolve(folder, path));
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const what = isMissing ? `there is no file '${path}'` : `'${path}' cannot be read`;
    const base = from === undefined ? folder : basename(from.fileName);
    const message = `${what}; name a file, relative to ${base}, such as "${ownFile}"`;
    findings.problem(codes.configFile, config.at, message);
    return undefined;
  }
}
