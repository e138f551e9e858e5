import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import type { Call, Command } from "./command.js";
import { emitted } from "./project/emitted.js";
import { shownPath } from "./project/format.js";
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

Exit code: 0; 1 when a file that is named, or one with mistakes, would not be instrumented,
with the reason on stderr; 2 when nothing could be compared.

Example:
  autometrics diff src/users.ts
`,
  options: projectOption,
  run,
};

async function run(call: Call): Promise<number> {
  const { cwd, out, err } = call.io;
  const projects = await openProjects(call, readable);
  const named = call.positionals.map((name) => findSource(projects, cwd, name));
  const sources = named.length > 0 ? named : projects.all.flatMap(filesOfInterest);
  let code = 0;
  for (const source of sources) {
    const why = whyNotInstrumented(projects.ts, source, cwd);
    if (why === undefined) out(patch(source, cwd));
    else {
      err(`${why}\n`);
      code = 1;
    }
  }
  return code;
}

function filesOfInterest(project: ProjectFile["project"]): ProjectFile[] {
  const { build } = project;
  const isOfInterest = (file: ProjectFile["file"]) => {
    const { preamble, problems } = build.file(file);
    return preamble !== undefined || problems.length > 0;
  };
  return build
    .sources()
    .filter(isOfInterest)
    .map((file) => ({ project, file }));
}

function patch(source: ProjectFile, cwd: string): string {
  const name = shownPath(cwd, source.file.fileName);
  const [before, after] = [emitted(source, false), emitted(source, true)];
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(name, name, before, after, "as written", "instrumented", options);
}
