/** What rules must not be confused by: restarts, rollouts, gaps, little traffic, other tools' rules. */
import { prometheusRules } from "../../../slo/output/prometheus.js";
import { defaultSettings, universalRules } from "../../../slo/rules.js";
import { counter, missing, steady } from "./counter.js";
import { alerting, callsSeries, firing, labelsOf, objective, quiet, targetSeries } from "./objective.js";
import type { Check, Scenario } from "./promtool.js";
import { clean, scenario, sixHours, testScenarios, threeDays, universal } from "./scenario.js";

const absence = 'alertname="SLOMetricAbsent"';
const exhausted = 'alertname="SLOBudgetExhausted"';

/** 100 calls a minute make this rate; no more than a thousandth more must ever be recorded. */
function noSpike(at: number, minutes: number): Check {
  return { at, expr: `max(max_over_time(slo:sli_total:rate5m[${minutes}m])) <= bool ${100 / 60} * 1.001`, gives: 1 };
}

function near(at: number, expr: string, value: number, tolerance: number): Check {
  return { at, expr: `abs(sum(${expr}) / ${value} - 1) < bool ${tolerance}`, gives: 1 };
}

const instances: readonly Scenario[] = [
  {
    name: "a restart in place is no spike",
    rules: universal,
    step: 1,
    input: {
      [callsSeries({}, "ok")]: `${counter([{ samples: 119, add: 99.5 }])} ${counter([{ samples: 120, add: 99.5 }])}`,
      [callsSeries({}, "error")]: `${counter([{ samples: 119, add: 0.5 }])} ${counter([{ samples: 120, add: 0.5 }])}`,
      [targetSeries({})]: "0.999x239",
    },
    checks: [
      noSpike(239, 239),
      { at: 122, expr: "sum(slo:sli_error:ratio_rate5m)", gives: 0.005 },
      { at: 239, expr: "sum(slo:sli_error:ratio_rate1d)", gives: 0.005 },
    ],
  },
  {
    name: "a rolling deployment is no spike",
    rules: universal,
    step: 1,
    input: Object.assign(
      {},
      // Each pod takes half of the traffic, and each new one is first scraped when it has already served some.
      ...[0, 1].flatMap((pod) => [
        pods(`old${pod}`, `${counter([{ samples: 119 + 3 * pod, add: 50 }])} stale`, "0.999x10 stale"),
        pods(
          `new${pod}`,
          `${missing(121 + 3 * pod)} ${counter([{ samples: 118 - 3 * pod, add: 50 }], 30)}`,
          `${missing(121 + 3 * pod)} 0.999x118`,
        ),
      ]),
    ),
    checks: [noSpike(239, 239), ...quiet(119, 121, 123, 125, 130, 239)],
  },
  {
    name: "instances count by their calls",
    rules: universal,
    step: 1,
    input: {
      ...objective([{ minutes: 120, errors: 0.01, perMinute: 300 }], 1, { instance: "a" }),
      ...objective([{ minutes: 120, errors: 0.05, perMinute: 100 }], 1, { instance: "b" }),
    },
    checks: ["5m", "1h", "30d"].map((window) => ({
      at: 120,
      expr: `sum(slo:sli_error:ratio_rate${window})`,
      gives: 0.02,
    })),
  },
  {
    name: "a missed scrape changes nothing",
    rules: universal,
    step: 1,
    input: {
      [callsSeries({}, "ok")]: `0+99x60 _ ${99 * 62}+99x58`,
      [callsSeries({}, "error")]: `0+1x60 _ 62+1x58`,
      [targetSeries({})]: "0.999x60 _ 0.999x58",
    },
    checks: [
      noSpike(120, 120),
      ...[60, 61, 62, 66, 120].flatMap((at) => [
        { at, expr: "sum(slo:sli_error:ratio_rate5m)", gives: 0.01 },
        { at, expr: "sum(slo:objective:ratio)", gives: 0.999 },
      ]),
    ],
  },
  {
    name: "an alert goes on while the only instance restarts",
    rules: universal,
    step: 1,
    input: {
      [callsSeries({}, "ok")]: steady(0, 31),
      [callsSeries({}, "error")]: `0+100x14 stale _x2 0+100x13`,
      [targetSeries({})]: "0.999x14 stale _x2 0.999x13",
    },
    checks: [{ at: 30, expr: 'count_over_time(ALERTS{tier="fast",alertstate="firing"}[19m])', gives: fast(20) }],
  },
  {
    name: "while instances with two targets run, the stricter counts",
    rules: universal,
    step: 1,
    input: {
      ...objective([{ minutes: 60, errors: 0.002 }], 1, { instance: "a", target: 0.999 }),
      [callsSeries({}, "ok", "b")]: `${missing(31)} 0+99.8x29`,
      [callsSeries({}, "error", "b")]: `${missing(31)} 0+0.2x29`,
      [targetSeries({}, "b")]: `${missing(31)} 0.9995x29`,
      [targetSeries({}, "c")]: `${missing(31)} 0.99x29`,
    },
    checks: [
      { at: 30, expr: "sum(slo:error_budget:ratio)", gives: 0.001 },
      { at: 31, expr: "sum(slo:error_budget:ratio)", gives: 0.0005 },
      { at: 60, expr: "sum(slo:current_burn_rate:ratio)", gives: 4 },
    ],
  },
  {
    name: "services with an objective of the same name are kept apart",
    rules: universal,
    step: 1,
    input: {
      ...objective([clean(60)], 1, { service: "shop" }),
      ...objective([{ minutes: 60, errors: 0.5 }], 1, { service: "stock", target: 0.99 }),
    },
    checks: [
      { at: 60, expr: 'sum(slo:sli_error:ratio_rate1h{service_name="shop"})', gives: 0 },
      { at: 60, expr: 'sum(slo:sli_error:ratio_rate1h{service_name="stock"})', gives: 0.5 },
      { at: 60, expr: 'count(ALERTS{tier="fast",service_name="stock"})', gives: 1 },
      { at: 60, expr: 'ALERTS{service_name="shop"}', gives: "none" },
    ],
  },
];

const traffic: readonly Scenario[] = [
  {
    name: "ten idle minutes record no ratio, and spoil no later one",
    rules: universal,
    step: 1,
    input: objective(
      [
        { minutes: 60, errors: 0.002 },
        { minutes: 10, errors: 0, perMinute: 0 },
        { minutes: 60, errors: 0.002 },
      ],
      1,
    ),
    checks: [
      { at: 69, expr: "slo:sli_error:ratio_rate5m or slo:current_burn_rate:ratio", gives: "none" },
      { at: 69, expr: "sum(slo:sli_error:ratio_rate30m)", gives: 0.002 },
      ...["5m", "1h", "1d", "3d", "30d"].map((window) => ({
        at: 130,
        expr: `sum(slo:sli_error:ratio_rate${window})`,
        gives: 0.002,
      })),
      near(130, "slo:sli_total:increase30d", 12_000, 0.05),
    ],
  },
  {
    name: "ten bad calls at night are ten bad calls",
    rules: universal,
    step: 5,
    input: objective(
      [clean(12 * 60), { minutes: 10, errors: 1, perMinute: 1 }, { minutes: 6 * 60, errors: 0, perMinute: 0 }],
      5,
    ),
    checks: [
      near(18 * 60, "slo:sli_error:increase1d", 10, 0.001),
      near(18 * 60, "slo:sli_error:ratio_rate1d", 10 / 72_010, 0.001),
      near(18 * 60, "slo:error_budget_remaining:events", 0.001 * 72_010 - 10, 0.001),
    ],
  },
  {
    name: "long windows hold every call once, also where rules are evaluated every two minutes",
    rules: universal,
    step: 2,
    input: objective([{ minutes: 600, errors: 0.01 }], 2),
    checks: [
      { at: 600, expr: "sum(slo:sli_error:ratio_rate1d)", gives: 0.01 },
      // The sums are of five minutes each, six apart.
      near(600, "slo:sli_total:increase1d", 60_000 * (5 / 6), 0.02),
    ],
  },
  lonelyFailures("two failures tell nobody anything", 2, [
    { at: 440, expr: "sum(slo:sli_error:ratio_rate1h) > bool 0.3", gives: 1 },
    { at: 500, expr: "count_over_time(ALERTS[500m])", gives: "none" },
  ]),
  lonelyFailures("three failures do", 3, [
    { at: 444, expr: "count_over_time(ALERTS[444m])", gives: "none" },
    firing(446, "fast", 1),
  ]),
  {
    ...lonelyFailures("a failure does where the guard says so", 1, [firing(426, "fast", 1)]),
    rules: [prometheusRules(universalRules({ ...defaultSettings, minFailures: 1 }), [])],
  },
  scenario(
    "an alert waits where it is told to",
    { ...sixHours, rules: [prometheusRules(universalRules({ ...defaultSettings, hold: 120_000 }), [])] },
    [{ minutes: 10, errors: 1 }],
    [firing(2, "fast", 0), firing(3, "fast", 1)],
  ),
  {
    name: "the rules of another tool are left to it",
    rules: universal,
    step: 1,
    input: Object.fromEntries(
      [
        "slo:objective:ratio",
        "slo:error_budget:ratio",
        "slo:period_burn_rate:ratio",
        "slo:period_error_budget_remaining:ratio",
        "slo:sli_error:ratio_rate5m",
        "slo:sli_error:ratio_rate1h",
      ].map((name) => [`${name}{sloth_id="shop-api",sloth_service="shop",sloth_slo="api"}`, "-1x60 _x30"]),
    ),
    checks: [
      ...quiet(30, 60, 85),
      { at: 60, expr: '{__name__=~"slo:.*",sloth_id=""}', gives: "none" },
      { at: 60, expr: "count(slo:period_error_budget_remaining:ratio)", gives: 1 },
    ],
  },
  {
    name: "objectives of the rules for fixed targets are left to those",
    rules: universal,
    step: 1,
    input: {
      [`slo:objective:ratio{${labelsOf({})}}`]: "0.999x30 _x30",
      [`slo:sli_total:rate5m{${labelsOf({})}}`]: "2x30 _x30",
      [`slo:sli_error:ratio_rate5m{${labelsOf({})}}`]: "1x30 _x30",
      [`slo:sli_error:ratio_rate1h{${labelsOf({})}}`]: "1x30 _x30",
      [`slo:sli_error:increase1h{${labelsOf({})}}`]: "9x30 _x30",
    },
    checks: [...quiet(20, 30, 55), { at: 20, expr: "slo:sli_error:rate5m or slo:burn_threshold:ratio", gives: "none" }],
  },
];

const budgets: readonly Scenario[] = [
  scenario(
    "a spent budget is told of, and by how much",
    threeDays,
    [{ minutes: 300, errors: 0.02 }],
    [
      alerting(200, exhausted, 0),
      alerting(260, exhausted, 1),
      near(300, "slo:sli_error:ratio_rate30d", 600 / 462_000, 0.02),
      near(300, "slo:period_error_budget_remaining:ratio", 1 - 600 / 462, 0.07),
      near(300, "slo:error_budget_remaining:events", 462 - 600, 0.07),
    ],
  ),
  scenario(
    "what was shut down is told of for a day",
    threeDays,
    [{ minutes: 10, errors: 0 }],
    [alerting(30, absence, 1), alerting(23 * 60, absence, 1), { at: 25 * 60, expr: "ALERTS", gives: "none" }],
  ),
];

function pods(instance: string, calls: string, target: string): Record<string, string> {
  return { [callsSeries({}, "ok", instance)]: calls, [targetSeries({}, instance)]: target };
}

function fast(count: number): Record<string, number> {
  const labels = `alertname="SLOBudgetBurn",alertstate="firing",severity="page",tier="fast",long="1h",short="5m"`;
  return { [`{${labels},${labelsOf({})}}`]: count };
}

/** A call every ten minutes for seven hours, of which the last ones fail. */
function lonelyFailures(name: string, failures: number, checks: readonly Check[]): Scenario {
  const oks = Array.from({ length: 42 }, (_, i) => steady(i, 10));
  const errors = Array.from({ length: failures }, (_, i) => steady(i + 1, 10));
  return {
    name,
    rules: universal,
    step: 1,
    input: {
      [callsSeries({}, "ok")]: `${oks.join(" ")} ${steady(41, 100)}`,
      [callsSeries({}, "error")]: `${steady(0, 425)} ${errors.join(" ")} ${steady(failures, 100)}`,
      [targetSeries({})]: "0.99x600",
    },
    checks,
  };
}

testScenarios("instances", instances);
testScenarios("traffic", traffic);
testScenarios("budgets and absence", budgets);
