/** One line on stderr about what a build did. */
import type { CallSitePlan } from "./plan.js";

/** What has been instrumented since it was last told. */
export class Summary {
  #functions = 0;
  #routes = 0;
  #files = 0;

  add(sites: readonly CallSitePlan[]): void {
    const handlers = sites.filter(({ http }) => http !== undefined).length;
    this.#functions += sites.length - handlers;
    this.#routes += handlers;
    this.#files++;
  }

  /** `ts-autometrics: 12 functions, 5 routes in 7 files`; what there is none of is left out. Begins anew. */
  print(): void {
    const counts = [plural(this.#functions, "function"), plural(this.#routes, "route")].filter(
      (text) => !text.startsWith("0 "),
    );
    if (this.#files > 0)
      process.stderr.write(`ts-autometrics: ${counts.join(", ")} in ${plural(this.#files, "file")}\n`);
    this.#functions = 0;
    this.#routes = 0;
    this.#files = 0;
  }
}

const summary = new Summary();
let isPlanned = false;

/** Adds a file to the line, which is printed when the compiler has emitted everything: at the end or between watches. */
export function countFile(sites: readonly CallSitePlan[]): void {
  summary.add(sites);
  if (isPlanned) return;
  isPlanned = true;
  process.once("exit", print);
  setImmediate(print);
}

function print(): void {
  process.removeListener("exit", print);
  summary.print();
  isPlanned = false;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
