/**
 * An objective as generated code states it. The texts are label values, in the JavaScript form that bucket labels
 * have too (`"0.25"`); targets are ratios, divided in decimal by the build.
 */
export interface Objective {
  readonly name: string;
  readonly successRate?: { readonly percentile: string; readonly target: number };
  readonly latency?: {
    /** Seconds; one of the module's bounds. */
    readonly threshold: number;
    readonly percentile: string;
    readonly target: number;
  };
}

export function sameObjective(a: Objective, b: Objective): boolean {
  return (
    a.successRate?.percentile === b.successRate?.percentile &&
    a.latency?.threshold === b.latency?.threshold &&
    a.latency?.percentile === b.latency?.percentile
  );
}
