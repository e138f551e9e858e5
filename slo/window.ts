import { day, formatDuration, hour, minute } from "./duration.js";
import type { Tier } from "./tiers.js";

/** A stretch of time that a recorded series looks back over. */
export interface Window {
  /** In the names of series and in labels, whatever the scale: `1h`. */
  readonly name: string;
  /** Milliseconds, scaled. */
  readonly length: number;
  /** In PromQL's brackets, scaled. */
  readonly range: string;
  /** Whether it reads the counters themselves. Longer ones read what was recorded of them, or they would cost too much. */
  readonly isRaw: boolean;
}

/** @param scale What every length is multiplied by: 1, but in tests that cannot wait. */
export function windowOf(length: number, scale: number): Window {
  const scaled = length * scale;
  return { name: formatDuration(length), length: scaled, range: formatDuration(scaled), isRaw: length <= 6 * hour };
}

/** The windows that ratios are recorded for, the shortest first and the period last. */
export function ratioWindows(tiers: readonly Tier[], period: number, scale: number): readonly Window[] {
  const lengths = new Set([5 * minute, ...tiers.flatMap(({ long, short }) => [long, short]), period]);
  return [...lengths].sort((a, b) => a - b).map((length) => windowOf(length, scale));
}

export function inDays(period: number, scale: number): number {
  return (period * scale) / day;
}
