/** Which times a chart shows, and over what its rates are. */
import type { TimeRange } from "../query/vector.js";
import type { Source } from "../sources/source.js";

/** Lengths that people count in. */
const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

export interface ChartTimes extends TimeRange {
  /** Seconds between samples. */
  readonly resolution: number;
  /** What rates are over, in milliseconds: at least four samples wide, so that one that is missed leaves no gap. */
  readonly window: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * @param points About how many, at most.
 * @param samples How many samples there are to be from one point to the next, at least.
 */
export async function chartTimes(
  source: Source,
  { from, to }: Span,
  points: number,
  now: number,
  samples = 1,
): Promise<ChartTimes> {
  const resolution = await source.resolution(now);
  const least = Math.max(samples * resolution, (to - from) / points);
  const step = steps.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
  const window = Math.ceil(Math.max(step + resolution, 4 * resolution)) * 1000;
  return { ...aligned({ from, to }, step), resolution, window };
}

/** At multiples of the step, so that a chart that moves with time shows the same points again. */
function aligned({ from, to }: Span, step: number): TimeRange {
  const last = Math.floor(to / step) * step;
  return { from: Math.min(last, Math.ceil(from / step) * step), to: last, step };
}
