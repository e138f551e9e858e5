/** The project's own TypeScript: only the compiler that builds a project knows what its build does. */
import { findCompiler as findIn, isUsable, type Versioned } from "../../transformer/findCompiler.js";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { CommandError } from "../command.js";

export async function findCompiler(folder: string): Promise<TypeScript> {
  const { ts, problem } = findIn(folder);
  if (ts !== undefined) return ts;
  if (problem === undefined) return ownCompiler(folder);
  throw new CommandError(
    `AM${problem.code}: ${problem.message}, or have it for the command line alone: npm install -D @typescript/typescript6`,
  );
}

/** The compiler that stands beside this package, for a project that has none. */
async function ownCompiler(folder: string): Promise<TypeScript> {
  const own: Versioned | undefined = await import("typescript").then(
    (module) => module.default,
    () => undefined,
  );
  if (own !== undefined && isUsable(own)) return own;
  throw new CommandError(
    `AM1203: TypeScript is installed neither in nor above ${folder}: npm install -D typescript@6 ts-patch`,
  );
}
