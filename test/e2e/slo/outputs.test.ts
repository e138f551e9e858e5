/** What `autometrics rules` prints, before Prometheus' own judge and the Prometheus Operator's own schema. */
import { readFileSync } from "node:fs";
import { PrometheusRule } from "@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { day } from "../../../slo/duration.js";
import { prometheusRules } from "../../../slo/output/prometheus.js";
import { prometheusRuleResource } from "../../../slo/output/prometheusOperator.js";
import type { RuleGroup } from "../../../slo/rule.js";
import { defaultSettings, fixedRules, universalRules } from "../../../slo/rules.js";
import { describeWith } from "../programs.js";
import { objective } from "./objective.js";
import { lint, play, type Scenario } from "./promtool.js";
import { clean } from "./scenario.js";

const objectives = [
  { name: "api", successRate: 99.9, latency: { threshold: 1, percentile: 99 } },
  { name: "sign-up form", successRate: 90, latency: { threshold: 0.25, percentile: 99.95 } },
];

const sets: Readonly<Record<string, readonly RuleGroup[]>> = {
  "for every objective": universalRules(),
  "for 7 days": universalRules({ ...defaultSettings, period: 7 * day }),
  "for 28 days": universalRules({ ...defaultSettings, period: 28 * day }),
  "for 90 days": universalRules({ ...defaultSettings, period: 90 * day }),
  "with short windows": universalRules({ ...defaultSettings, scale: 1 / 60 }),
  "with a wait and links": universalRules({
    ...defaultSettings,
    hold: 60_000,
    runbookUrl: "https://run.example/{{ $labels.sli }}",
  }),
  "for fixed targets": fixedRules(objectives),
  "for fixed targets of a service": fixedRules(objectives, defaultSettings, 'the "shop"'),
};

describeWith(["promtool"], "printed rules", ({ promtool }) => {
  test.each(Object.keys(sets))("%s satisfy promtool and its linters", async (name) => {
    expect(await lint(promtool, prometheusRules(sets[name] ?? [], ["A comment."]))).toBe("");
  });

  test("the package's file satisfies them, and is what the command prints", async () => {
    const file = readFileSync(new URL("../../../dist/ts-autometrics.rules.yml", import.meta.url), "utf8");
    expect(parse(file)).toEqual(parse(prometheusRules(universalRules(), [])));
    expect(await lint(promtool, file)).toBe("");
  });

  test.each(Object.keys(sets))("%s are a PrometheusRule with the same groups", async (name) => {
    const resource = parse(prometheusRuleResource(sets[name] ?? [], []));
    new PrometheusRule(resource).validate();
    expect(await lint(promtool, stringify(resource.spec))).toBe("");
    expect(resource.spec).toEqual(parse(prometheusRules(sets[name] ?? [], [])));
  });

  test("the schema refuses what is no PrometheusRule", () => {
    const resource = parse(prometheusRuleResource(universalRules(), []).replace("    - name:", "    - title:"));
    expect(() => new PrometheusRule(resource).validate()).toThrow(/name/);
  });

  test("an alert says what happens, how fast, what is left, and where to look", async () => {
    const of = (sli: string) => `{service_name="shop",objective_name="api",sli="${sli}"}`;
    const labels = {
      service_name: "shop",
      objective_name: "api",
      severity: "page",
      tier: "fast",
      long: "1h",
      short: "5m",
    };
    const common = (sli: string) => ({
      runbook_url: "https://unpkg.com/ts-autometrics/docs/slo.md#slobudgetburn",
      dashboard_url: `/graph?g0.expr=${encodeURIComponent(`slo:current_burn_rate:ratio${of(sli)}`)}&g0.tab=0`,
    });
    const onset = 3 * 24 * 60;
    const scenario: Scenario = {
      name: "texts",
      rules: [prometheusRules(universalRules(), [])],
      step: 5,
      input: {
        ...objective([clean(onset), { minutes: 20, errors: 0.05 }], 5, { target: 0.999 }),
        ...objective([clean(onset), { minutes: 20, errors: 0.5 }], 5, { sli: "latency", target: 0.99 }),
      },
      checks: [
        {
          at: onset + 20,
          alert: "SLOBudgetBurn",
          firing: [
            {
              labels: { ...labels, sli: "success_rate" },
              annotations: {
                summary: "shop: api (success_rate) spends its error budget 16.7 times as fast as it may",
                description:
                  "1.667% of calls failed in the last 1h, 5% in the last 5m; 0.1% may. " +
                  "76.96% of the 30d error budget is left, and at this rate gone in 1d 9h 14m 45s.",
                worst_functions:
                  'topk(5, sum by (function, module) (rate(function_calls_total{service_name="shop",objective_name="api",result="error"}[5m])))',
                ...common("success_rate"),
              },
            },
            {
              labels: { ...labels, sli: "latency" },
              annotations: {
                summary: "shop: api (latency) spends its error budget 16.7 times as fast as it may",
                description:
                  "16.67% of calls were slower than the objective allows in the last 1h, 50% in the last 5m; 1% may. " +
                  "76.96% of the 30d error budget is left, and at this rate gone in 1d 9h 14m 45s.",
                worst_functions:
                  'topk(5, sum by (function, module) (rate(function_calls_duration_seconds_count{service_name="shop",objective_name="api"}[5m])' +
                  ' - sum without (le) (rate(function_calls_duration_seconds_bucket{service_name="shop",objective_name="api",le=~"0.25(\\\\.0)?"}[5m]))))',
                ...common("latency"),
              },
            },
          ],
        },
      ],
    };
    expect((await play(promtool, [scenario])).get("texts")).toBe("");
  });
});
