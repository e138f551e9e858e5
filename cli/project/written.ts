/** A source file as bundlers' plugins and `register` write it, by the configuration that they find for it. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { instrument } from "../../bundler/instrument.js";
import { Projects } from "../../bundler/projects.js";
import { formatProblem } from "../../bundler/report.js";
import { CommandError } from "../command.js";
import { shownPath } from "./format.js";

/** The code; or why there is none. */
export type Expanded = { readonly code: string } | { readonly why: string };

export function written(cwd: string, name: string): Expanded {
  const fileName = resolve(cwd, name);
  if (!existsSync(fileName) || statSync(fileName).isDirectory()) throw new CommandError(`there is no file '${name}'`);
  const project = new Projects().of(fileName);
  const { problems: mistakes } = project.configuration;
  const found = instrument(project, { fileName, text: readFileSync(fileName, "utf8") });
  const problems = [...mistakes, ...(found?.problems ?? [])];
  const shown = shownPath(cwd, fileName);
  if (problems.length > 0) {
    const whose = mistakes.length > 0 ? "the configuration has mistakes" : "it has mistakes";
    const told = problems.map((problem) => `${formatProblem(problem, cwd)}\n`).join("");
    return { why: `${told}${shown} stays as it is, because ${whose}` };
  }
  if (found !== undefined && "code" in found) return { code: found.code };
  return { why: `${shown} has nothing to instrument in its text; what only types tell is not seen there` };
}
