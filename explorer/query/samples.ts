import type { Selector } from "./query.js";
import type { Labels } from "./vector.js";

/** Where samples are. Times are milliseconds since 1970; a range goes from after its start to its end. */
export interface Samples {
  select(selector: Selector): readonly SampledSeries[];
}

export interface SampledSeries {
  /** Always the same object for one series. */
  readonly labels: Labels;
  /** The latest sample in the range, unless the series was found gone after it. */
  latest(after: number, until: number): number | undefined;
  /** All samples in the range; undefined without any. */
  stretch(after: number, until: number): Stretch | undefined;
}

/** What a range function has to know of a series' samples in a range. */
export interface Stretch {
  readonly count: number;
  readonly sum: number;
  readonly firstTime: number;
  readonly first: number;
  readonly lastTime: number;
  readonly last: number;
  /** What was lost where a counter fell, as its process began anew: the sum of the values it fell from. */
  readonly fallen: number;
}
