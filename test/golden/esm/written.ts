#!/usr/bin/env node
/* Copyright of somebody. */
"use strict";
import * as $am from "ts-autometrics/runtime"; var $am_m = /*@__PURE__*/ $am.module({ name: "esm/input", package: "project", options: "00000000", objectives: [{ name: "api", successRate: { percentile: "99.9", target: 0.999 }, latency: { threshold: 0.25, percentile: "99", target: 0.99 } }] }); var $am_0 = /*@__PURE__*/ $am.define($am_m, "read", { objective: "api", concurrency: true }); var $am_1 = /*@__PURE__*/ $am.define($am_m, "twice"); var $am_2 = /*@__PURE__*/ $am.define($am_m, "default"); var $am_3 = /*@__PURE__*/ $am.define($am_m, "oneLine"); var $am_4 = /*@__PURE__*/ $am.define($am_m, "empty"); var $am_5 = /*@__PURE__*/ $am.define($am_m, "commented"); var $am_6 = /*@__PURE__*/ $am.define($am_m, "commentedBehind"); import { readFileSync } from "node:fs";
import type { PathLike } from "node:fs";

/**
 * Reads a file.
 * @autometrics objective=api concurrency
 */
export function read(path: PathLike): string {
  "use strict"; let $am_t = $am.start($am_0); try {
  // The whole of it.
  const text = readFileSync(path, "utf8");
  if (text === "") return "nothing"; // empty
  return text;
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_0, $am_t); } }

/** @autometrics */
export const twice = (n: number) => { let $am_t = $am.start($am_1); try { return 2 * n; } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_1, $am_t); } };

/** @autometrics */
export default function (this: unknown, a = 1, { b } = { b: 2 }, ...rest: number[]) { let $am_t = $am.start($am_2); try {
  return [this, a, b, ...rest];
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_2, $am_t); } }

/** @autometrics */ export function oneLine(n: number) { let $am_t = $am.start($am_3); try { return n; } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_3, $am_t); } } // behind it

/** @autometrics */
export function empty() { let $am_t = $am.start($am_4); try {
  // Nothing.
} catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_4, $am_t); } }

/** @autometrics */
export const commented = () =>
  // The answer.
  { let $am_t = $am.start($am_5); try { return 42; } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_5, $am_t); } };

/** @autometrics */
export const commentedBehind = () => { let $am_t = $am.start($am_6); try { return /* the answer */ 42; } catch ($am_e) { $am_t = -$am_t; throw $am_e; } finally { $am.end($am_6, $am_t); } }; // indeed
