/** Problems as text, for roads where no compiler prints them. */
import { relative } from "node:path";
import type { Problem } from "../transformer/diagnostics/problem.js";

export interface Location {
  readonly fileName: string;
  /** From 1. */
  readonly line: number;
  /** From 0, as source maps and bundlers count. */
  readonly column: number;
  /** The line itself, without its end. */
  readonly text: string;
  readonly length: number;
}

export function locate({ at }: Problem): Location | undefined {
  if (at === undefined) return undefined;
  const before = at.text.slice(0, at.start).split(/\r\n?|\n/);
  const column = before.at(-1)?.length ?? 0;
  const lineStart = at.start - column;
  const text = /^[^\r\n]*/.exec(at.text.slice(lineStart))?.[0] ?? "";
  const length = Math.max(1, Math.min(at.length, text.length - column));
  return { fileName: at.fileName, line: before.length, column, text, length };
}

/** The line with a mark under the mistake. */
export function frameOf({ line, column, text, length }: Location): string {
  const number = `${line} | `;
  const indent = text.slice(0, column).replace(/[^\t]/g, " ");
  return `${number}${text}\n${" ".repeat(number.length - 2)}| ${indent}${"~".repeat(length)}`;
}

export function messageOf({ code, message }: Problem): string {
  return `AM${code}: ${message}`;
}

/** `src/users.ts:3:18 - error AM1101: …`, and the line below. */
export function formatProblem(problem: Problem, cwd: string): string {
  const location = locate(problem);
  if (location === undefined) return `error ${messageOf(problem)}`;
  const path = relative(cwd, location.fileName).replaceAll("\\", "/");
  const place = `${path}:${location.line}:${location.column + 1}`;
  return `${place} - error ${messageOf(problem)}\n\n${frameOf(location)}\n`;
}
