/** The project's own TypeScript: only the compiler that builds a project knows what its build does. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { versionProblem } from "../../transformer/compilerVersion.js";
import type { Problem } from "../../transformer/diagnostics/problem.js";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { CommandError } from "../command.js";

/** The second is TypeScript 6 under Microsoft's other name, for projects that build with the native compiler. */
const names = ["typescript", "@typescript/typescript6"];

export async function findCompiler(folder: string): Promise<TypeScript> {
  let problem: Problem | undefined;
  for (const name of names) {
    const found = load(folder, name);
    if (found === undefined) continue;
    if (isUsable(found)) return found;
    problem ??= versionProblem(found.version);
  }
  if (problem === undefined) return ownCompiler(folder);
  throw new CommandError(
    `AM${problem.code}: ${problem.message}, or have it for the command line alone: npm install -D @typescript/typescript6`,
  );
}

interface Versioned {
  readonly version: string;
}

function load(folder: string, name: string): Versioned | undefined {
  try {
    return createRequire(join(folder, "tsconfig.json"))(name);
  } catch {
    return undefined;
  }
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

function isUsable(found: Versioned): found is TypeScript {
  return versionProblem(found.version) === undefined;
}
