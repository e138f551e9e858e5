import { isAbsolute } from "node:path";
import { diskFiles } from "./files.js";
import { findIdentity, type Identity } from "./identity.js";

export type { Identity };

let identity: Identity | undefined;

/**
 * What this process is: read from the environment, package.json and `.git` files at the first call, once, and
 * synchronously; later calls give the same object. Never throws: what cannot be read is "".
 */
export function readIdentity(): Identity {
  identity ??= findIdentity({ env: process.env, mainPath: mainPath(), cwd: workingDirectory(), files: diskFiles });
  return identity;
}

/** The main module. Not `require.main`, which is missing in ES modules; Node puts the same path here. */
function mainPath(): string | undefined {
  const path = process.argv[1];
  // Node makes a script's path absolute. Under `node -e code arg`, `node - arg` and in a worker made from text
  // this is no script but somebody's argument.
  if (path === undefined || !isAbsolute(path) || process.execArgv.some(isCode)) return undefined;
  return path;
}

/** `-e`, `--eval=…`, `-p`, `-pe`, …: the program is text on the command line. */
function isCode(argument: string): boolean {
  return /^(?:-e|-p|-pe|--eval|--print)(?:=|$)/.test(argument);
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    // It was deleted.
    return "";
  }
}
