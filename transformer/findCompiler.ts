/** The project's own TypeScript, looked for where its code is. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { versionProblem } from "./compilerVersion.js";
import type { Problem } from "./diagnostics/problem.js";
import type { TypeScript } from "./targets/functions.js";

/** The second is TypeScript 6 under Microsoft's other name, for projects that build with the native compiler. */
const names = ["typescript", "@typescript/typescript6"];

export interface FoundCompiler {
  readonly ts?: TypeScript;
  /** Why what there is cannot be used; nothing where there is none at all. */
  readonly problem?: Problem;
}

export function findCompiler(folder: string): FoundCompiler {
  let problem: Problem | undefined;
  for (const name of names) {
    const found = load(folder, name);
    if (found === undefined) continue;
    if (isUsable(found)) return { ts: found };
    problem ??= versionProblem(found.version);
  }
  return problem === undefined ? {} : { problem };
}

export interface Versioned {
  readonly version: string;
}

export function isUsable(found: Versioned): found is TypeScript {
  return versionProblem(found.version) === undefined;
}

function load(folder: string, name: string): Versioned | undefined {
  try {
    return createRequire(join(folder, "index.js"))(name);
  } catch {
    return undefined;
  }
}
