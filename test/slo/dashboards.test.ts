/** That the dashboards' JSON is what Grafana takes. test/e2e/dashboards.test.ts runs their queries. */
import { describe, expect, it } from "vitest";
import { dashboardJson } from "../../slo/dashboards/dashboards.js";
import { dashboardNames } from "../../slo/dashboards/names.js";
import { day } from "../../slo/duration.js";
import { defaultSettings, universalRules } from "../../slo/rules.js";
import { type DashboardModel, expressionsOf, type PanelModel, targetsOf, variablesIn } from "../support/dashboard.js";

const settings = { period: 30 * day };
const read = (name: (typeof dashboardNames)[number], period = settings.period): DashboardModel =>
  JSON.parse(dashboardJson(name, { period }));
const boards = dashboardNames.map((name) => ({ name, board: read(name) }));

describe.each(boards)("the dashboard '$name'", ({ board }) => {
  const panels = board.panels.filter(({ type }) => type !== "row");

  it("has a uid that Grafana takes and nothing of a Grafana of its own", () => {
    expect(board.uid).toMatch(/^[a-zA-Z0-9_-]{1,40}$/);
    expect(board).not.toHaveProperty("id");
    expect(board.schemaVersion).toBe(38);
  });

  it("has panels with a title, a description, a query and a type that comes with Grafana", () => {
    for (const panel of panels) {
      expect(panel.title).not.toBe("");
      expect(panel.description).toMatch(/\.$/);
      expect(panel.targets?.length).toBeGreaterThan(0);
      expect(["stat", "table", "timeseries", "heatmap"]).toContain(panel.type);
    }
  });

  it("has queries with a name that is the panel's only one, of one kind", () => {
    for (const { targets = [] } of panels) {
      const names = targets.map(({ refId }) => refId);
      expect(new Set(names).size).toBe(names.length);
      expect(names.filter((name) => !/^\w+$/.test(name))).toEqual([]);
      for (const { expr, instant, range } of targets) {
        expect(expr).not.toBe("");
        expect(instant).toBe(!range);
      }
    }
  });

  it("has ids that are each the only one", () => {
    const ids = board.panels.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    expect(ids.every((id) => id > 0)).toBe(true);
  });

  it("has no panel over another, and none that is wider than the page", () => {
    for (const [index, { gridPos }] of board.panels.entries()) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (const { gridPos: other } of board.panels.slice(index + 1)) {
        const apart =
          gridPos.x + gridPos.w <= other.x ||
          other.x + other.w <= gridPos.x ||
          gridPos.y + gridPos.h <= other.y ||
          other.y + other.h <= gridPos.y;
        expect(apart).toBe(true);
      }
    }
  });

  it("uses the variables that it has, in queries, in each other and for the data source", () => {
    const names = board.templating.list.map(({ name }) => name);
    const used = expressionsOf(board).flatMap(variablesIn);
    expect(used.filter((name) => !names.includes(name))).toEqual([]);
    expect(names.filter((name) => ![...used, "datasource"].includes(name) && !isForLinks(name))).toEqual([]);
    const sources = [
      ...board.annotations.list,
      ...panels,
      ...panels.flatMap(targetsOf),
      ...board.templating.list.filter(({ type }) => type === "query"),
    ];
    for (const { datasource } of sources) expect(datasource).toEqual({ type: "prometheus", uid: `\${datasource}` });
  });

  it("has tables whose columns are there to be sorted and linked by", () => {
    for (const panel of panels.filter(({ type }) => type === "table")) {
      const titles = columnsOf(panel);
      for (const { displayName } of panel.options?.sortBy ?? []) expect(titles).toContain(displayName);
      for (const { matcher } of panel.fieldConfig.overrides) expect(titles).toContain(matcher.options);
      for (const [, title = "", quoted = ""] of linksOf(panel).matchAll(/__data\.fields(?:\.(\w+)|\["([^"]+)"\])/g)) {
        expect(titles).toContain(title || quoted);
      }
    }
  });

  it("links to dashboards and variables that there are", () => {
    const links = panels.flatMap(({ fieldConfig }) => fieldConfig.defaults.links ?? []);
    for (const { url } of links) {
      const uid = /^\/d\/([\w-]+)\?/.exec(url)?.[1];
      const target = boards.find(({ board }) => board.uid === uid)?.board;
      const names = target?.templating.list.map(({ name }) => name);
      for (const [, name] of url.matchAll(/&var-(\w+)=/g)) expect(names).toContain(name);
    }
    expect(links.length).toBeGreaterThan(0);
    for (const { tags } of board.links) for (const { board } of boards) expect(board.tags).toEqual(tags);
  });
});

/** The functions' objective only bounds which functions are offered. */
function isForLinks(name: string): boolean {
  return name === "objective";
}

function columnsOf({ transformations = [] }: PanelModel): string[] {
  return transformations.flatMap(({ options }) => Object.values(options.renameByName ?? {}));
}

function linksOf({ fieldConfig }: PanelModel): string {
  return (fieldConfig.defaults.links ?? []).map(({ url }) => url).join("\n");
}

it.each([7, 28, 30, 90])("every recorded series of the SLO dashboard is one of the rules, for %d days", (days) => {
  const recorded = universalRules({ ...defaultSettings, period: days * day })
    .flatMap(({ rules }) => rules)
    .flatMap((rule) => ("record" in rule ? [rule.record] : []));
  const read30 = expressionsOf(read("slo", days * day)).flatMap((expr) => expr.match(/\bslo:[\w:]+/g) ?? []);
  expect(read30.length).toBeGreaterThan(0);
  expect(read30.filter((name) => !recorded.includes(name))).toEqual([]);
});

it("the SLO dashboard draws each tier's burn rates with what its alert is over", () => {
  const titles = read("slo").panels.map(({ title }) => title);
  expect(titles).toEqual(
    expect.arrayContaining([
      "fast: page over 14.4, in 1h and 5m",
      "medium: page over 6, in 6h and 30m",
      "slow: ticket over 3, in 1d and 2h",
      "longterm: ticket over 1, in 3d and 6h",
    ]),
  );
  expect(read("slo", 28 * day).panels.map(({ title }) => title)).toContain("fast: page over 13.44, in 1h and 5m");
});
