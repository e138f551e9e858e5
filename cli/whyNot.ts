/** Why nothing is instrumented in a file that somebody has asked about. */
import { attachAnnotations } from "../transformer/annotation/attach.js";
import { mentionsTag } from "../transformer/annotation/tags.js";
import { toDiagnostic } from "../transformer/diagnostics/report.js";
import type { TypeScript } from "../transformer/targets/functions.js";
import { formatDiagnostics, shownPath } from "./project/format.js";
import type { ProjectFile } from "./project/sourceFile.js";

/** What keeps the whole file from being instrumented; nothing for a file that is. */
export function whyNotInstrumented(ts: TypeScript, { project, file }: ProjectFile, cwd: string): string | undefined {
  const { build, program } = project;
  const { preamble, problems } = build.file(file);
  if (preamble !== undefined) return undefined;
  const name = shownPath(cwd, file.fileName);
  const mistakes = [...build.problems, ...problems].map((problem) => toDiagnostic(ts, problem, program));
  if (mistakes.length > 0) {
    const whose = build.problems.length > 0 ? "the configuration has mistakes" : "it has mistakes";
    return `${formatDiagnostics(ts, mistakes, cwd)}${name} is emitted as it is, because ${whose}`;
  }
  const tags = mentionsTag(file.text) ? attachAnnotations(ts, file).attached : [];
  const modes = (build.options?.instrument ?? []).filter((mode) => mode !== "annotated");
  const reasons = [
    tags.length > 0 ? "its annotations say 'skip'" : "no function in it is annotated",
    ...(modes.length === 0
      ? []
      : build.bounds.contain(file.fileName)
        ? [`'instrument' (${modes.join(", ")}) takes none`]
        : ["'include' and 'exclude' leave it out"]),
  ];
  return `${name} has nothing to instrument: ${reasons.join(", and ")}`;
}
