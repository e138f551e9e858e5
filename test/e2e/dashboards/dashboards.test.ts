/** The queries of the dashboards, and of those that other people have made for Autometrics, on real metrics. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dashboardJson } from "../../../slo/dashboards/dashboards.js";
import { dashboardNames } from "../../../slo/dashboards/names.js";
import { day } from "../../../slo/duration.js";
import { prometheusRules } from "../../../slo/output/prometheus.js";
import { defaultSettings, universalRules } from "../../../slo/rules.js";
import { anyOf, type DashboardModel, substituted, targetsOf, type VariableModel } from "../../support/dashboard.js";
import { describeWith } from "../programs.js";
import { Prometheus } from "../prometheus.js";
import { ask, firingAlerts, offered, ownVariables, type Query } from "./grafana.js";
import { Shops } from "./shop.js";

const boards = dashboardNames.map((name) => {
  const board: DashboardModel = JSON.parse(dashboardJson(name, { period: 30 * day }));
  const panels = board.panels.flatMap((panel) =>
    targetsOf(panel).map(({ refId, expr, instant }) => ({ title: `${panel.title}: ${refId}`, expr, instant })),
  );
  const annotations = board.annotations.list.map(({ name, expr }) => ({ title: name, expr, instant: false }));
  return { name, variables: board.templating.list, queries: [...panels, ...annotations] };
});

const documented = readFileSync(fileURLToPath(new URL("../../../docs/dashboards.md", import.meta.url)), "utf8");
const dashboardUrl = /--dashboard-url '([^']+)'/.exec(documented)?.[1] ?? "";
const rules = prometheusRules(universalRules({ ...defaultSettings, scale: 1 / 60, dashboardUrl }), []);
const services = ["shop", "back office (EU)"];

describeWith(["prometheus"], "on services under traffic", (programs) => {
  let shops: Shops;
  let prometheus: Prometheus;

  beforeAll(async () => {
    shops = await Shops.start(...services);
    prometheus = await Prometheus.start({ path: programs.prometheus, targets: shops.targets, rules: [rules] });
    // The last of what the panels show: every alert of success and latency, and slow pages in a minute's worth of buckets.
    await prometheus.until(
      'ALERTS{alertname="SLOBudgetBurn",tier="longterm",alertstate="firing"}',
      (found) => found.length === 6,
    );
    await prometheus.until(
      'increase(function_calls_duration_seconds_count{function="Pages.render"}[30s]) > 20',
      (found) => found.length === 2,
    );
  });
  afterAll(async () => {
    await prometheus?.stop();
    await shops?.stop();
  });

  /** What stands for a variable while all of its values are chosen. */
  async function all({ query, allValue }: VariableModel, others: Record<string, string>): Promise<string> {
    if (allValue !== undefined) return allValue;
    return anyOf(await offered(prometheus.url, substituted(textOf(query), others)));
  }

  async function allOf(variables: readonly VariableModel[]): Promise<Record<string, string>> {
    const values: Record<string, string> = { ...ownVariables };
    for (const variable of variables.filter(isChoice)) values[variable.name] = await all(variable, values);
    return values;
  }

  const chosen = {
    ...ownVariables,
    service: anyOf(services),
    objective: anyOf(["checkout", "web pages"]),
    sli: anyOf(["success_rate", "latency"]),
    module: anyOf(["orders"]),
    function: anyOf(["pay", "checkout", "Pages.render"]),
  };

  async function run(query: Query, values: Record<string, string>) {
    return await ask(prometheus.url, { ...query, expr: substituted(query.expr, values) });
  }

  describe.each(boards)("the dashboard '$name'", ({ variables, queries }) => {
    it.each(queries)("finds data with everything chosen: $title", async (query) => {
      const found = await run(query, await allOf(variables));
      expect(found.flatMap(({ values }) => values).filter(Number.isFinite)).not.toEqual([]);
    });

    it.each(queries)("finds data with several of each chosen: $title", async (query) => {
      const found = await run(query, chosen);
      expect(found.flatMap(({ values }) => values).filter(Number.isFinite)).not.toEqual([]);
    });

    it.each(variables.filter(isQuery))("offers values for '$name'", async ({ query }) => {
      expect(await offered(prometheus.url, substituted(textOf(query), chosen))).not.toEqual([]);
    });
  });

  /** A panel's query, with everything chosen. */
  async function panel(name: string, title: string) {
    const board = boards.find((board) => board.name === name);
    const query = board?.queries.find((query) => query.title === title);
    if (board === undefined || query === undefined) throw new Error(`there is no ${title}`);
    return await run(query, await allOf(board.variables));
  }

  describe("the SLO dashboard", () => {
    it("has a state for each objective, and one alone", async () => {
      const states = await panel("slo", "Standings: state");
      expect(states).toHaveLength(6);
      // A third of the payments fail, of which a tenth may: that is a budget that is spent, and no page.
      const { value } =
        states.find(({ labels }) => labels.service_name === "shop" && labels.sli === "success_rate") ?? {};
      expect(value).toBe(2);
      const slow = states.filter(({ labels }) => labels.sli === "latency" && labels.objective_name === "checkout");
      expect(slow.map(({ value }) => value)).toEqual([1, 1]);
    });

    it("says of each objective what Grafana joins: by three labels, without a fourth that differs", async () => {
      const board = boards.find(({ name }) => name === "slo");
      for (const { title } of board?.queries.filter(({ title }) => title.startsWith("Standings")) ?? []) {
        const found = await panel("slo", title);
        expect(found).toHaveLength(6);
        for (const { labels } of found) {
          const { objective_latency_threshold, ...identity } = labels;
          expect(Object.keys(identity).sort()).toEqual(["objective_name", "service_name", "sli"]);
        }
      }
    });

    it("draws the limit that the alert has, also where a target is too low for the tier", async () => {
      const limits = (await panel("slo", "fast: page over 14.4, in 1h and 5m: limit")).filter(
        ({ labels }) => labels.service_name === "shop",
      );
      const rounded = limits.map(({ labels, value }) => [labels.objective_name, labels.sli, Number(value.toFixed(6))]);
      expect(rounded.sort()).toEqual([
        ["checkout", "latency", 14.4],
        ["checkout", "success_rate", 9],
        ["web pages", "latency", 14.4],
      ]);
    });

    it("finds the functions that fail and those that are slow, with their shares", async () => {
      const failing = await panel("slo", "Errors of success-rate objectives: share");
      expect(failing.map(({ labels, value }) => [labels.function, value])).toEqual([
        ["pay", 1],
        ["pay", 1],
      ]);
      const slow = await panel("slo", "Slow calls of latency objectives: share");
      const functions = new Set(slow.map(({ labels }) => `${labels.objective_name}: ${labels.function}`));
      expect([...functions].sort()).toEqual(["checkout: checkout", "checkout: pay", "web pages: Pages.render"]);
      const pages = slow.filter(({ labels }) => labels.function === "Pages.render");
      expect(pages.map(({ value }) => value)).toEqual([1, 1]);
    });
  });

  it("alerts lead to the SLO dashboard with their objective chosen, as docs/dashboards.md has it", async () => {
    const alerts = await firingAlerts(prometheus.url);
    expect(alerts.length).toBeGreaterThan(0);
    const names = boards.find(({ name }) => name === "slo")?.variables.map(({ name }) => name);
    for (const { labels, annotations } of alerts) {
      const { pathname, searchParams } = new URL(annotations.dashboard_url ?? "");
      expect(pathname).toBe("/d/ts-autometrics-slo");
      expect(Object.fromEntries(searchParams)).toEqual({
        "var-service": labels.service_name,
        "var-objective": labels.objective_name,
        "var-sli": labels.sli,
      });
      for (const key of searchParams.keys()) expect(names).toContain(key.replace("var-", ""));
    }
  });

  describe("the function dashboard", () => {
    it("offers the functions of an objective, whichever of its targets they have", async () => {
      const query = textOf(
        boards.find(({ name }) => name === "functions")?.variables.find(({ name }) => name === "function")?.query ?? "",
      );
      const of = async (objective: string) =>
        (await offered(prometheus.url, substituted(query, { ...chosen, objective }))).sort();
      expect(await of("checkout")).toEqual(["checkout", "pay"]);
      expect(await of("web pages")).toEqual(["Pages.render"]);
      expect(await of(".*")).toEqual(["Pages.render", "checkout", "neverCalled", "pay"]);
    });

    it("lists functions that were never called", async () => {
      const calls = await panel("functions", "Every function: calls");
      const never = calls.filter(({ labels }) => labels.function === "neverCalled");
      expect(never.map(({ value }) => value)).toEqual([0, 0]);
    });

    it("knows who called", async () => {
      const found = await panel("functions", "Who calls whom: calls");
      const pairs = new Set(found.map(({ labels }) => `${labels.caller_function} → ${labels.function}`));
      expect([...pairs]).toEqual(["checkout → pay"]);
    });

    it("tells versions apart", async () => {
      const found = await panel("functions", "Calls a second by version: calls");
      expect(found.map(({ labels }) => `${labels.version} ${labels.commit}`).sort()).toEqual([
        "1.0.0 cafe",
        "1.1.0 cafe",
      ]);
    });

    it("marks the start of each version once", async () => {
      const deploys = await panel("functions", "Deploys");
      expect(deploys.map(({ labels, values }) => [labels.service_name, values.length])).toEqual(
        expect.arrayContaining(services.map((service) => [service, 1])),
      );
    });
  });

  describe("queries as other dashboards for Autometrics have them", () => {
    const build =
      "on (instance, job) group_left (version, commit) (last_over_time(build_info[1s]) or on (instance, job) up)";
    const calls = (matchers: string) => `rate(function_calls_total{${matchers}}[5m]) * ${build}`;
    const buckets = "function_calls_duration_seconds_bucket";

    it.each([
      [
        "calls a second by function and version",
        `sum by (function, module, service_name, version, commit) (${calls('function=~"pay|checkout"')})`,
      ],
      ["calls a second without versions", `sum by (function, module) (${calls('module="orders"')})`],
      [
        "the share of errors",
        `sum by (function, module, version, commit) (${calls('function="pay",result="error"')}) / sum by (function, module, version, commit) (${calls('function="pay"')})`,
      ],
      [
        "a percentile under a name",
        `label_replace(histogram_quantile(0.99, sum by (le, function, module, version, commit) (rate(${buckets}{function="pay"}[5m]) * ${build})), "percentile_latency", "99", "", "")`,
      ],
      ["calls in flight", 'sum by (function, module) (function_calls_concurrent{function="pay"})'],
      ["who calls", `sum by (caller_function, caller_module, function) (${calls('caller_function="checkout"')})`],
      ["the busiest", "topk(10, sum by (function, module) (rate(function_calls_total[5m])))"],
      [
        "an objective's success rate",
        'sum by (objective_name, objective_percentile) (rate(function_calls_total{objective_name="checkout",objective_percentile="90",result="ok"}[1h])) / sum by (objective_name, objective_percentile) (rate(function_calls_total{objective_name="checkout",objective_percentile="90"}[1h]))',
      ],
      [
        "an objective's share within its threshold, by a label that is equal to le",
        `sum by (objective_name, objective_percentile) (label_join(rate(${buckets}{objective_name="checkout"}[1h]), "equal", "", "objective_latency_threshold") and label_join(rate(${buckets}{objective_name="checkout"}[1h]), "equal", "", "le")) / sum by (objective_name, objective_percentile) (rate(function_calls_duration_seconds_count{objective_name="checkout"}[1h]))`,
      ],
      [
        "what runs",
        'count by (service_name, version, commit, autometrics_version) (build_info{autometrics_version="1.0.0"})',
      ],
    ])("find data: %s", async (_, expr) => {
      for (const instant of [true, false]) {
        const found = await ask(prometheus.url, { expr, instant });
        expect(found.flatMap(({ values }) => values).filter(Number.isFinite)).not.toEqual([]);
      }
    });
  });
});

function textOf(query: VariableModel["query"]): string {
  return typeof query === "string" ? query : query.query;
}

function isQuery({ type }: VariableModel): boolean {
  return type === "query";
}

function isChoice({ type }: VariableModel): boolean {
  return type !== "datasource";
}
