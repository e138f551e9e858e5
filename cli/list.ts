import { type Call, type Command, flag } from "./command.js";
import { listFunctions } from "./functions.js";
import { formatDiagnostics } from "./project/format.js";
import { openProjects, projectHelp, projectOption } from "./project/projects.js";
import { takeNoArguments } from "./project/sourceFile.js";
import { table } from "./table.js";
import { listUnresolved, unresolvedLines } from "./unresolved.js";

export const list: Command = {
  name: "list",
  summary: "every function that a build would instrument",
  help: `Usage: autometrics list [--project FILE]… [--json]

Lists every function that a build would instrument, from the sources: nothing is built.
A line says where it is, its label, its form, its objective ('-' without one) and what
found it: an annotation or a mode of 'instrument'. Below are the HTTP handlers that are
registered, and whose functions nothing shows to be one: they would not be counted.

Options:
${projectHelp}
      --json           as JSON (its shape: docs/cli.md)
  -h, --help           this text

Exit code: 0; 1 when there are mistakes in the configuration or in annotations, whose
files would not be instrumented and are not listed; 2 when nothing could be listed.

Example:
  autometrics list | grep 'objective=api'
`,
  options: { ...projectOption, json: { type: "boolean" } },
  run,
};

async function run(call: Call): Promise<number> {
  takeNoArguments(call);
  const { cwd, out, err } = call.io;
  const { ts, all } = await openProjects(call);
  const functions = listFunctions(all, cwd);
  const unresolved = listUnresolved(ts, all, cwd);
  const json = () => `${JSON.stringify({ version: 1, functions, unresolved }, undefined, 2)}\n`;
  out(flag(call, "json") ? json() : table(functions) + unresolvedLines(unresolved));
  const mistakes = all.flatMap((project) => project.mistakes());
  if (mistakes.length === 0) return 0;
  err(formatDiagnostics(ts, mistakes, cwd));
  const isWhole = all.some(({ build }) => build.problems.length > 0);
  const what = isWhole ? "a project whose configuration has mistakes" : "a file with mistakes";
  err(`autometrics list: ${what} is not instrumented, so its functions are not listed\n`);
  return 1;
}
