/** How many calls of each function counted against its objective, in the time that is shown. */

/** Calls that failed, or that were slower than a latency objective allows. */
export type ErrorKind = "errors" | "slow";

const chosen = 'service_name=~"$service",objective_name=~"$objective",objective_name!=""';
const by = "by (service_name, objective_name, module, function)";

export function errorsOf(kind: ErrorKind): string {
  return kind === "errors" ? failed : slow;
}

const failed = `sum ${by} (increase(function_calls_total{${chosen},result="error"}[$__range]))`;

const thresholds = `group by (objective_latency_threshold) (function_calls_duration_seconds_count{${chosen}})`;
const asLe = (text: string) => `label_replace(${thresholds}, "le", "${text}", "objective_latency_threshold", "(.+)")`;

/** The bucket of each histogram's own threshold: `le` may be `1` or `1.0`, the label of the threshold is `1`. */
const within = `sum ${by} (
  increase(function_calls_duration_seconds_bucket{${chosen}}[$__range])
  and on (objective_latency_threshold, le)
  (${asLe("$1")} or ${asLe("$1.0")})
)`;
const all = `sum ${by} (increase(function_calls_duration_seconds_count{${chosen}}[$__range]))`;
const slow = `clamp_min(${all} - ${within}, 0)`;
