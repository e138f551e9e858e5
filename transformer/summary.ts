/** One line on stderr about what a build did. */
let functions = 0;
let files = 0;
let isPlanned = false;

/** Adds a file to the line, which is printed when the compiler has emitted everything: at the end or between watches. */
export function countFile(sites: number): void {
  functions += sites;
  files++;
  if (isPlanned) return;
  isPlanned = true;
  process.once("exit", print);
  setImmediate(print);
}

function print(): void {
  process.removeListener("exit", print);
  if (isPlanned) process.stderr.write(`ts-autometrics: ${plural(functions, "function")} in ${plural(files, "file")}\n`);
  functions = 0;
  files = 0;
  isPlanned = false;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
