import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { burnThreshold, decimalText } from "../../slo/budget.js";
import { day } from "../../slo/duration.js";
import { alertmanagerConfig } from "../../slo/output/alertmanager.js";
import { prometheusRules } from "../../slo/output/prometheus.js";
import { bucketMatcher, quoted, selectorOf } from "../../slo/promql.js";
import type { AlertingRule, RecordingRule, RuleGroup } from "../../slo/rule.js";
import { defaultSettings, fixedRules, universalRules } from "../../slo/rules.js";

const recorded = (groups: readonly RuleGroup[]) =>
  groups.flatMap(({ rules }) => rules).filter((rule): rule is RecordingRule => "record" in rule);
const alerting = (groups: readonly RuleGroup[]) =>
  groups.flatMap(({ rules }) => rules).filter((rule): rule is AlertingRule => "alert" in rule);

describe("the rules for every objective", () => {
  test("stand in one group, every alert behind what it looks at", () => {
    const [group, ...others] = universalRules();
    expect(others).toEqual([]);
    const kinds = group?.rules.map((rule) => ("record" in rule ? "record" : "alert")) ?? [];
    expect(kinds).toEqual([...kinds].sort().reverse());
  });

  test("record a rule's input before the rule", () => {
    const seen = new Set<string>();
    for (const { record, expr } of recorded(universalRules())) {
      for (const [name] of expr.matchAll(/slo:\w+:\w+/g)) if (name !== record) expect(seen).toContain(name);
      seen.add(record);
    }
  });

  test("record the series that other SLO tools have", () => {
    const names = recorded(universalRules()).map(({ record }) => record);
    expect(names).toEqual(
      expect.arrayContaining([
        "slo:sli_total:rate5m",
        "slo:sli_error:rate5m",
        ...["5m", "30m", "1h", "2h", "6h", "1d", "3d", "30d"].map((window) => `slo:sli_error:ratio_rate${window}`),
        "slo:objective:ratio",
        "slo:error_budget:ratio",
        "slo:time_period:days",
        "slo:current_burn_rate:ratio",
        "slo:period_burn_rate:ratio",
        "slo:period_error_budget_remaining:ratio",
        "slo:error_budget_remaining:events",
      ]),
    );
  });

  test("name no objective, no target and no function's series", () => {
    const text = universalRules()
      .flatMap(({ rules }) => rules.map(({ expr }) => expr))
      .join("\n");
    expect(text).not.toMatch(/function_calls|objective_name="|percentile/);
  });

  test("read counters for at most six hours", () => {
    const ranges = recorded(universalRules({ ...defaultSettings, period: 90 * day }))
      .filter(({ expr }) => expr.includes("autometrics_objective_calls_total"))
      .flatMap(({ expr }) => [...expr.matchAll(/\[(\w+)\]/g)].map(([, range]) => range));
    expect([...new Set(ranges)].sort()).toEqual(["1h", "2h", "30m", "5m", "6h"]);
  });

  test("keep their names and labels when windows are scaled, and scale every range and wait", () => {
    const [whole, scaled] = [universalRules(), universalRules({ ...defaultSettings, scale: 1 / 60, hold: 120_000 })];
    expect(recorded(scaled).map(({ record }) => record)).toEqual(recorded(whole).map(({ record }) => record));
    expect(alerting(scaled).map(({ labels }) => labels)).toEqual(alerting(whole).map(({ labels }) => labels));
    const text = prometheusRules(scaled, []);
    const ranges = [...text.matchAll(/\[(\d+[a-z]\w*)\]/g)].map(([, range]) => range);
    expect([...new Set(ranges)].sort()).toEqual(
      ["5s", "30s", "1m", "2m", "6m", "24m", "1h12m", "12h", "4s983ms", "9s983ms", "14s983ms", "10s"].sort(),
    );
    expect([...new Set([...text.matchAll(/for: (\w+)/g)].map(([, hold]) => hold))]).toEqual(["2s", "1s"]);
    expect(text).toContain("+ 0.5\n");
  });

  test("have four alerts for budgets that burn, told apart by their tier", () => {
    const burning = alerting(universalRules()).filter(({ alert }) => alert === "SLOBudgetBurn");
    expect(burning.map(({ labels: { severity, tier, long, short } }) => [severity, tier, long, short])).toEqual([
      ["page", "fast", "1h", "5m"],
      ["page", "medium", "6h", "30m"],
      ["ticket", "slow", "1d", "2h"],
      ["ticket", "longterm", "3d", "6h"],
    ]);
    expect(burning.every(({ for: hold }) => hold === undefined)).toBe(true);
  });
});

describe("rules for fixed targets", () => {
  const objective = { name: "api", successRate: 99.9, latency: { threshold: 0.25, percentile: 99.95 } };

  test("have a group for each SLI, whose rules all say which it is", () => {
    const groups = fixedRules([objective]);
    expect(groups.map(({ name }) => name)).toEqual(["ts-autometrics api success_rate", "ts-autometrics api latency"]);
    for (const { labels } of groups[1]?.rules ?? []) {
      expect(labels).toMatchObject({ objective_name: "api", sli: "latency" });
    }
  });

  test("hold thresholds in decimal", () => {
    const text = prometheusRules(fixedRules([objective]), []);
    for (const threshold of ["0.0144", "0.006", "0.003", "0.001", "0.0072", "0.0015", "0.0005"]) {
      expect(text).toMatch(new RegExp(`> ${threshold.replace(".", "\\.")}\n`));
    }
    expect(text).not.toMatch(/\d\.\d{12}/);
  });

  test("are for one service where that is said", () => {
    const text = prometheusRules(fixedRules([objective], defaultSettings, "shop"), []);
    expect(text).toContain('function_calls_total{service_name="shop",objective_name="api"}');
    expect(text).toContain('{service_name="shop",objective_name="api",sli="latency"}');
  });

  test("are none for an SLI that the objective does not have", () => {
    expect(fixedRules([{ name: "api", successRate: 99 }])).toHaveLength(1);
  });
});

describe("PromQL", () => {
  test.each([
    [0.25, 'le="0.25"'],
    [1, 'le=~"1|1\\\\.0"'],
    [10, 'le=~"10|10\\\\.0"'],
    [0.00005, 'le=~"0\\\\.00005|5e-05"'],
  ])("finds the bucket of %d s", (threshold, matcher) => {
    expect(bucketMatcher(threshold)).toBe(matcher);
  });

  test("quotes what would end a string", () => {
    expect(quoted('a "b" \\ c\nd')).toBe('"a \\"b\\" \\\\ c\\nd"');
    expect(selectorOf({ a: "1", b: "x y" })).toBe('{a="1",b="x y"}');
  });
});

describe("decimals", () => {
  test("are multiplied as people do", () => {
    expect(burnThreshold(14.4, 0.001)).toBe(0.0144);
    expect(burnThreshold(2.8, 0.01)).toBe(0.028);
  });

  test("are written without an exponent", () => {
    expect([0.0144, 0.0000001, 30, 99.95].map(decimalText)).toEqual(["0.0144", "0.0000001", "30", "99.95"]);
  });
});

test("a rule file is YAML that says what the rules say, under its comment", () => {
  const text = prometheusRules(universalRules(), ["One.", "", "Two."]);
  expect(text.startsWith("# One.\n#\n# Two.\ngroups:\n")).toBe(true);
  expect(parse(text)).toEqual({ groups: universalRules() });
});

test("Alertmanager keeps slower tiers of the same SLI quiet, and nothing else", () => {
  const { inhibit_rules } = parse(alertmanagerConfig({ page: "page", ticket: "ticket" }));
  expect(
    inhibit_rules.map((rule: { source_matchers: string[]; target_matchers: string[] }) => [
      rule.source_matchers[1],
      rule.target_matchers[1],
    ]),
  ).toEqual([
    ['tier="fast"', 'tier=~"medium|slow|longterm"'],
    ['tier="medium"', 'tier=~"slow|longterm"'],
    ['tier="slow"', 'tier=~"longterm"'],
  ]);
  for (const { equal } of inhibit_rules) expect(equal).toEqual(["service_name", "objective_name", "sli"]);
});

test("Alertmanager's waits are scaled with the rules' windows", () => {
  const [pages] = parse(alertmanagerConfig({ page: "page", ticket: "ticket" }, 1 / 60)).route.routes;
  expect(pages).toMatchObject({ group_wait: "167ms", group_interval: "1s" });
});
