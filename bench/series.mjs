// What every instrumentation keeps: the series of the Autometrics specification, under one objective.
export const objectives = { api: { successRate: 99.9, latency: ["250ms", 99] } };

export const buckets = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

export const counterLabels = [
  "function",
  "module",
  "service_name",
  "result",
  "caller_function",
  "caller_module",
  "objective_name",
  "objective_percentile",
];

export const histogramLabels = [
  "function",
  "module",
  "service_name",
  "objective_name",
  "objective_percentile",
  "objective_latency_threshold",
];
