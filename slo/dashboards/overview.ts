/** The dashboard of every objective: how they stand, how fast their budgets are spent, and on which functions. */

import { alertNames } from "../alerts.js";
import { decimalText } from "../budget.js";
import { formatDuration } from "../duration.js";
import { having } from "../promql.js";
import { series } from "../series.js";
import { clampedThreshold, type Severity, type Tier, tiersOf } from "../tiers.js";
import {
  type Annotation,
  type DashboardSettings,
  dashboardOf,
  deploys,
  labelVariable,
  type PanelBuilder,
  uids,
} from "./board.js";
import { column, label, pathTo } from "./links.js";
import { chart, type Line, type Link, table, tile } from "./panels.js";
import { CustomVariableBuilder, type Dashboard, type DynamicConfigValue, MappingType } from "./sdk.js";
import { type ErrorKind, errorsOf } from "./worst.js";

const objectives = '{service_name=~"$service",objective_name=~"$objective",sli=~"$sli"}';
const identity = "service_name, objective_name, sli";
const objectiveName = "{{service_name}}: {{objective_name}} ({{sli}})";

/** @throws RefusedPeriod */
export function overview(settings: DashboardSettings): Dashboard {
  const period = formatDuration(settings.period);
  const tiers = tiersOf(settings.period);
  return dashboardOf(
    {
      uid: uids.slo,
      title: "Service-level objectives",
      description: `Every objective over the recorded series of 'autometrics rules', with an error budget for ${period}.`,
      range: "24h",
      variables: [
        labelVariable({ name: "service", title: "Service", of: series.objective, label: "service_name", all: ".+" }),
        labelVariable({
          name: "objective",
          title: "Objective",
          of: `${series.objective}{service_name=~"$service"}`,
          label: "objective_name",
          all: ".+",
        }),
        new CustomVariableBuilder("sli")
          .label("SLI")
          .values("success_rate, latency")
          .multi(true)
          .includeAll(true)
          .allValue(".+")
          .current({ selected: true, text: ["All"], value: ["$__all"] }),
      ],
      annotations: [deploys, firing],
      sections: [
        { title: "Objectives", panels: [...tiles(), standings(period)] },
        { title: "Error budgets", panels: [budgetLeft(period), sliAgainstTarget()] },
        { title: "Burn rates, with what alerts are over", panels: tiers.map(burnRates) },
        {
          title: "Worst functions",
          panels: [
            worst("errors", "Errors of success-rate objectives", "Calls that failed"),
            worst("slow", "Slow calls of latency objectives", "Calls that were slower than their objective allows"),
          ],
        },
      ],
    },
    settings,
  );
}

const alerts = (matchers: string) => `ALERTS${having(objectives, `${matchers},alertstate="firing"`)}`;
const burning = (severity: Severity) => {
  const tiers = { page: "fast|medium", ticket: "slow|longterm" }[severity];
  return alerts(`alertname="${alertNames.burn}",tier=~"${tiers}"`);
};
const absent = alerts(`alertname="${alertNames.absent}"`);
const exhausted = `${series.budgetRemaining}${objectives} < 0`;
const countOf = (expr: string) => `count(group by (${identity}) (${expr})) or vector(0)`;

const firing: Annotation = {
  name: "Alerts",
  color: "red",
  expr: `max by (alertname, tier, ${identity}) (${alerts('alertname=~"SLO.+"')})`,
  title: "{{alertname}} {{tier}}",
  text: objectiveName,
};

function tiles(): readonly PanelBuilder[] {
  const red = [
    { value: null, color: "green" },
    { value: 1, color: "red" },
  ];
  const orange = [
    { value: null, color: "green" },
    { value: 1, color: "orange" },
  ];
  const one = (title: string, description: string, expr: string, colors: typeof red) =>
    tile({ title, description, width: 5, expr: countOf(expr), colors });
  return [
    tile({
      title: "Objectives",
      description: "Success rate and latency of one objective are two.",
      width: 4,
      expr: `count(${series.objective}${objectives})`,
      nothing: "no rules, or no service",
    }),
    one("Paging", "Objectives that somebody is being woken for.", burning("page"), red),
    one(
      "Tickets",
      "Objectives whose budget goes too fast, but not so fast that it cannot wait.",
      burning("ticket"),
      orange,
    ),
    one("Budget spent", "Objectives that are missed: nothing is left of their error budget.", exhausted, orange),
    one("No data", "Objectives that nothing has been scraped for in ten minutes.", absent, red),
  ];
}

/** What stands first holds, where several do. */
const states = [
  { text: "no data", color: "purple", holds: absent },
  { text: "page", color: "red", holds: burning("page") },
  { text: "budget spent", color: "dark-orange", holds: exhausted },
  { text: "ticket", color: "orange", holds: burning("ticket") },
  { text: "met", color: "green", holds: `${series.budgetRemaining}${objectives} >= 0` },
  { text: "no calls", color: "text", holds: `${series.objective}${objectives}` },
];

/** The number of the state that holds. */
const state = states.map(({ holds }, number) => `${number} * group by (${identity}) (${holds})`).join("\nor\n");

function colored(...steps: readonly { value: number | null; color: string }[]): readonly DynamicConfigValue[] {
  return [
    { id: "thresholds", value: { mode: "absolute", steps } },
    { id: "custom.cellOptions", value: { type: "color-text" } },
  ];
}

const stateProperties: readonly DynamicConfigValue[] = [
  {
    id: "mappings",
    value: [
      {
        type: MappingType.ValueToText,
        options: Object.fromEntries(states.map(({ text, color }, index) => [index, { text, color, index }])),
      },
    ],
  },
  { id: "custom.cellOptions", value: { type: "color-background", mode: "basic" } },
];

/** Without any other label, such as the metric's name: Grafana joins rows that differ in none. */
const each = (expr: string) => `max by (${identity}) (${expr})`;

function standings(period: string): PanelBuilder {
  return table({
    title: "Standings",
    description: `The worst first. Actual, budget and calls are of the last ${period}; the burn rate is of the last five minutes, and 1 spends exactly the budget.`,
    width: 24,
    height: 10,
    columns: [
      { title: "Service", label: "service_name" },
      { title: "Objective", label: "objective_name" },
      { title: "SLI", label: "sli" },
      { title: "State", refId: "state", expr: state, unit: "short", properties: stateProperties },
      {
        title: "Target",
        refId: "target",
        expr: each(`${series.objective}${objectives}`),
        unit: "percentunit",
        properties: digits,
      },
      { title: "Within (s)", label: "objective_latency_threshold" },
      {
        title: "Threshold",
        refId: "threshold",
        expr: `group by (${identity}, objective_latency_threshold) (autometrics_objective_target_ratio${objectives})`,
      },
      {
        title: "Actual",
        refId: "actual",
        expr: each(`1 - ${series.errorRatio(period)}${objectives}`),
        unit: "percentunit",
        properties: digits,
      },
      {
        title: "Budget left",
        refId: "left",
        expr: each(`${series.budgetRemaining}${objectives}`),
        unit: "percentunit",
        properties: colored(
          { value: null, color: "red" },
          { value: 0, color: "orange" },
          { value: 0.25, color: "green" },
        ),
      },
      {
        title: "Errors left",
        refId: "errors",
        expr: each(`${series.budgetRemainingEvents}${objectives}`),
        unit: "short",
      },
      {
        title: "Burn rate",
        refId: "burn",
        expr: each(`${series.currentBurnRate}${objectives}`),
        unit: "short",
        properties: colored({ value: null, color: "green" }, { value: 1, color: "orange" }),
      },
      { title: "Calls", refId: "calls", expr: each(`${series.totalIncrease(period)}${objectives}`), unit: "short" },
    ],
    sortBy: { title: "Budget left", desc: false },
    links: [
      {
        title: "This objective alone",
        url: pathTo(uids.slo, { service: column("Service"), objective: column("Objective"), sli: column("SLI") }),
      },
      {
        title: "Its functions",
        url: pathTo(uids.functions, { service: column("Service"), objective: column("Objective") }),
      },
    ],
  });
}

/** Targets such as 99.95 % show all of their digits. */
const digits: readonly DynamicConfigValue[] = [{ id: "decimals", value: 3 }];

function budgetLeft(period: string): PanelBuilder {
  return chart({
    title: `Error budget left, over ${period}`,
    description: `The burn-down: the share of the error budget of the ${period} before each moment. Under 0 the objective is missed. Errors that are older than that give it back.`,
    width: 12,
    lines: [{ refId: "left", expr: `${series.budgetRemaining}${objectives}`, legend: objectiveName }],
    unit: "percentunit",
    max: 1,
    range: period,
    colors: [
      { value: null, color: "red" },
      { value: 0, color: "transparent" },
    ],
    links: [functionsOfSeries],
  });
}

function sliAgainstTarget(): PanelBuilder {
  return chart({
    title: "Calls that met the objective, by the hour",
    description: "The share of the last hour's calls, with the target dashed. No line is no calls.",
    width: 12,
    lines: [
      { refId: "actual", expr: `1 - ${series.errorRatio("1h")}${objectives}`, legend: objectiveName },
      {
        refId: "target",
        expr: `${series.objective}${objectives}`,
        legend: `target of ${objectiveName}`,
        isLimit: true,
      },
    ],
    unit: "percentunit",
    max: 1,
    links: [functionsOfSeries],
  });
}

/** An alert is on while both of its windows are over the limit. */
function burnRates({ name, severity, long, short, factor }: Tier): PanelBuilder {
  const [longName, shortName] = [formatDuration(long), formatDuration(short)];
  const budget = `${series.budget}${objectives}`;
  const over = (window: string): Line => ({
    refId: window,
    expr: `${series.errorRatio(window)}${objectives} / ${budget}`,
    legend: `${objectiveName} ${window}`,
  });
  return chart({
    title: `${name}: ${severity} over ${decimalText(factor)}, in ${longName} and ${shortName}`,
    description: `How many times as fast as allowed the error budget is spent. The alert is on while the lines of both windows are over the dashed one.`,
    width: 12,
    lines: [
      over(longName),
      over(shortName),
      {
        refId: "limit",
        // As the rules have it: a burn rate that no error ratio can exceed is lowered to one that it can.
        expr: `(${decimalText(factor)} * ${budget} < 1 or 0 * ${budget} + ${clampedThreshold}) / ${budget}`,
        legend: `limit of ${objectiveName}`,
        isLimit: true,
      },
    ],
    unit: "short",
    min: 0,
    links: [functionsOfSeries],
  });
}

function worst(kind: ErrorKind, title: string, description: string): PanelBuilder {
  const errors = errorsOf(kind);
  const top = `topk(10, ${errors} > 0)`;
  return table({
    title,
    description: `${description}, in the time shown: the ten functions with most of them, and their share of all those of their objective.`,
    width: 12,
    height: 9,
    columns: [
      { title: "Service", label: "service_name" },
      { title: "Objective", label: "objective_name" },
      { title: "Function", label: "function" },
      { title: "Module", label: "module" },
      { title: "Calls", refId: "errors", expr: top, unit: "short", properties: [{ id: "decimals", value: 0 }] },
      {
        title: "Share",
        refId: "share",
        expr: `${top}\n/ on (service_name, objective_name) group_left ()\nsum by (service_name, objective_name) (${errors})`,
        unit: "percentunit",
      },
    ],
    sortBy: { title: "Calls", desc: true },
    links: [
      {
        title: "This function",
        url: pathTo(uids.functions, {
          service: column("Service"),
          module: column("Module"),
          function: column("Function"),
        }),
      },
    ],
  });
}

const functionsOfSeries: Link = {
  title: "Its functions",
  url: pathTo(uids.functions, { service: label("service_name"), objective: label("objective_name") }),
};
