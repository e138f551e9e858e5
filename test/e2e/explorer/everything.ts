/** All that the Explorer says, from one source and from another. */
import { expect } from "vitest";
import { readFunction } from "../../../explorer/answers/function.js";
import { readFunctionList } from "../../../explorer/answers/functions.js";
import { readObjective } from "../../../explorer/answers/objective.js";
import { readObjectiveList } from "../../../explorer/answers/objectives.js";
import type { Span } from "../../../explorer/answers/times.js";
import { Evaluator } from "../../../explorer/query/evaluate.js";
import type { Memory } from "../../../explorer/samples/memory.js";
import type { Source } from "../../../explorer/sources/source.js";

/** Answers from a memory; but when there is data, and how fine, is as in another source, so that charts have the same times. */
export function memorySource(memory: Memory, other: Source): Source {
  const evaluator = new Evaluator(memory);
  return {
    instant: async (query, time) => evaluator.instant(query, time),
    range: async (query, range) => evaluator.range(query, range),
    status: (now) => other.status(now),
    dataSince: (now) => other.dataSince(now),
    resolution: (now) => other.resolution(now),
    queryLink: null,
    alerts: async () => [],
    stop: () => {},
  };
}

export async function everything(source: Source, span: Span, now: number) {
  const objectives = await readObjectiveList(source, now);
  const functions = await readFunctionList(source, span, now);
  const [objectiveDetails, functionDetails] = await Promise.all([
    Promise.all(objectives.objectives.map((key) => readObjective(source, key, span, now))),
    Promise.all(functions.functions.map((key) => readFunction(source, key, span, now, () => null))),
  ]);
  return { objectives, functions, objectiveDetails, functionDetails };
}

/** The same, but for the last digits of numbers. */
export function expectSame(actual: unknown, expected: unknown, place = "it"): void {
  if (typeof actual === "number" && typeof expected === "number") {
    const near = Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
    expect(near, `${place}: ${actual}, expected ${expected}`).toBe(true);
  } else if (isPlain(actual) && isPlain(expected)) {
    expect(Object.keys(actual).sort(), place).toEqual(Object.keys(expected).sort());
    for (const [name, value] of Object.entries(actual)) expectSame(value, expected[name], `${place}.${name}`);
  } else expect(actual, place).toEqual(expected);
}

/** How many numbers there are in it. */
export function numbersIn(value: unknown): number {
  if (typeof value === "number") return 1;
  return isPlain(value) ? Object.values(value).reduce((sum: number, part) => sum + numbersIn(part), 0) : 0;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
