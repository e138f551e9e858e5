/**
 * The rule set of Autometrics' shared repository (autometrics-shared, autometrics.rules.yml, which Sloth made) on our
 * metrics: its queries for the four percentiles that it knows, and the alerts over them.
 */
import { calls, durations } from "./functions.js";
import type { Scenario } from "./promtool.js";
import { clean, testScenarios } from "./scenario.js";

const windows = ["5m", "30m", "1h", "2h", "6h", "1d", "3d"];
const by = "by (objective_name, objective_percentile, service_name)";

function errorRate(percentile: string, window: string): { error: string; total: string } {
  const counter = `{__name__=~"function_calls(_count)?(_total)?",objective_percentile="${percentile}"`;
  return {
    error: `sum ${by} (rate(${counter},result="error"}[${window}]))`,
    total: `sum ${by} (rate(${counter}}[${window}]))`,
  };
}

/** Slow calls are those that are not in the bucket whose `le` has the text of the label with the threshold. */
function slowRate(percentile: string, window: string): { error: string; total: string } {
  const series = (suffix: string) =>
    `rate({__name__=~"function_calls_duration(_seconds)?_${suffix}",objective_percentile="${percentile}"}[${window}])`;
  const bucketsBy = (label: string) =>
    `label_join(${series("bucket")}, "autometrics_check_label_equality", "", "${label}")`;
  const total = `sum ${by} (${series("count")})`;
  const within = `sum ${by} (${bucketsBy("objective_latency_threshold")} and ${bucketsBy("le")})`;
  return { error: `(${total} - (${within}))`, total };
}

type Rates = (percentile: string, window: string) => { readonly error: string; readonly total: string };

function sharedRules(category: string, percentile: string, budget: number, rates: Rates): string {
  const id = { sloth_id: `autometrics-${category}-${percentile.replace(".", "_")}` };
  const isOver = (window: string, factor: number) =>
    `max(slo:sli_error:ratio_rate${window}{sloth_id="${id.sloth_id}"} > (${factor} * ${budget})) without (sloth_window)`;
  const either = (fast: string, slow: string) => `(${fast}) or (${slow})`;
  const both = (short: string, long: string, factor: number) => `${isOver(short, factor)} and ${isOver(long, factor)}`;
  const alert = `High ${category} SLO - ${percentile}%`;
  const rules = [
    ...windows.map((window) => {
      const { error, total } = rates(percentile, window);
      return {
        record: `slo:sli_error:ratio_rate${window}`,
        expr: `${error} / (${total} >= 0.016666666666666666)`,
        labels: { ...id, sloth_window: window },
      };
    }),
    {
      alert,
      expr: either(both("5m", "1h", 14.4), both("30m", "6h", 6)),
      labels: { category, severity: "page" },
    },
    {
      alert,
      expr: either(both("2h", "1d", 3), both("6h", "3d", 1)),
      labels: { category, severity: "ticket" },
    },
  ];
  return JSON.stringify({ groups: [{ name: id.sloth_id, rules }] });
}

const budgets = { "90": 0.1, "95": 0.05, "99": 0.01, "99.9": 0.001 };

const scenarios = Object.entries(budgets).flatMap(([percentile, budget]): Scenario[] => {
  const outage = [clean(30), { minutes: 90, errors: 0.95 }];
  const fires = (category: string): Scenario["checks"] => [
    { at: 30, expr: "ALERTS", gives: "none" },
    ...["page", "ticket"].map((severity) => ({
      at: 120,
      expr: `count(ALERTS{category="${category}",severity="${severity}",alertstate="firing",service_name="shop",objective_name="api",objective_percentile="${percentile}"})`,
      gives: 1,
    })),
  ];
  return [
    {
      name: `success rate of ${percentile} %`,
      rules: [sharedRules("success-rate", percentile, budget, errorRate)],
      step: 1,
      input: calls(outage, 1, { percentile }),
      checks: fires("success-rate"),
    },
    {
      name: `latency of ${percentile} %`,
      rules: [sharedRules("latency", percentile, budget, slowRate)],
      step: 1,
      input: durations(outage, 1, "0.25", { percentile }),
      checks: fires("latency"),
    },
  ];
});

testScenarios("Autometrics' shared rules", scenarios);
