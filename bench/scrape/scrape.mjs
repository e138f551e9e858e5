// Prints, as JSON, what a scrape costs with many instrumented functions, and with prom-client's own metrics of as many
// series; and what the functions hold in memory. Run by run.mjs with --expose-gc.

import * as am from "ts-autometrics/runtime";
import { cpuTime } from "../cpuTime.mjs";
import prometheus from "../prometheus.mjs";
import { buckets, counterLabels, histogramLabels } from "../series.mjs";

const functions = Number(process.argv[2]);
const rounds = Number(process.argv[3]);
const functionsOfModule = 10;
const { register, Registry, Counter, Histogram } = prometheus;

const seconds = [0.001, 0.03, 0.3, 3];

const empty = await heapUsed();
const sites = defineFunctions();
const defined = await heapUsed();
await scrape(register);
const scraped = await heapUsed();
for (const site of sites) callEach(site);

const own = ownMetrics();
const times = { autometrics: [], promClient: [] };
for (let round = 0; round < rounds + 3; round++) {
  for (const [name, registry] of [
    ["autometrics", register],
    ["promClient", own],
  ]) {
    const start = cpuTime();
    await scrape(registry);
    // The first ones are for V8 to optimise.
    if (round >= 3) times[name].push((cpuTime() - start) / 1e6);
  }
}

const series = { autometrics: await seriesOf(register), promClient: await seriesOf(own) };
if (series.autometrics !== series.promClient) throw new Error(`unequal series: ${JSON.stringify(series)}`);
const bytes = { defined: (defined - empty) / functions, scraped: (scraped - empty) / functions };
process.stdout.write(JSON.stringify({ functions, series: series.autometrics, times, bytes }));

/** As emitted modules define them, with an objective: all series exist from the start. */
function defineFunctions() {
  const sites = [];
  for (let m = 0; m < functions / functionsOfModule; m++) {
    const objectives = [
      {
        name: "api",
        successRate: { percentile: "99.9", target: 0.999 },
        latency: { threshold: 0.25, percentile: "99", target: 0.99 },
      },
    ];
    const module = am.module({ name: `src/area/module${m}`, package: "bench", options: "00000000", objectives });
    for (let f = 0; f < functionsOfModule; f++) {
      sites.push(am.define(module, `OrderService.method${f}`, { objective: "api" }));
    }
  }
  return sites;
}

function callEach(site) {
  for (const duration of seconds) am.end(site, am.start(site) - duration * 1000);
  am.end(site, -am.start(site));
}

/** prom-client's counter and histogram with the same labels and values. */
function ownMetrics() {
  const registers = [new Registry()];
  const calls = new Counter({ name: "function_calls_total", help: "calls", labelNames: counterLabels, registers });
  const durations = new Histogram({
    name: "function_calls_duration_seconds",
    help: "durations",
    labelNames: histogramLabels,
    buckets,
    registers,
  });
  for (const { labels } of sites) {
    const base = { ...labels, service_name: "ts-autometrics-bench", objective_name: "api" };
    const counted = { ...base, caller_function: "", caller_module: "", objective_percentile: "99.9" };
    calls.inc({ ...counted, result: "ok" }, seconds.length);
    calls.inc({ ...counted, result: "error" }, 1);
    const timed = { ...base, objective_percentile: "99", objective_latency_threshold: "0.25" };
    for (const duration of [...seconds, 0]) durations.observe(timed, duration);
  }
  return registers[0];
}

async function scrape(registry) {
  await registry.metrics();
}

/** Of the functions; a handful of others, as build_info, is not counted. */
async function seriesOf(registry) {
  const lines = (await registry.metrics()).split("\n");
  return lines.filter((line) => line.startsWith("function_calls_")).length;
}

async function heapUsed() {
  // Garbage may hang on what is still to be called back.
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    globalThis.gc();
  }
  return process.memoryUsage().heapUsed;
}
