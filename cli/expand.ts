import { type Call, type Command, flag, textOptions, UsageError } from "./command.js";
import { emitted } from "./project/emitted.js";
import { openProjects, projectHelp, projectOption } from "./project/projects.js";
import { readable } from "./project/readable.js";
import { findSource } from "./project/sourceFile.js";
import { type Expanded, written } from "./project/written.js";
import { whyNotInstrumented } from "./whyNot.js";

export const expand: Command = {
  name: "expand",
  summary: "the instrumented code of one source file",
  help: `Usage: autometrics expand FILE [--project FILE]… [--text]

Prints one source file as a build by tspc emits it, instrumented: modules in the project's
format, types removed, but nothing lowered to an older version of the language. With --text
as bundlers' plugins and ts-autometrics/register write it: the source with its types, which
a compiler takes from there.

Options:
${projectHelp}
      --text           what is written into the source. The configuration is the one that
                       is nearest to the file, as it is there
  -h, --help           this text

Exit code: 0; 1 when nothing in the file would be instrumented, with the reason on stderr;
2 when the file could not be expanded.

Examples:
  autometrics expand src/users.ts
  autometrics expand src/users.ts --text
`,
  options: { ...projectOption, text: { type: "boolean" } },
  run,
};

async function run(call: Call): Promise<number> {
  const { cwd, out, err } = call.io;
  const [name, ...more] = call.positionals;
  if (name === undefined) throw new UsageError("name the source file");
  if (more.length > 0) throw new UsageError("name one source file");
  const isText = flag(call, "text");
  if (isText && textOptions(call, "project").length > 0) {
    throw new UsageError("--text takes the configuration that is nearest to the file, and no --project");
  }
  const found = isText ? written(cwd, name) : await compiled(call, name);
  if ("why" in found) err(`${found.why}\n`);
  else out(found.code);
  return "why" in found ? 1 : 0;
}

async function compiled(call: Call, name: string): Promise<Expanded> {
  const { cwd } = call.io;
  const projects = await openProjects(call, readable);
  const source = findSource(projects, cwd, name);
  const why = whyNotInstrumented(projects.ts, source, cwd);
  return why === undefined ? { code: emitted(source, true) } : { why };
}
