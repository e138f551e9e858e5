import type { Call } from "./command.js";
import { listFunctions } from "./functions.js";
import { counted } from "./project/format.js";
import type { Projects } from "./project/projects.js";

const mend =
  'give all of them one with "routes": { "objective": … } in the configuration, or one handler with \'@autometrics objective=…\', ' +
  'or leave routes out with "routes": { "exclude": […] }';

/** Whether every handler counts towards an objective; says which do not. */
export function requireObjective({ io: { cwd, out } }: Call, { all }: Projects): boolean {
  const handlers = listFunctions(all, cwd).filter(({ handler }) => handler !== null);
  const outside = handlers.filter(({ objective }) => objective === null);
  for (const { file, line, column, function: label } of outside) {
    out(`${file}(${line},${column}): the handler '${label}' is outside any objective\n`);
  }
  const count = `${handlers.length - outside.length} of ${counted(handlers.length, "HTTP handler")} with an objective`;
  out(outside.length === 0 ? `${count}\n` : `${count}; ${mend}\n`);
  return outside.length === 0;
}
