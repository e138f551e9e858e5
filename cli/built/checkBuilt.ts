import { type Call, CommandError } from "../command.js";
import { counted, shownPath } from "../project/format.js";
import type { Projects } from "../project/projects.js";
import { mendOutputs } from "./mend.js";
import { compareOutputs } from "./outputs.js";

/** Whether the outputs on disk are what a build would write now; says which are not. */
export function checkBuilt({ io: { cwd, out, err } }: Call, { ts, all }: Projects): boolean {
  const built = all.filter(({ options }) => !options.noEmit && !options.emitDeclarationOnly);
  for (const { tsconfig } of all.filter((project) => !built.includes(project))) {
    err(`autometrics check: ${shownPath(cwd, tsconfig)} has TypeScript emit no code, so there is no output to check\n`);
  }
  if (built.length === 0) throw new CommandError("there is no project with an output that '--built' could check");
  const { instrumented, stale } = compareOutputs(ts, built);
  for (const { fileName, why } of stale) out(`${shownPath(cwd, fileName)} ${why}\n`);
  if (stale.length === 0) {
    out(`the output is up to date: ${counted(instrumented, "instrumented file")}\n`);
    return true;
  }
  out(`${counted(stale.length, "stale output")}; ${mendOutputs(ts, built, cwd)}\n`);
  return false;
}
