/** The project's own TypeScript: only the compiler that builds a project knows what its build does. */
import { createRequire } from "node:module";
import { join } from "node:path";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { CommandError } from "../command.js";

/** The second is TypeScript 6 under Microsoft's other name, for projects that build with the native compiler. */
const names = ["typescript", "@typescript/typescript6"];

export async function findCompiler(folder: string): Promise<TypeScript> {
  let unusable: string | undefined;
  for (const name of names) {
    const found = load(folder, name);
    if (found === undefined) continue;
    if (isUsable(found)) return found;
    unusable ??= found.version;
  }
  if (unusable !== undefined) throw new CommandError(reasonAgainst(unusable));
  return ownCompiler(folder);
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
    `AM1203: TypeScript is installed neither in nor above ${folder}; run 'npm install -D typescript@6 ts-patch'`,
  );
}

function isUsable(found: Versioned): found is TypeScript {
  const [major, minor] = numbers(found.version);
  return (major === 5 && minor >= 4) || major === 6;
}

function reasonAgainst(version: string): string {
  const [major] = numbers(version);
  if (major < 7) {
    return `AM1203: the project has TypeScript ${version}, and ts-autometrics works with 5.4 to 6; run 'npm install -D typescript@6'`;
  }
  return (
    `AM1203: the project has TypeScript ${version}, the native compiler, which takes no transformers and has no API to ask; ` +
    "run 'npm install -D @typescript/typescript6' to have TypeScript 6 beside it for tools, " +
    "or 'npm install -D typescript@6 ts-patch' to build with tspc"
  );
}

function numbers(version: string): [major: number, minor: number] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return [major, minor];
}
