/** Random traffic of an objective: its calls, and the counters that they make. */
import { callsSeries, targetSeries } from "./objective.js";

/** An instance's calls in each minute. */
export interface Instance {
  readonly name: string;
  /** Of its first scrape, when it has served nothing. */
  readonly start: number;
  /** When it starts again at 0, in the same place. */
  readonly restarts: readonly number[];
  readonly ok: readonly number[];
  readonly error: readonly number[];
}

/** Calls and errors of a minute, by a source of random numbers from 0 to 1. */
export type Shape = (random: () => number, minute: number) => { readonly calls: number; readonly errors: number };

export const shapes: Readonly<Record<string, Shape>> = {
  "busy, with some errors": (random) => split(random, 80 + 40 * random(), 0.01 * random()),
  "an outage now and then": (random, minute) => split(random, 100, minute % 97 < 12 ? 0.7 : 0.0005),
  "hardly any calls": (random) => split(random, random() < 0.05 ? 3 : 0, 0.3),
  "idle for long": (random, minute) => split(random, minute % 120 < 70 ? 60 : 0, 0.02),
};

/** What was called, counted from the calls themselves. */
export class Traffic {
  readonly #instances: readonly Instance[];
  readonly #step: number;

  constructor(instances: readonly Instance[], step: number) {
    this.#instances = instances;
    this.#step = step;
  }

  /** Calls in the minutes up to a time. */
  total(at: number, minutes: number): number {
    return this.#count(at, minutes, ({ ok, error }, i) => (ok[i] ?? 0) + (error[i] ?? 0));
  }

  error(at: number, minutes: number): number {
    return this.#count(at, minutes, ({ error }, i) => error[i] ?? 0);
  }

  /** What the rules add up for long windows: the mean of the five minutes' figures, every five minutes from the first. */
  recordedTotal(at: number): number {
    return recorded(at, (time) => this.total(time, 5));
  }

  recordedError(at: number): number {
    return recorded(at, (time) => this.error(time, 5));
  }

  #count(at: number, minutes: number, callsOf: (instance: Instance, sample: number) => number): number {
    const [first, last] = [Math.floor((at - minutes) / this.#step) + 1, Math.floor(at / this.#step)];
    let count = 0;
    for (let i = Math.max(0, first); i <= last; i++) {
      for (const instance of this.#instances) count += callsOf(instance, i);
    }
    return count;
  }
}

function recorded(at: number, inFiveMinutes: (time: number) => number): number {
  let sum = 0;
  // A counter says something from its second sample on.
  for (let time = 1; time <= at; time += 5) {
    const times = [0, 1, 2, 3, 4].map((back) => time - back).filter((time) => time >= 1);
    sum += times.reduce((sum, time) => sum + inFiveMinutes(time), 0) / times.length;
  }
  return sum;
}

/** One that is always there, one that restarts, one that joins. */
export function instancesOf(shape: Shape, seed: number, end: number, step: number): readonly Instance[] {
  const random = randomNumbers(seed);
  return [
    { name: "a", start: 0, restarts: [] },
    { name: "b", start: 0, restarts: [Math.floor(end / 3), Math.floor(end / 2)] },
    { name: "c", start: Math.floor(end / 5), restarts: [] },
  ].map((about) => {
    const [ok, error]: [number[], number[]] = [[], []];
    for (let i = 0; i <= end; i++) {
      const { calls, errors } = shape(random, i * step);
      const isServing = i > about.start && !about.restarts.includes(i);
      ok.push(isServing ? step * (calls - errors) : 0);
      error.push(isServing ? step * errors : 0);
    }
    return { ...about, ok, error };
  });
}

export function inputOf(instances: readonly Instance[], end: number, target: number): Record<string, string> {
  const input: Record<string, string> = {};
  for (const { name, start, restarts, ok, error } of instances) {
    for (const [result, calls] of [["ok", ok] as const, ["error", error] as const]) {
      let value = 0;
      input[callsSeries({}, result, name)] = calls
        .map((count, i) => {
          value = restarts.includes(i) ? 0 : value + count;
          return i < start ? "_" : value;
        })
        .join(" ");
    }
    input[targetSeries({}, name)] = `${target}x${end}`;
  }
  return input;
}

function split(random: () => number, mean: number, errorRatio: number): { calls: number; errors: number } {
  const calls = Math.round(mean);
  let errors = 0;
  for (let i = 0; i < calls; i++) if (random() < errorRatio) errors++;
  return { calls, errors };
}

/** The same numbers for the same seed, everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
