import type { SampledSeries, Stretch } from "../query/samples.js";
import type { Labels } from "../query/vector.js";
import type { Timeline } from "./timeline.js";

/**
 * The samples of one series, each stretch of equal ones once: most functions of a program are idle most of the time,
 * and a counter that stands still costs nothing.
 */
export class Series implements SampledSeries {
  readonly labels: Labels;
  readonly #timeline: Timeline;
  /** The scrape that each run begins with. It lasts until the next one begins. */
  #starts: number[] = [];
  /** NaN where the scrapes had no sample of the series. */
  #values: number[] = [];

  constructor(labels: Labels, timeline: Timeline) {
    this.labels = labels;
    this.#timeline = timeline;
  }

  /** How much it takes to keep it. */
  get runs(): number {
    return this.#starts.length;
  }

  get isGone(): boolean {
    return Number.isNaN(this.#values.at(-1) ?? Number.NaN);
  }

  /** Whether there is anything left of it. */
  get isEmpty(): boolean {
    return this.isGone && this.runs <= 1;
  }

  /** @returns How many runs were added. */
  add(scrape: number, value: number): 0 | 1 {
    if (Object.is(this.#values.at(-1) ?? Number.NaN, value)) return 0;
    this.#starts.push(scrape);
    this.#values.push(value);
    return 1;
  }

  /**
   * Forgets what is before the oldest scrape that is kept.
   *
   * @returns How many runs that were.
   */
  trim(): number {
    const kept = Math.max(0, this.#runAt(this.#timeline.first));
    if (kept > 0) {
      this.#starts = this.#starts.slice(kept);
      this.#values = this.#values.slice(kept);
    }
    return kept;
  }

  latest(after: number, until: number): number | undefined {
    const { first, last } = this.#timeline.between(after, until);
    if (last < first) return undefined;
    const value = this.#values[this.#runAt(last)];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  stretch(after: number, until: number): Stretch | undefined {
    const { first, last } = this.#timeline.between(after, until);
    let count = 0;
    let sum = 0;
    let firstScrape = Number.NaN;
    let lastScrape = Number.NaN;
    let firstValue = Number.NaN;
    let previous = Number.NaN;
    let fallen = 0;
    for (let run = Math.max(0, this.#runAt(first)); run < this.#starts.length; run++) {
      const begin = Math.max(first, this.#starts[run] ?? 0);
      if (begin > last) break;
      const value = this.#values[run] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      const end = Math.min(last, (this.#starts[run + 1] ?? Number.POSITIVE_INFINITY) - 1);
      if (count === 0) {
        firstScrape = begin;
        firstValue = value;
      } else if (value < previous) fallen += previous;
      count += end - begin + 1;
      sum += value * (end - begin + 1);
      lastScrape = end;
      previous = value;
    }
    if (count === 0) return undefined;
    return {
      count,
      sum,
      firstTime: this.#timeline.timeOf(firstScrape),
      first: firstValue,
      lastTime: this.#timeline.timeOf(lastScrape),
      last: previous,
      fallen,
    };
  }

  /** The run that a scrape lies in; -1 before the first. */
  #runAt(scrape: number): number {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) > scrape) high = middle;
      else low = middle + 1;
    }
    return low - 1;
  }
}
