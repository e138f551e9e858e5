import type { ListedFunction } from "./functions.js";
import { counted } from "./project/format.js";

const mend =
  'give all of them one with "routes": { "objective": … } in the configuration, or one handler with \'@autometrics objective=…\', ' +
  'or leave routes out with "routes": { "exclude": […] }';

/** Says which handlers count towards no objective, and whether that is none of them. */
export function requireObjective(functions: readonly ListedFunction[], out: (text: string) => void): boolean {
  const handlers = functions.filter(({ handler }) => handler !== null);
  const outside = handlers.filter(({ objective }) => objective === null);
  for (const { file, line, column, function: label } of outside) {
    out(`${file}(${line},${column}): the handler '${label}' is outside any objective\n`);
  }
  const count = `${handlers.length - outside.length} of ${counted(handlers.length, "HTTP handler")} with an objective`;
  out(outside.length === 0 ? `${count}\n` : `${count}; ${mend}\n`);
  return outside.length === 0;
}
