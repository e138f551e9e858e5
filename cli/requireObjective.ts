import type { ListedFunction } from "./functions.js";

const mend =
  'set "routes": { "objective": … } for all, \'@autometrics objective=…\' for one, "routes": { "exclude": […] } to leave some out';

/** Says which handlers count towards no objective, and whether that is none of them. */
export function requireObjective(functions: readonly ListedFunction[], out: (text: string) => void): boolean {
  const handlers = functions.filter(({ handler }) => handler !== null);
  const outside = handlers.filter(({ objective }) => objective === null);
  for (const { file, line, column, function: label } of outside) {
    out(`${file}(${line},${column}): the handler '${label}' is outside any objective\n`);
  }
  const count = `HTTP handlers with an objective: ${handlers.length - outside.length} of ${handlers.length}`;
  out(outside.length === 0 ? `${count}\n` : `${count}; ${mend}\n`);
  return outside.length === 0;
}
