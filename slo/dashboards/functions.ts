/** The dashboard of every instrumented function: calls, errors, latency, callers and versions. */

import { type DashboardSettings, dashboardOf, deploys, labelVariable, type PanelBuilder, uids } from "./board.js";
import { column, pathTo } from "./links.js";
import { chart, heatmap, type Line, table, tile } from "./panels.js";
import type { Dashboard } from "./sdk.js";

const chosen = 'service_name=~"$service",module=~"$module",function=~"$function"';
const calls = `function_calls_total{${chosen}}`;
const errors = `function_calls_total{${chosen},result="error"}`;
const buckets = `function_calls_duration_seconds_bucket{${chosen}}`;
/** The metrics that have an objective's name: the counter for its success rate, the histogram for its latency. */
const members = '{__name__=~"function_calls_total|function_calls_duration_seconds_count"';
const inObjective = 'service_name=~"$service",objective_name=~"$objective"';

const rate = (what: string) => `rate(${what}[$__rate_interval])`;
const inRange = (what: string) => `increase(${what}[$__range])`;

export function functions(settings: DashboardSettings): Dashboard {
  return dashboardOf(
    {
      uid: uids.functions,
      title: "Functions",
      description: "Every function that ts-autometrics, or another Autometrics library, has instrumented.",
      range: "6h",
      variables: [
        labelVariable({
          name: "service",
          title: "Service",
          of: "function_calls_total",
          label: "service_name",
          all: ".+",
        }),
        labelVariable({
          name: "objective",
          title: "Objective",
          of: `${members},service_name=~"$service",objective_name!=""}`,
          label: "objective_name",
          all: ".*",
        }),
        labelVariable({
          name: "module",
          title: "Module",
          of: `${members},${inObjective}}`,
          label: "module",
          all: ".*",
        }),
        // Without an expression for all of them: what is queried are the functions of the objective.
        labelVariable({
          name: "function",
          title: "Function",
          of: `${members},${inObjective},module=~"$module"}`,
          label: "function",
        }),
      ],
      annotations: [deploys],
      sections: [
        { title: "Overview", panels: [...tiles(), everyFunction()] },
        { title: "Calls and errors", panels: [callRate(), errorRatio()] },
        { title: "Latency", panels: [durations(), quantiles(), slowest(), inFlight()] },
        { title: "Callers", panels: [callers()] },
        { title: "Versions", panels: [running(), callsByVersion(), errorsByVersion(), latencyByVersion()] },
      ],
    },
    settings,
  );
}

function tiles(): readonly PanelBuilder[] {
  return [
    tile({
      title: "Calls a second",
      description: "On average over the time shown.",
      width: 6,
      expr: `sum(rate(${calls}[$__range]))`,
      unit: "reqps",
    }),
    tile({
      title: "Errors",
      description: "The share of the calls in the time shown.",
      width: 6,
      expr: ratioOf("", "$__range"),
      unit: "percentunit",
      nothing: "no calls",
    }),
    tile({
      title: "95th percentile",
      description: "So long or less took 95 % of the calls in the time shown, as the buckets tell.",
      width: 6,
      expr: quantileOf("0.95", "", "$__range"),
      unit: "s",
      nothing: "no calls",
    }),
    tile({
      title: "Functions",
      description: "Those that a scrape has found, called or not.",
      width: 6,
      expr: `count(group by (service_name, module, function) (${calls}))`,
    }),
  ];
}

function ratioOf(by: string, range: string): string {
  const sum = `sum by (${by})`;
  return `${sum} (rate(${errors}[${range}]))\n/\n(${sum} (rate(${calls}[${range}])) > 0)`;
}

function quantileOf(q: string, by: string, range: string): string {
  const labels = by === "" ? "le" : `${by}, le`;
  return `histogram_quantile(${q}, sum by (${labels}) (rate(${buckets}[${range}])))`;
}

const identity = "service_name, module, function";
const functionName = "{{function}} ({{module}})";

function everyFunction(): PanelBuilder {
  return table({
    title: "Every function",
    description: "In the time shown. A function without calls has no share of errors and no latency.",
    width: 24,
    height: 10,
    columns: [
      { title: "Service", label: "service_name" },
      { title: "Module", label: "module" },
      { title: "Function", label: "function" },
      {
        title: "Calls",
        refId: "calls",
        expr: `sum by (${identity}) (${inRange(calls)})`,
        unit: "short",
        properties: whole,
      },
      {
        title: "Failed",
        refId: "failed",
        expr: `sum by (${identity}) (${inRange(errors)})`,
        unit: "short",
        properties: whole,
      },
      { title: "Errors", refId: "errors", expr: ratioOf(identity, "$__range"), unit: "percentunit" },
      { title: "p50", refId: "p50", expr: quantileOf("0.5", identity, "$__range"), unit: "s" },
      { title: "p95", refId: "p95", expr: quantileOf("0.95", identity, "$__range"), unit: "s" },
      { title: "p99", refId: "p99", expr: quantileOf("0.99", identity, "$__range"), unit: "s" },
    ],
    sortBy: { title: "Calls", desc: true },
    links: [
      {
        title: "This function alone",
        url: pathTo(uids.functions, {
          service: column("Service"),
          module: column("Module"),
          function: column("Function"),
        }),
      },
    ],
  });
}

/** `increase` reckons between scrapes, and finds fractions of calls. */
const whole = [{ id: "decimals", value: 0 }];

/** More lines than these are no picture. */
const busiest = (expr: string) => `topk(20, ${expr})`;

function callRate(): PanelBuilder {
  return chart({
    title: "Calls a second",
    description: "The twenty functions with most calls, at each moment.",
    width: 12,
    lines: [{ refId: "calls", expr: busiest(`sum by (${identity}) (${rate(calls)})`), legend: functionName }],
    unit: "reqps",
    min: 0,
  });
}

function errorRatio(): PanelBuilder {
  return chart({
    title: "Share of errors",
    description: "The twenty functions with the highest, at each moment. No line is no calls.",
    width: 12,
    lines: [{ refId: "errors", expr: busiest(ratioOf(identity, "$__rate_interval")), legend: functionName }],
    unit: "percentunit",
    min: 0,
  });
}

function durations(): PanelBuilder {
  return heatmap({
    title: "Durations",
    description: "How many calls took how long: a row is a bucket of the histogram, named by its upper bound.",
    width: 12,
    expr: `sum by (le) (increase(${buckets}[$__rate_interval]))`,
  });
}

function quantiles(): PanelBuilder {
  const line = (refId: string, q: string): Line => ({
    refId,
    expr: quantileOf(q, "", "$__rate_interval"),
    legend: refId,
  });
  return chart({
    title: "Quantiles",
    description: "Of all functions that are chosen together: half, 95 % and 99 % of the calls took so long or less.",
    width: 12,
    lines: [line("p50", "0.5"), line("p95", "0.95"), line("p99", "0.99")],
    unit: "s",
    min: 0,
  });
}

function slowest(): PanelBuilder {
  return chart({
    title: "95th percentile by function",
    description: "The twenty slowest functions, at each moment.",
    width: 12,
    lines: [{ refId: "p95", expr: busiest(quantileOf("0.95", identity, "$__rate_interval")), legend: functionName }],
    unit: "s",
    min: 0,
  });
}

function inFlight(): PanelBuilder {
  return chart({
    title: "Calls in flight",
    description: "Of functions that are annotated with 'concurrency'.",
    width: 12,
    lines: [
      {
        refId: "flying",
        expr: busiest(`sum by (${identity}) (function_calls_concurrent{${chosen}})`),
        legend: functionName,
      },
    ],
    unit: "short",
    min: 0,
  });
}

function callers(): PanelBuilder {
  const by = "service_name, caller_module, caller_function, module, function";
  const called = (what: string) => `sum by (${by}) (${inRange(what)})`;
  const withCaller = (matchers: string) => `function_calls_total{${chosen},caller_function!=""${matchers}}`;
  return table({
    title: "Who calls whom",
    description:
      "In the time shown, of functions whose callers are recorded: with 'callers' in the configuration or in the annotation.",
    width: 24,
    height: 9,
    columns: [
      { title: "Service", label: "service_name" },
      { title: "Caller", label: "caller_function" },
      { title: "Caller module", label: "caller_module" },
      { title: "Function", label: "function" },
      { title: "Module", label: "module" },
      { title: "Calls", refId: "calls", expr: called(withCaller("")), unit: "short", properties: whole },
      {
        title: "Failed",
        refId: "failed",
        expr: called(withCaller(',result="error"')),
        unit: "short",
        properties: whole,
      },
    ],
    sortBy: { title: "Calls", desc: true },
    links: [
      {
        title: "The caller",
        url: pathTo(uids.functions, {
          service: column("Service"),
          module: column("Caller module"),
          function: column("Caller"),
        }),
      },
    ],
  });
}

/** One for each scraped instance, also while a scrape finds two. */
const build = "topk by (instance, job) (1, build_info)";
const version = "version, commit";
const ofBuild = (what: string) => `${rate(what)} * on (instance, job) group_left (${version}) ${build}`;
const versionName = "{{version}} {{commit}}";

function running(): PanelBuilder {
  const by = `service_name, ${version}, branch, repository_url`;
  return table({
    title: "Versions that run",
    description: "What the instances say of themselves, and how many of them say so.",
    width: 12,
    height: 8,
    columns: [
      { title: "Service", label: "service_name" },
      { title: "Version", label: "version" },
      { title: "Commit", label: "commit" },
      { title: "Branch", label: "branch" },
      { title: "Repository", label: "repository_url" },
      {
        title: "Instances",
        refId: "instances",
        expr: `count by (${by}) (build_info{service_name=~"$service"})`,
        unit: "short",
      },
    ],
    sortBy: { title: "Service", desc: false },
    links: [],
  });
}

function callsByVersion(): PanelBuilder {
  return chart({
    title: "Calls a second by version",
    description: "How a rollout takes the traffic over.",
    width: 12,
    lines: [{ refId: "calls", expr: `sum by (${version}) (${ofBuild(calls)})`, legend: versionName }],
    unit: "reqps",
    min: 0,
  });
}

function errorsByVersion(): PanelBuilder {
  return chart({
    title: "Share of errors by version",
    description: "Whether a new version fails more often than the one before it.",
    width: 12,
    lines: [
      {
        refId: "errors",
        expr: `sum by (${version}) (${ofBuild(errors)})\n/\n(sum by (${version}) (${ofBuild(calls)}) > 0)`,
        legend: versionName,
      },
    ],
    unit: "percentunit",
    min: 0,
  });
}

function latencyByVersion(): PanelBuilder {
  return chart({
    title: "95th percentile by version",
    description: "Whether a new version is slower than the one before it.",
    width: 12,
    lines: [
      {
        refId: "p95",
        expr: `histogram_quantile(0.95, sum by (${version}, le) (${ofBuild(buckets)}))`,
        legend: versionName,
      },
    ],
    unit: "s",
    min: 0,
  });
}
