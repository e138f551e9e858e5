import { relative } from "node:path";
import type ts from "typescript";
import type { TypeScript } from "../../transformer/targets/functions.js";

/** As the compiler prints them, without colours: `src/users.ts(3,18): error TS91101: …`. */
export function formatDiagnostics(ts: TypeScript, diagnostics: readonly ts.Diagnostic[], cwd: string): string {
  return ts.formatDiagnostics(ts.sortAndDeduplicateDiagnostics(diagnostics), {
    getCurrentDirectory: () => cwd,
    getCanonicalFileName: (fileName) => fileName,
    getNewLine: () => "\n",
  });
}

/** A path as a user types it, `/` on every system. */
export function shownPath(cwd: string, fileName: string): string {
  return relative(cwd, fileName).replaceAll("\\", "/") || ".";
}

/** `1 function`, `2 functions`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
