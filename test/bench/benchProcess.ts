import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a program (an ES module's text, in the repository's root) and gives what it printed as JSON. */
export async function runProgram(source: string, flags: readonly string[] = []): Promise<unknown> {
  return print(["--input-type=module", ...flags, "-e", source]);
}

/** Runs a program of the benchmark's, which need nothing of what `npm run bench` installs. */
export async function runBench(script: string, args: readonly string[], flags: readonly string[] = []) {
  await runProgram(`(await import("./bench/compile.mjs")).linkPackage(); console.log("null")`);
  return print([...flags, `bench/${script}`, ...args]);
}

async function print(args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return JSON.parse(stdout);
}

/** Compiles the benchmark's subjects as an ES module, and gives the module's path. */
export function compileSubjects(): Promise<unknown> {
  return runProgram(`console.log(JSON.stringify((await import("./bench/compile.mjs")).compileSubjects("esm")))`);
}

/** The start of a program that has the subjects, `emitted`, and the benchmark's floor, `clock`. */
export const withSubjects = (path: unknown) => `
  const { pathToFileURL } = await import("node:url");
  const emitted = await import(pathToFileURL(${JSON.stringify(path)}).href);
  const { variants } = await import("./bench/calls/clock.mjs");
  const clock = variants(emitted);
  const print = (value) => console.log(JSON.stringify(value));
`;
