import type ts from "typescript";
import { attachAnnotations } from "../transformer/annotation/attach.js";
import { mentionsTag } from "../transformer/annotation/tags.js";
import { codeBase } from "../transformer/diagnostics/report.js";
import type { TypeScript } from "../transformer/targets/functions.js";
import { checkBuilt } from "./built/checkBuilt.js";
import { type Call, type Command, flag } from "./command.js";
import { type ListedFunction, listFunctions } from "./functions.js";
import { counted, formatDiagnostics, shownPath } from "./project/format.js";
import type { Project } from "./project/project.js";
import { openProjects, projectHelp, projectOption } from "./project/projects.js";
import { takeNoArguments } from "./project/sourceFile.js";
import { requireObjective } from "./requireObjective.js";

export const check: Command = {
  name: "check",
  summary: "every mistake in the configuration and in annotations, without building",
  help: `Usage: autometrics check [--project FILE]… [--require-objective] [--built]

Looks for everything that would end a build: mistakes in the configuration, in annotations
and in the project around them. Nothing is built, and types are not checked.

Options:
${projectHelp}
      --require-objective
                       every HTTP handler must count towards an objective
      --built          what the last build has written must be what a build would write now:
                       TypeScript does not build again when only the configuration changes
  -h, --help           this text

Exit code: 0 when all is well, 1 when it is not, 2 when it could not be checked.

Example:
  autometrics check --require-objective && npx tspc && autometrics check --built
`,
  options: { ...projectOption, "require-objective": { type: "boolean" }, built: { type: "boolean" } },
  run,
};

async function run(call: Call): Promise<number> {
  takeNoArguments(call);
  const { cwd, out, err } = call.io;
  // Whether outputs are right does not hang on the types being so.
  const projects = await openProjects(call, (_, options) => ({ ...options, noEmitOnError: false }));
  const { ts, all } = projects;
  const warnings = all.flatMap((project) => project.warnings());
  err(formatDiagnostics(ts, warnings, cwd));
  const mistakes = all.flatMap((project) => project.mistakes());
  if (mistakes.length > 0) {
    out(`${formatDiagnostics(ts, mistakes, cwd)}\n${mistakeSummary(ts, mistakes)}\n`);
    return 1;
  }
  const functions = listFunctions(all, cwd);
  out(`${summary(ts, all, functions, cwd)}\n`);
  const isCovered = !flag(call, "require-objective") || requireObjective(functions, out);
  const isBuilt = !flag(call, "built") || checkBuilt(call, projects);
  return isCovered && isBuilt ? 0 : 1;
}

function mistakeSummary(ts: TypeScript, mistakes: readonly ts.Diagnostic[]): string {
  const different = ts.sortAndDeduplicateDiagnostics(mistakes);
  const files = new Set(different.flatMap(({ file }) => file?.fileName ?? []));
  const where = files.size > 0 ? ` in ${counted(files.size, "file")}` : "";
  const code = `AM${(different[0]?.code ?? 0) - codeBase}`;
  return `${counted(different.length, "mistake")}${where}; 'autometrics explain ${code}' says more`;
}

/** What there was to look at: annotations, and what the modes of 'instrument' take without one. */
function summary(
  ts: TypeScript,
  projects: readonly Project[],
  functions: readonly ListedFunction[],
  cwd: string,
): string {
  const sources = new Map(projects.flatMap(({ build }) => build.sources()).map((file) => [file.fileName, file]));
  const annotations = new Map<string, number>();
  for (const file of sources.values()) {
    const count = mentionsTag(file.text) ? attachAnnotations(ts, file).attached.length : 0;
    if (count > 0) annotations.set(shownPath(cwd, file.fileName), count);
  }
  const handlers = functions.filter(({ found }) => found === "routes");
  const others = functions.filter(({ found }) => found === "exported" || found === "all");
  const files = new Set([...annotations.keys(), ...[...handlers, ...others].map(({ file }) => file)]);
  if (files.size === 0) return `no mistakes; no annotation and no HTTP handler in ${counted(sources.size, "file")}`;
  const counts = [
    [[...annotations.values()].reduce((sum, count) => sum + count, 0), "annotation"],
    [handlers.length, "HTTP handler"],
    [others.length, "other function"],
  ] as const;
  const parts = counts.filter(([count]) => count > 0).map(([count, noun]) => counted(count, noun));
  const last = parts.pop();
  const what = parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
  return `no mistakes in ${what} in ${counted(files.size, "file")}`;
}
