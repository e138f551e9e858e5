/** The tsconfig that a command line is about, and what it says. */
import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import type ts from "typescript";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { CommandError } from "../command.js";
import { formatDiagnostics } from "./format.js";

/** A named one may be a folder's, as in `tsc --project`; without a name it is the nearest, from the folder upward. */
export function findTsconfig(cwd: string, named?: string): string {
  if (named === undefined) return nearest(cwd);
  const path = resolve(cwd, named);
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, "tsconfig.json") : path;
  if (!existsSync(file)) {
    throw new CommandError(`there is no file '${relative(cwd, file)}'; name a tsconfig, or a folder that has one`);
  }
  return file;
}

function nearest(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, "tsconfig.json");
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) break;
  }
  throw new CommandError(`there is no tsconfig.json in or above ${cwd}; name one with --project`);
}

/** @throws CommandError with the compiler's own words for what is wrong in it. */
export function readTsconfig(ts: TypeScript, tsconfig: string, cwd: string): ts.ParsedCommandLine {
  const fail = (diagnostics: readonly ts.Diagnostic[]): never => {
    const text = formatDiagnostics(ts, diagnostics, cwd).trimEnd();
    throw new CommandError(`${relative(cwd, tsconfig)} cannot be used:\n${text}`);
  };
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: (diagnostic: ts.Diagnostic) => fail([diagnostic]) };
  const parsed = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, host);
  if (parsed === undefined) throw new CommandError(`${relative(cwd, tsconfig)} cannot be read`);
  const errors = ts.getConfigFileParsingDiagnostics(parsed);
  return errors.length > 0 ? fail(errors) : parsed;
}
