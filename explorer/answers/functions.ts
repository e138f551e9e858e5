import type { FunctionKey, FunctionList, FunctionSummary } from "../api.js";
import type { Query } from "../query/query.js";
import type { Labels } from "../query/vector.js";
import type { Source } from "../sources/source.js";
import { shown } from "./chart.js";
import { deploysIn } from "./deploys.js";
import { functionFigures, knownFunctions } from "./functionFigures.js";
import { functionLabels } from "./objectiveFigures.js";
import { chartTimes, type Span } from "./times.js";

const sparklinePoints = 30;

export async function readFunctionList(source: Source, span: Span, now: number): Promise<FunctionList> {
  const times = await chartTimes(source, span, sparklinePoints, now);
  const [summaries, sparklines, deploys] = await Promise.all([
    readSummaries(source, span),
    source.range(functionFigures(times.window).rate, times),
    deploysIn(source, times),
  ]);
  const lines = new Map(sparklines.series.map(({ labels, values }) => [idOf(labels), values]));
  const empty = sparklines.times.map(() => null);
  return {
    functions: summaries.map((summary) => ({ ...summary, sparkline: (lines.get(keyId(summary)) ?? empty).map(shown) })),
    times: sparklines.times,
    deploys,
  };
}

export type Summary = Omit<FunctionSummary, "sparkline">;

/** Every function that was there in the time, or one of them. */
export async function readSummaries(source: Source, { from, to }: Span, key?: FunctionKey): Promise<Summary[]> {
  const range = Math.round((to - from) * 1000);
  const figures = functionFigures(range, key);
  const known = await source.instant(knownFunctions(range, key), to);
  const valuesOf = async (query: Query) => {
    const vector = await source.instant(query, to);
    // Of one function there is one value, without labels.
    return new Map(vector.map(({ labels, value }) => [key === undefined ? idOf(labels) : keyId(key), value]));
  };
  const [rate, errorRatio, p50, p95, p99, inFlight] = await Promise.all(
    [figures.rate, figures.errorRatio, figures.p50, figures.p95, figures.p99, figures.inFlight].map(valuesOf),
  );
  const summaries = new Map<string, Summary & { objectives: string[] }>();
  for (const { labels } of known) {
    const id = idOf(labels);
    const objective = labels.objective_name ?? "";
    const summary = summaries.get(id) ?? {
      service: labels.service_name ?? "",
      function: labels.function ?? "",
      module: labels.module ?? "",
      objectives: [],
      rate: shown(rate?.get(id)),
      errorRatio: shown(errorRatio?.get(id)),
      p50: shown(p50?.get(id)),
      p95: shown(p95?.get(id)),
      p99: shown(p99?.get(id)),
      inFlight: shown(inFlight?.get(id)),
    };
    if (objective !== "" && !summary.objectives.includes(objective)) summary.objectives.push(objective);
    summaries.set(id, summary);
  }
  return [...summaries.values()].sort((a, b) => (keyId(a) < keyId(b) ? -1 : 1));
}

function idOf(labels: Labels): string {
  return functionLabels.map((name) => labels[name] ?? "").join("\0");
}

function keyId(key: FunctionKey): string {
  return [key.service, key.function, key.module].join("\0");
}
