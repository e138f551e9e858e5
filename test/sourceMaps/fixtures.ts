import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`fixtures/${name}`, import.meta.url)), "utf8");
}

/** A place as source maps have it: the first line is 1, the first column is 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a piece of text stands that is there once. */
export function positionOf(text: string, piece: string): Position {
  const at = text.indexOf(piece);
  if (at < 0 || text.includes(piece, at + 1)) throw new Error(`not there once: ${piece}`);
  return position(text, at);
}

export function position(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: before.at(-1)?.length ?? 0 };
}
