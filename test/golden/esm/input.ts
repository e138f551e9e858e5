#!/usr/bin/env node
/* Copyright of somebody. */
"use strict";
import { readFileSync } from "node:fs";
import type { PathLike } from "node:fs";

/**
 * Reads a file.
 * @autometrics objective=api concurrency
 */
export function read(path: PathLike): string {
  "use strict";
  // The whole of it.
  const text = readFileSync(path, "utf8");
  if (text === "") return "nothing"; // empty
  return text;
}

/** @autometrics */
export const twice = (n: number) => 2 * n;

/** @autometrics */
export default function (this: unknown, a = 1, { b } = { b: 2 }, ...rest: number[]) {
  return [this, a, b, ...rest];
}

/** @autometrics */ export function oneLine(n: number) { return n; } // behind it

/** @autometrics */
export function empty() {
  // Nothing.
}

/** @autometrics */
export const commented = () =>
  // The answer.
  42;

/** @autometrics */
export const commentedBehind = () => /* the answer */ 42; // indeed
