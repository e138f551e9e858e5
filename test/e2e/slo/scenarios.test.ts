/**
 * When burn-rate alerts fire, when they end, and when there are none. Unless said: a target of 99.9 % over 30 days, 100
 * calls a minute, times in minutes since the errors began.
 */
import { day } from "../../../slo/duration.js";
import { alerting, firing, labelsOf, type ObjectiveSeries, objective, quiet, targetSeries } from "./objective.js";
import type { Scenario } from "./promtool.js";
import { clean, scenario, sixHours, testScenarios, threeDays, universal, universalFor } from "./scenario.js";

const hours = (count: number, minutes = 0) => 60 * count + minutes;
const latency: ObjectiveSeries = { sli: "latency", target: 0.99 };
const absence = 'alertname="SLOMetricAbsent"';

const pages: readonly Scenario[] = [
  scenario(
    "2: 5 % errors for ten minutes alert nobody",
    { history: hours(12), step: 1 },
    [{ minutes: 10, errors: 0.05 }, clean(30)],
    quiet(5, 9, 10, 11, 15, 40),
  ),
  scenario(
    "3: 5 % errors for thirty minutes page",
    sixHours,
    [{ minutes: 30, errors: 0.05 }, clean(30)],
    [
      firing(17, "fast", 0),
      firing(18, "fast", 1),
      firing(33, "fast", 1),
      firing(35, "fast", 0),
      ...[18, 30, 33, 45, 60].map((at) => firing(at, "medium", 0)),
    ],
  ),
  scenario(
    "4: a total outage pages within a minute",
    sixHours,
    [{ minutes: 10, errors: 1 }],
    [firing(0, "fast", 0), firing(1, "fast", 1), firing(2, "medium", 0), firing(3, "medium", 1)],
  ),
  scenario(
    "5: 10 % errors for ten minutes page, and no longer than they have to",
    sixHours,
    [{ minutes: 10, errors: 0.1 }, clean(10)],
    [firing(8, "fast", 0), firing(9, "fast", 1), firing(14, "fast", 1), firing(15, "fast", 0)],
  ),
  scenario(
    "6: 1 % errors page as medium, never as fast",
    sixHours,
    [{ minutes: 240, errors: 0.01 }],
    [firing(215, "medium", 0), firing(217, "medium", 1), ...[30, 60, 120, 217, 240].map((at) => firing(at, "fast", 0))],
  ),
  scenario(
    "23: a tier that a target of 90 % would never reach fires over 0.9",
    { ...sixHours, target: 0.9 },
    [{ minutes: 60, errors: 1 }],
    [firing(53, "fast", 0), firing(55, "fast", 1)],
  ),
  scenario(
    "24: 1 % errors against 99.95 % page",
    { ...sixHours, target: 0.9995 },
    [{ minutes: 50, errors: 0.01 }],
    [firing(43, "fast", 0), firing(44, "fast", 1)],
  ),
  scenario(
    "25: 20 % slow calls against 99 % page",
    { ...sixHours, ...latency },
    [{ minutes: 50, errors: 0.2 }],
    [firing(43, "fast", 0), firing(44, "fast", 1)],
  ),
  scenario(
    "26: 10 % slow calls against 99 % page as medium",
    { ...sixHours, ...latency },
    [{ minutes: 230, errors: 0.1 }],
    [firing(215, "medium", 0), firing(217, "medium", 1), ...[60, 217, 230].map((at) => firing(at, "fast", 0))],
  ),
  scenario(
    "35: 2 % errors page with a period of 7 days",
    { ...sixHours, rules: universalFor(7 * day) },
    [{ minutes: 50, errors: 0.02 }],
    [firing(40, "fast", 0), firing(41, "fast", 1)],
  ),
  scenario(
    "2 % errors page with a period of 28 days",
    { ...sixHours, rules: universalFor(28 * day) },
    [{ minutes: 50, errors: 0.02 }],
    [firing(40, "fast", 0), firing(41, "fast", 1)],
  ),
  scenario(
    "2 % errors page with a period of 90 days",
    { ...sixHours, rules: universalFor(90 * day) },
    [{ minutes: 50, errors: 0.02 }],
    [firing(43, "fast", 0), firing(44, "fast", 1)],
  ),
  {
    name: "34: success rate and latency of one objective alert for themselves",
    rules: universal,
    step: 1,
    input: {
      ...objective([clean(360), { minutes: 20, errors: 0.2 }], 1),
      ...objective([clean(360), { minutes: 20, errors: 0.9 }], 1, latency),
    },
    checks: [
      { at: 375, expr: 'ALERTS{sli="success_rate",tier="fast"} * 1', gives: burning("success_rate", "fast") },
      { at: 375, expr: 'ALERTS{sli="latency",tier="fast"} * 1', gives: burning("latency", "fast") },
    ],
  },
];

const tickets: readonly Scenario[] = [
  scenario(
    "1: half of the allowed errors alert nobody",
    threeDays,
    [{ minutes: hours(72), errors: 0.0005 }],
    quiet(...[1, 6, 24, 48, 72].map((count) => hours(count))),
  ),
  scenario(
    "7: 0.4 % errors are a ticket, and no page",
    threeDays,
    [{ minutes: hours(20), errors: 0.004 }],
    [
      ...["slow", "longterm"].flatMap((tier) => [firing(hours(17, 50), tier, 0), firing(hours(18, 20), tier, 1)]),
      ...[6, 12, 18, 20].flatMap((count) => [firing(hours(count), "fast", 0), firing(hours(count), "medium", 0)]),
    ],
  ),
  scenario(
    "8: 0.2 % errors are a ticket of the last tier only",
    threeDays,
    [{ minutes: hours(37), errors: 0.002 }],
    [
      firing(hours(35, 40), "longterm", 0),
      firing(hours(36, 20), "longterm", 1),
      ...["fast", "medium", "slow"].map((tier) => firing(hours(36, 20), tier, 0)),
    ],
  ),
  scenario(
    "11: exactly the allowed errors alert nobody",
    threeDays,
    [{ minutes: hours(72), errors: 0.001 }],
    quiet(...[1, 6, 24, 48, 71, 72].map((count) => hours(count))),
  ),
];

const silence: readonly Scenario[] = [
  {
    name: "9: an objective without traffic has no alert, no ratio and no budget",
    rules: universal,
    step: 1,
    input: objective([{ minutes: 120, errors: 0, perMinute: 0 }], 1),
    checks: [
      ...quiet(10, 60, 120),
      { at: 120, expr: '{__name__=~"slo:sli_error:ratio.*|slo:.*burn_rate.*|slo:.*remaining.*"}', gives: "none" },
      { at: 120, expr: "slo:sli_total:rate5m", gives: { [`slo:sli_total:rate5m{${labelsOf({})}}`]: 0 } },
    ],
  },
  {
    name: "10: without a series of errors, there are none",
    rules: universal,
    step: 1,
    input: withoutErrors(objective([clean(120)], 1)),
    checks: ["5m", "1h", "6h", "1d", "30d"]
      .map((window) => `slo:sli_error:ratio_rate${window}`)
      .map((record): Scenario["checks"][number] => ({
        at: 120,
        expr: record,
        gives: { [`${record}{${labelsOf({})}}`]: 0 },
      }))
      .concat({ at: 120, expr: "sum(slo:period_error_budget_remaining:ratio)", gives: 1 }, ...quiet(120)),
  },
  {
    name: "12: an objective whose data is gone is told of",
    rules: universal,
    step: 1,
    input: objective([clean(60)], 1),
    checks: [...quiet(60, 65, 69), alerting(72, absence, 1), alerting(120, absence, 1)],
  },
  {
    name: "33: a changed target changes the budget, not the history",
    rules: universal,
    step: 1,
    input: {
      ...objective([{ minutes: 240, errors: 0.002 }], 1),
      [targetSeries({})]: "0.999x119 0.995x120",
    },
    checks: [
      { at: 119, expr: "sum(slo:sli_error:ratio_rate30d)", gives: 0.002 },
      { at: 119, expr: "sum(slo:error_budget:ratio)", gives: 0.001 },
      { at: 119, expr: "sum(slo:period_burn_rate:ratio)", gives: 2 },
      { at: 240, expr: "sum(slo:sli_error:ratio_rate30d)", gives: 0.002 },
      { at: 240, expr: "sum(slo:error_budget:ratio)", gives: 0.005 },
      { at: 240, expr: "sum(slo:period_burn_rate:ratio)", gives: 0.4 },
    ],
  },
];

function burning(sli: "success_rate" | "latency", tier: string): Record<string, number> {
  const labels = `alertname="SLOBudgetBurn",alertstate="firing",severity="page",tier="${tier}",long="1h",short="5m"`;
  return { [`{${labels},${labelsOf({ sli })}}`]: 1 };
}

function withoutErrors(input: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(input).filter(([series]) => !series.includes('result="error"')));
}

testScenarios("pages", pages);
testScenarios("tickets", tickets);
testScenarios("silence, absence and change", silence);
