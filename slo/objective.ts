/**
 * A service-level objective as the configuration declares it: what share of calls succeeds, what share is
 * answered within a threshold. At least one of the two is there.
 */
export interface Objective {
  readonly name: string;
  /** Percent of calls that succeed, over 0 and under 100: `99.9`. */
  readonly successRate?: number;
  readonly latency?: LatencyTarget;
}

export interface LatencyTarget {
  /** Seconds, over 0. A call that takes exactly this long is within the threshold. */
  readonly threshold: number;
  /** Percent of calls within the threshold, over 0 and under 100: `99`. */
  readonly percentile: number;
}

/** The two service-level indicators an objective may have a target for. */
export type Sli = "success_rate" | "latency";
