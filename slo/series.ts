/**
 * The names of what the rules record. Those that other SLO tools record too have the names that they have there. All
 * have the labels `service_name`, `objective_name` and `sli`.
 */
export const series = {
  /** Calls a second over five minutes, and how many of them count as errors. */
  totalRate: "slo:sli_total:rate5m",
  errorRate: "slo:sli_error:rate5m",
  /** Calls in a window, by `result`. */
  increaseByResult: (window: string) => `slo:sli_calls:increase${window}`,
  rateByResult: "slo:sli_calls:rate5m",
  /** Calls and errors of five minutes, one sample for each five: what windows of days are sums of. */
  totalEvery5m: "slo:sli_total:every5m",
  errorEvery5m: "slo:sli_error:every5m",
  /** Those of a quarter of an hour each, and of the five minutes since the last: windows of many days are sums of them. */
  totalEvery15m: "slo:sli_total:every15m",
  errorEvery15m: "slo:sli_error:every15m",
  totalAfter15m: "slo:sli_total:after15m",
  errorAfter15m: "slo:sli_error:after15m",
  /** Calls and errors in a window. */
  totalIncrease: (window: string) => `slo:sli_total:increase${window}`,
  errorIncrease: (window: string) => `slo:sli_error:increase${window}`,
  /** The share of a window's calls that are errors; no sample without calls. */
  errorRatio: (window: string) => `slo:sli_error:ratio_rate${window}`,
  objective: "slo:objective:ratio",
  budget: "slo:error_budget:ratio",
  periodDays: "slo:time_period:days",
  /** By `tier`: the error ratio over which the tier is on. */
  burnThreshold: "slo:burn_threshold:ratio",
  currentBurnRate: "slo:current_burn_rate:ratio",
  periodBurnRate: "slo:period_burn_rate:ratio",
  /** 1 before any error, 0 when all is spent, -1 when it is spent twice. */
  budgetRemaining: "slo:period_error_budget_remaining:ratio",
  budgetRemainingEvents: "slo:error_budget_remaining:events",
} as const;
