import { createHash } from "node:crypto";
import type { InjectedNames, ModuleSyntax } from "./plan.js";

/**
 * Names for what is injected. The same in every file, so that functions with the same text keep the same text; only
 * where a file has such names itself are they others, and in scripts, which all share one scope.
 */
export function injectedNames(text: string, syntax: ModuleSyntax, module: string): InjectedNames {
  const own = syntax === "global-script" ? `$am_${shortHash(module)}` : "$am";
  let prefix = own;
  while (isTaken(text, prefix)) prefix += "$";
  return {
    runtime: prefix,
    module: `${prefix}_m`,
    site: `${prefix}_`,
    time: `${prefix}_t`,
    result: `${prefix}_r`,
    error: `${prefix}_e`,
    called: `${prefix}_c`,
    handle: `${prefix}_p`,
    exchange: `${prefix}_x`,
  };
}

/** Whether a file is what a build has written: its comments still have their tags, and nothing is to be done again. */
export function isWritten(text: string): boolean {
  return /\bvar (\$am[\w$]*)_m ?= ?\S*\s*\1\.module\(/.test(text);
}

function isTaken(text: string, prefix: string): boolean {
  // A name can also be written with an escape, `\u0024am`; a file that has such names gets longer ones.
  if (prefix.length < 12 && /\\u(0024|\{0*24\})/.test(text)) return true;
  if (!text.includes(prefix)) return false;
  const name = prefix.replaceAll("$", "\\$");
  return new RegExp(`${name}(?![\\p{ID_Continue}$])|${name}_`, "u").test(text);
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
