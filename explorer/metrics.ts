/** The metrics that the Explorer reads, of all that a target serves. */
export const metrics = {
  calls: "function_calls_total",
  buckets: "function_calls_duration_seconds_bucket",
  durations: "function_calls_duration_seconds_count",
  concurrent: "function_calls_concurrent",
  build: "build_info",
  objectiveCalls: "autometrics_objective_calls_total",
  objectiveTarget: "autometrics_objective_target_ratio",
} as const;

const wanted = new Set<string>(Object.values(metrics));

export function isWanted(metric: string): boolean {
  return wanted.has(metric);
}
