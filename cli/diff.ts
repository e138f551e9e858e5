import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { Call, Command } from "./command.js";
import { emitted } from "./project/emitted.js";
import { formatDiagnostics, shownPath } from "./project/format.js";
import type { Project } from "./project/project.js";
import { openProjects, projectHelp, projectOption } from "./project/projects.js";
import { readable } from "./project/readable.js";
import { findSource, type ProjectFile } from "./project/sourceFile.js";
import { whyNotInstrumented } from "./whyNot.js";

export const diff: Command = {
  name: "diff",
  summary: "what instrumenting changes in the emitted code",
  help: `Usage: autometrics diff [FILE…] [--project FILE]…

Compares the code that a build emits without and with instrumentation, as a unified diff:
of the source files that are named, or of all that would be instrumented.

Options:
${projectHelp}
  -h, --help           this text

Exit code: 0; 1 when a file that is named is not instrumented, or there are mistakes, which
stderr says; 2 when nothing could be compared.

Example:
  autometrics diff src/users.ts
`,
  options: projectOption,
  run,
};

async function run(call: Call): Promise<number> {
  const { cwd, out, err } = call.io;
  const projects = await openProjects(call, readable);
  const { ts, all } = projects;
  const named = call.positionals.map((name) => findSource(projects, cwd, name));
  const sources = named.length > 0 ? named : all.flatMap(filesOf);
  for (const source of sources.filter(isInstrumented)) out(patch(source, cwd));

  const mistakes = named.length > 0 ? [] : all.flatMap((project) => project.mistakes());
  const reasons = named.flatMap((source) => whyNotInstrumented(ts, source, cwd) ?? []).map((why) => `${why}\n`);
  const text = formatDiagnostics(ts, mistakes, cwd) + reasons.join("");
  err(text);
  return text === "" ? 0 : 1;
}

function filesOf(project: Project): ProjectFile[] {
  return project.build.sources().map((file) => ({ project, file }));
}

function isInstrumented({ project, file }: ProjectFile): boolean {
  return project.build.file(file).preamble !== undefined;
}

function patch(source: ProjectFile, cwd: string): string {
  const name = shownPath(cwd, source.file.fileName);
  const [before, after] = [emitted(source, false), emitted(source, true)];
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(name, name, before, after, "as written", "instrumented", options);
}
