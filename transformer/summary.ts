/** One line on stderr about what a build did. */
import type { CallSitePlan } from "./plan.js";

let functions = 0;
let routes = 0;
let files = 0;
let isPlanned = false;

/** Adds a file to the line, which is printed when the compiler has emitted everything: at the end or between watches. */
export function countFile(sites: readonly CallSitePlan[]): void {
  const handlers = sites.filter(({ http }) => http !== undefined).length;
  functions += sites.length - handlers;
  routes += handlers;
  files++;
  if (isPlanned) return;
  isPlanned = true;
  process.once("exit", print);
  setImmediate(print);
}

function print(): void {
  process.removeListener("exit", print);
  if (isPlanned) process.stderr.write(`ts-autometrics: ${counted()} in ${plural(files, "file")}\n`);
  functions = 0;
  routes = 0;
  files = 0;
  isPlanned = false;
}

/** `12 functions, 5 routes`; what there is none of is left out. */
function counted(): string {
  const counts = [functions > 0 ? plural(functions, "function") : "", routes > 0 ? plural(routes, "route") : ""];
  return counts.filter((text) => text !== "").join(", ");
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
