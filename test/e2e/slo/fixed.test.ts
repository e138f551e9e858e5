/** Rules with the objectives of a configuration in them, over functions' metrics, which may be another library's. */
import type { Objective } from "../../../slo/objective.js";
import { prometheusRules } from "../../../slo/output/prometheus.js";
import { fixedRules } from "../../../slo/rules.js";
import { calls, durations } from "./functions.js";
import { alerting, firing, quiet, type Traffic } from "./objective.js";
import type { Scenario } from "./promtool.js";
import { clean, testScenarios } from "./scenario.js";

function rulesFor(...objectives: readonly Objective[]): readonly string[] {
  return [prometheusRules(fixedRules(objectives), [])];
}

const succeeding = rulesFor({ name: "api", successRate: 99.9 });
const withinOneSecond = rulesFor({ name: "api", latency: { threshold: 1, percentile: 99 } });

const ratio = 'sum(slo:sli_error:ratio_rate1h{service_name="shop",objective_name="api",sli="latency"})';

const scenarios: readonly Scenario[] = [
  {
    name: "5 % errors for thirty minutes page",
    rules: succeeding,
    step: 1,
    input: {
      ...calls([half(360, 0), half(30, 0.08), half(10, 0)], 1, { name: "find" }),
      ...calls([half(360, 0), half(30, 0.02), half(10, 0)], 1, { name: "list" }),
    },
    checks: [
      firing(360 + 17, "fast", 0),
      firing(360 + 18, "fast", 1),
      firing(360 + 35, "fast", 0),
      { at: 390, expr: "sum(slo:sli_error:ratio_rate5m)", gives: 0.05 },
    ],
  },
  {
    name: "errors of one function are seen among the calls of all",
    rules: succeeding,
    step: 1,
    input: {
      ...calls([{ minutes: 90, errors: 0 }], 1, { name: "find" }),
      ...calls([{ minutes: 90, errors: 0.1 }], 1, { name: "list" }),
    },
    checks: [
      { at: 90, expr: "sum(slo:sli_error:ratio_rate1h)", gives: 0.05 },
      { at: 90, expr: "sum(slo:objective:ratio)", gives: 0.999 },
      { at: 90, expr: "sum(slo:error_budget:ratio)", gives: 0.001 },
      { at: 90, expr: "sum(slo:current_burn_rate:ratio)", gives: 50 },
      {
        at: 90,
        expr: 'count(ALERTS{tier="fast",sli="success_rate",objective_name="api",service_name="shop"})',
        gives: 1,
      },
    ],
  },
  {
    name: "a library that makes no series of errors before the first has none",
    rules: succeeding,
    step: 1,
    input: Object.fromEntries(Object.entries(calls([clean(90)], 1)).filter(([name]) => name.includes('"ok"'))),
    checks: [{ at: 90, expr: "sum(slo:sli_error:ratio_rate1h)", gives: 0 }, ...quiet(90)],
  },
  ...["1", "1.0"].map(
    (le): Scenario => ({
      name: `28: a threshold of a second is found as le="${le}"`,
      rules: withinOneSecond,
      step: 1,
      input: durations([{ minutes: 90, errors: 0.2 }], 1, le),
      checks: [{ at: 90, expr: ratio, gives: 0.2 }, firing(90, "fast", 1)],
    }),
  ),
  {
    name: "28: and as both at once, when Prometheus has just been upgraded",
    rules: withinOneSecond,
    step: 1,
    input: {
      ...durations([{ minutes: 90, errors: 0.2 }], 1, "1", { threshold: "1" }),
      ...durations([{ minutes: 90, errors: 0.2 }], 1, "1.0", { threshold: "1", instance: "b" }),
    },
    checks: [{ at: 90, expr: ratio, gives: 0.2 }],
  },
  {
    name: "20 % slow calls against 99 % page at 44 minutes",
    rules: rulesFor({ name: "api", latency: { threshold: 0.25, percentile: 99 } }),
    step: 1,
    input: durations([clean(360), { minutes: 50, errors: 0.2 }], 1, "0.25"),
    checks: [firing(360 + 43, "fast", 0), firing(360 + 44, "fast", 1)],
  },
  {
    name: "a threshold of 50 microseconds is found as other clients write it",
    rules: rulesFor({ name: "api", latency: { threshold: 0.00005, percentile: 99 } }),
    step: 1,
    input: durations([{ minutes: 90, errors: 0.2 }], 1, "5e-05"),
    checks: [{ at: 90, expr: ratio, gives: 0.2 }],
  },
  {
    name: "without the threshold's bucket nothing is known, and that is told of",
    rules: withinOneSecond,
    step: 1,
    input: durations([{ minutes: 90, errors: 0 }], 1, undefined),
    checks: [
      { at: 90, expr: 'slo:sli_error:ratio_rate1h or ALERTS{alertname="SLOBudgetBurn"}', gives: "none" },
      alerting(90, 'alertname="SLOMetricAbsent"', 1),
    ],
  },
  {
    name: "an instance that does not have the threshold's bucket yet is not slow",
    rules: withinOneSecond,
    step: 1,
    input: {
      ...durations([clean(90)], 1, undefined, { instance: "old" }),
      ...durations([clean(60)], 1, "1", { instance: "new", startsAfter: 30 }),
    },
    checks: [{ at: 90, expr: ratio, gives: 0 }, ...quiet(90)],
  },
  {
    name: "23: a tier that a target of 90 % would never reach fires over 0.9",
    rules: rulesFor({ name: "api", successRate: 90 }),
    step: 1,
    input: calls([clean(360), { minutes: 60, errors: 1 }], 1),
    checks: [firing(360 + 53, "fast", 0), firing(360 + 55, "fast", 1)],
  },
];

/** What one of two functions gets of the calls. */
function half(minutes: number, errors: number): Traffic {
  return { minutes, errors, perMinute: 50 };
}

testScenarios("rules for fixed targets", scenarios);
