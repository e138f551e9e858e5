import type { FunctionDetail, FunctionKey, Neighbour } from "../api.js";
import type { Labels } from "../query/vector.js";
import type { Source } from "../sources/source.js";
import { chartOf, shown } from "./chart.js";
import { deploysIn } from "./deploys.js";
import { calleesOf, callersOf, functionFigures, knownFunctions, type Traffic } from "./functionFigures.js";
import { readSummaries } from "./functions.js";
import { chartTimes, type Span } from "./times.js";

const points = 240;

/** Where functions are in the source, where the project is known. */
export type Places = (key: FunctionKey) => FunctionDetail["source"];

/** Undefined where there is no such function in that time. */
export async function readFunction(
  source: Source,
  key: FunctionKey,
  span: Span,
  now: number,
  placeOf: Places,
): Promise<FunctionDetail | undefined> {
  const range = Math.round((span.to - span.from) * 1000);
  const [summary] = await readSummaries(source, span, key);
  if (summary === undefined) return undefined;
  const times = await chartTimes(source, span, points, now);
  const figures = functionFigures(times.window, key);
  const [rate, errors, latency, inFlight, callers, callees, deploys, known] = await Promise.all([
    chartOf(source, "calls/s", times, [{ name: "calls", query: figures.rate }]),
    chartOf(source, "ratio", times, [{ name: "errors", query: figures.errorRatio }]),
    chartOf(source, "seconds", times, [
      { name: "p50", query: figures.p50 },
      { name: "p95", query: figures.p95 },
      { name: "p99", query: figures.p99 },
    ]),
    chartOf(source, "calls", times, [{ name: "in flight", query: figures.inFlight }]),
    readNeighbours(source, callersOf(key, range), span.to, ["caller_function", "caller_module"]),
    readNeighbours(source, calleesOf(key, range), span.to, ["function", "module"]),
    deploysIn(source, times, key.service),
    source.instant(knownFunctions(range, key), span.to),
  ]);
  const thresholds = new Set(known.map(({ labels }) => Number(labels.objective_latency_threshold ?? "")));
  return {
    summary,
    rate,
    errors,
    latency,
    thresholds: [...thresholds].filter((threshold) => threshold > 0).sort((a, b) => a - b),
    inFlight: inFlight.lines.some(({ values }) => values.some((value) => value !== null)) ? inFlight : null,
    callers,
    callees,
    source: placeOf(key),
    deploys,
  };
}

async function readNeighbours(
  source: Source,
  { rate, errorRatio }: Traffic,
  time: number,
  [name, module]: readonly [function_: string, module: string],
): Promise<Neighbour[]> {
  const [rates, ratios] = await Promise.all([source.instant(rate, time), source.instant(errorRatio, time)]);
  const idOf = (labels: Labels) => `${labels[name]}\0${labels[module]}`;
  const ratioOf = new Map(ratios.map(({ labels, value }) => [idOf(labels), value]));
  return rates
    .map(({ labels, value }) => ({
      function: labels[name] ?? "",
      module: labels[module] ?? "",
      rate: shown(value),
      errorRatio: shown(ratioOf.get(idOf(labels))),
    }))
    .sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0) || (a.function < b.function ? -1 : 1));
}
