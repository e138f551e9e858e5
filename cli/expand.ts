import { type Call, type Command, UsageError } from "./command.js";
import { emitted } from "./project/emitted.js";
import { openProjects, projectHelp, projectOption } from "./project/projects.js";
import { readable } from "./project/readable.js";
import { findSource } from "./project/sourceFile.js";
import { whyNotInstrumented } from "./whyNot.js";

export const expand: Command = {
  name: "expand",
  summary: "the instrumented code of one source file",
  help: `Usage: autometrics expand FILE [--project FILE]…

Prints one source file as a build emits it, instrumented: modules in the project's format,
types removed, but nothing lowered to an older version of the language.

Options:
${projectHelp}
  -h, --help           this text

Exit code: 0; 1 when nothing in the file would be instrumented, with the reason on stderr;
2 when the file could not be expanded.

Example:
  autometrics expand src/users.ts
`,
  options: projectOption,
  run,
};

async function run(call: Call): Promise<number> {
  const { cwd, out, err } = call.io;
  const [name, ...more] = call.positionals;
  if (name === undefined) throw new UsageError("name the source file");
  if (more.length > 0) throw new UsageError("name one source file");
  const projects = await openProjects(call, readable);
  const source = findSource(projects, cwd, name);
  const why = whyNotInstrumented(projects.ts, source, cwd);
  if (why !== undefined) {
    err(`${why}\n`);
    return 1;
  }
  out(emitted(source, true));
  return 0;
}
