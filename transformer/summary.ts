/** One line on stderr about what a build did. */
import type { CallSitePlan } from "./plan.js";

/** What has been instrumented since it was last told. */
export class Summary {
  /** By file: some frameworks build a module several times, for one bundle and to look at its exports. */
  readonly #files = new Map<string, readonly CallSitePlan[]>();

  add(fileName: string, sites: readonly CallSitePlan[]): void {
    this.#files.set(fileName, sites);
  }

  /** `ts-autometrics: 12 functions, 5 routes in 7 files`; what there is none of is left out. Begins anew. */
  print(): void {
    const sites = [...this.#files.values()].flat();
    const routes = sites.filter(({ http }) => http !== undefined).length;
    const counts = [plural(sites.length - routes, "function"), plural(routes, "route")].filter(
      (text) => !text.startsWith("0 "),
    );
    const files = this.#files.size;
    if (files > 0) process.stderr.write(`ts-autometrics: ${counts.join(", ")} in ${plural(files, "file")}\n`);
    this.#files.clear();
  }
}

const summary = new Summary();
let isPlanned = false;

/** Adds a file to the line, which is printed when the compiler has emitted everything: at the end or between watches. */
export function countFile(fileName: string, sites: readonly CallSitePlan[]): void {
  summary.add(fileName, sites);
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
