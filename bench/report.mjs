// From what was measured to Markdown: what was to be reached, and the numbers behind it.

import { bundlersGoals, bundlersSection } from "./bundlers/report.mjs";
import { callees, functions } from "./calls/names.mjs";
import { count, nanoseconds, overhead, percent, seconds, table, times } from "./format.mjs";
import { machine } from "./machine.mjs";
import { startupGoals, startupSection } from "./startup/report.mjs";
import { median } from "./statistics.mjs";

const variants = {
  bare: "the function alone",
  clock: "two clock reads by hand: the floor",
  context: "two clock reads and an AsyncLocalStorage entered, by hand",
  esm: "**ts-autometrics**, ES module",
  commonJs: "**ts-autometrics**, CommonJS",
  promClient: "prom-client by hand, the same series",
  promClientFewLabels: "prom-client by hand, three labels",
  openTelemetry: "OpenTelemetry SDK by hand, the same series",
  autometrics: "@autometrics/autometrics 1.0.1",
};

const frameworks = {
  express: {
    bare: "Express",
    autometrics: "Express with **ts-autometrics**",
    peer: "Express with express-prom-bundle",
  },
  fastify: { bare: "Fastify", autometrics: "Fastify with **ts-autometrics**", peer: "Fastify with fastify-metrics" },
};

/** @param measured The parts that were measured; each may be missing. */
export function report({ quick, calls, bytes, callers, routes, scrape, build, bundlers, startup }) {
  const sections = [
    `Measured on ${machine()}.${quick ? " **A quick run, whose numbers mean little.**" : ""}`,
    table(
      ["to be reached", "measured"],
      [
        ...(calls ? callGoals(calls, bytes) : []),
        ...(callers ? [callersGoal(callers)] : []),
        ...(routes ? [routesGoal(routes)] : []),
        ...(scrape ? scrapeGoals(scrape) : []),
        ...(build ? [buildGoal(build)] : []),
        ...(bundlers ? bundlersGoals(bundlers) : []),
        ...(startup ? startupGoals(startup) : []),
      ],
    ),
    ...(calls ? callSections(calls, bytes) : []),
    ...(callers ? [callersSection(callers)] : []),
    ...(routes ? [routesSection(routes)] : []),
    ...(scrape ? [scrapeSection(scrape)] : []),
    ...(build ? [buildSection(build)] : []),
    ...(bundlers ? [bundlersSection(bundlers)] : []),
    ...(startup ? [startupSection(startup)] : []),
  ];
  return `\n${sections.join("\n\n")}\n`;
}

function callGoals(calls, bytes) {
  const { number, asyncNumber } = calls;
  const ofFloor = median(number.esm) / median(number.clock);
  const extraBytes = Math.max(0, Math.round(bytes.number.esm - bytes.number.clock));
  const cheaper = (variant) =>
    `${times(timesOurs(number, variant))} sync, ${times(timesOurs(asyncNumber, variant))} async`;
  return [
    ["a sync call costs at most 1.10 × the floor", times(ofFloor)],
    ["a sync call allocates nothing beyond what two clock reads do", `${extraBytes} bytes more`],
    ["an async call adds at most 1.25 × what the floor adds", times(1 / timesOurs(asyncNumber, "clock"))],
    ["at least 15 × cheaper than prom-client by hand, the same series", cheaper("promClient")],
    ["at least 10 × cheaper than @autometrics/autometrics", cheaper("autometrics")],
  ];
}

function callersGoal({ node, callee, asyncCallee }) {
  const ofFloor = ({ esm, clock }) => times(median(esm) / median(clock));
  return [
    `with callers recorded, a call costs at most 3 × the floor (Node ${node})`,
    `${ofFloor(callee)} sync, ${ofFloor(asyncCallee)} async`,
  ];
}

function routesGoal({ node, loads }) {
  const cost = Object.entries(loads).map(
    ([framework, loads]) => `${percent(overBare(loads, "autometrics"))} ${frameworks[framework].bare}`,
  );
  return [
    `a request to an instrumented handler takes less than 3 % more of the server's processor (Node ${node})`,
    cost.join(", "),
  ];
}

function scrapeGoals(scrape) {
  const { autometrics, promClient } = scrape.times;
  const ratio = median(autometrics.map((time, round) => time / promClient[round]));
  return [
    [
      `a scrape of ${count(scrape.functions)} functions costs no more than with prom-client's own metrics`,
      times(ratio),
    ],
    ["an idle function holds less than 1,000 bytes, also after a scrape", `${count(idleBytes(scrape))} bytes`],
  ];
}

function buildGoal({ files, runs }) {
  const cpu = overhead(runs, "autometrics", "nothing", "cpu");
  return [
    `tspc on ${count(files)} files takes at most 5 % longer than with a transformer that does nothing`,
    percent(cpu),
  ];
}

function callSections({ number, asyncNumber, ...others }, bytes) {
  const taking = Object.entries(variants).filter(([variant]) => variant in number);
  const compared = taking.map(([variant, name]) => [
    name,
    nanoseconds(median(number[variant])),
    against(number, variant),
    count(Math.round(bytes.number[variant])),
    nanoseconds(median(asyncNumber[variant])),
    against(asyncNumber, variant),
    count(Math.round(bytes.asyncNumber[variant])),
  ]);
  const alone = Object.entries(others).flatMap(([name, group]) =>
    ["bare", "clock", "esm"].map((variant, i) => [
      i === 0 ? functions[name] : "",
      variants[variant],
      nanoseconds(median(group[variant])),
      count(Math.round(bytes[name][variant])),
    ]),
  );
  return [
    "### A call",
    "Nanoseconds and bytes a call. “×” is what instrumenting adds to the function alone, in parts of what ts-autometrics adds.",
    table(["", "sync, ns", "×", "bytes", "async, ns", "×", "bytes"], compared),
    "### Calls of other functions",
    table(["", "", "ns", "bytes"], alone),
  ];
}

function callersSection({ node, ...groups }) {
  const rows = Object.entries(groups).flatMap(([name, group]) =>
    ["bare", "clock", "context", "esm"].map((variant, i) => [
      i === 0 ? callees[name] : "",
      variants[variant],
      nanoseconds(median(group[variant])),
    ]),
  );
  return [`### A call with its caller recorded, on Node ${node}`, table(["", "", "ns"], rows)].join("\n\n");
}

function routesSection({ node, loads }) {
  const rows = Object.entries(loads).flatMap(([framework, rounds]) =>
    Object.entries(frameworks[framework]).map(([variant, name]) => [
      name,
      median(rounds[variant].map(({ cpu }) => cpu)).toFixed(1),
      variant === "bare" ? "" : percent(overBare(rounds, variant)),
      count(Math.round(median(rounds[variant].map(({ rate }) => rate)))),
      variant === "bare" ? "" : percent(median(rounds[variant].map(({ rate }, i) => rate / rounds.bare[i].rate)) - 1),
    ]),
  );
  return [
    `### A request under load, on Node ${node}`,
    table(["", "processor, µs a request", "more than bare", "requests a second", "more than bare"], rows),
    `Medians of ${loads.express.bare.length} rounds.`,
  ].join("\n\n");
}

function scrapeSection({ functions, series, times: { autometrics, promClient }, bytes }) {
  return [
    `### A scrape of ${count(functions)} functions, ${count(series)} series`,
    table(
      ["", "ms"],
      [
        [variants.esm.replace(/,.*/, ""), String(Math.round(median(autometrics)))],
        ["prom-client's own metrics, as many series", String(Math.round(median(promClient)))],
      ],
    ),
    `A call site that was never called holds ${count(Math.round(bytes.defined))} bytes once it is defined, and ${count(Math.round(bytes.scraped))} after a scrape.`,
  ].join("\n\n");
}

function buildSection({ files, runs }) {
  const row = (name, plugin) => [
    name,
    seconds(median(runs[plugin].map(({ cpu }) => cpu))),
    seconds(median(runs[plugin].map(({ wall }) => wall))),
    count(Math.round(median(runs[plugin].map(({ memory }) => memory)))),
  ];
  return [
    `### A build of ${count(files)} files, one function in ten annotated`,
    table(
      ["tspc with", "processor, s", "wall, s", "memory, MiB"],
      [row("a transformer that does nothing", "nothing"), row("**ts-autometrics**", "autometrics")],
    ),
    `Over ${runs.nothing.length} pairs of runs, the median of their ratios: processor ${percent(overhead(runs, "autometrics", "nothing", "cpu"))}, wall ${percent(overhead(runs, "autometrics", "nothing", "wall"))}.`,
  ].join("\n\n");
}

/** What a variant adds to the bare function, in parts of what ours adds. */
function timesOurs({ bare, esm, ...group }, variant) {
  return (median(group[variant]) - median(bare)) / (median(esm) - median(bare));
}

function against(group, variant) {
  if (variant === "bare") return "";
  return variant === "esm" ? "1" : times(timesOurs(group, variant)).replace(" ×", "");
}

/** What a request costs more than without anything, round by round. */
function overBare(loads, variant) {
  return median(loads[variant].map(({ cpu }, i) => cpu / loads.bare[i].cpu)) - 1;
}

function idleBytes({ bytes }) {
  return Math.round(Math.max(bytes.defined, bytes.scraped));
}
