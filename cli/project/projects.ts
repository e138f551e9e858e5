/** The projects that a command line is about: those that `--project` names, and those that they refer to. */
import { dirname, resolve } from "node:path";
import type ts from "typescript";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { type Call, CommandError, textOptions } from "../command.js";
import { findCompiler } from "./compiler.js";
import { configurationOf } from "./configuration.js";
import { shownPath } from "./format.js";
import { Project } from "./project.js";
import { findTsconfig, readTsconfig } from "./tsconfig.js";

/** The option that every command about a project has. */
export const projectOption = { project: { type: "string", short: "p", multiple: true } } as const;

export const projectHelp = `  -p, --project FILE   a tsconfig, or a folder with a tsconfig.json; may be given several
                       times (default: the nearest tsconfig.json from here upward).
                       Projects that it refers to are looked at too.`;

export interface Projects {
  readonly ts: TypeScript;
  readonly all: readonly Project[];
}

/** @param adapt Changes what the compiler is told, for a command that emits. */
export async function openProjects(
  call: Call,
  adapt: (ts: TypeScript, options: ts.CompilerOptions) => ts.CompilerOptions = (_, options) => options,
): Promise<Projects> {
  const { cwd, err } = call.io;
  const named = textOptions(call, "project");
  const roots = named.length > 0 ? named.map((name) => findTsconfig(cwd, name)) : [findTsconfig(cwd)];
  const ts = await findCompiler(dirname(roots[0] ?? cwd));
  const projects: Project[] = [];
  const unconfigured: string[] = [];
  for (const [tsconfig, parsed] of withReferences(ts, roots, cwd)) {
    const configuration = configurationOf(parsed.options, tsconfig);
    if (configuration !== undefined) {
      const adapted = { ...parsed, options: adapt(ts, parsed.options) };
      projects.push(new Project(ts, tsconfig, adapted, configuration));
    } else if (parsed.fileNames.length > 0) unconfigured.push(shownPath(cwd, tsconfig));
  }
  if (projects.length === 0) {
    const [tsconfig = shownPath(cwd, roots[0] ?? cwd)] = unconfigured;
    throw new CommandError(
      `${tsconfig} has no entry for ts-autometrics, and there is no autometrics.json beside it, so nothing is instrumented; ` +
        `add { "transform": "ts-autometrics/transformer" } to 'plugins' in its 'compilerOptions'`,
    );
  }
  for (const tsconfig of unconfigured) {
    err(`autometrics: ${tsconfig} has no entry for ts-autometrics in 'plugins', so nothing in it is instrumented\n`);
  }
  return { ts, all: projects };
}

/** Each tsconfig once, by its path; what a project refers to comes before it, as it is built. */
function withReferences(ts: TypeScript, roots: readonly string[], cwd: string): Map<string, ts.ParsedCommandLine> {
  const found = new Map<string, ts.ParsedCommandLine>();
  const seen = new Set<string>();
  const visit = (tsconfig: string): void => {
    if (seen.has(tsconfig)) return;
    seen.add(tsconfig);
    const parsed = readTsconfig(ts, tsconfig, cwd);
    for (const reference of parsed.projectReferences ?? []) visit(resolve(ts.resolveProjectReferencePath(reference)));
    found.set(tsconfig, parsed);
  };
  roots.forEach(visit);
  return found;
}
