/** A server that answers the queries of objectives as Prometheus would that has these series. */
import { serve, vector } from "./server.js";

export interface FakeContent {
  /** Of the targets that are scraped now. */
  readonly targets?: readonly Labelled[];
  /** Of those that were scraped today. */
  readonly gone?: readonly Labelled[];
  readonly recorded?: readonly Labelled[];
  /** Of the counters' increase, whatever the window, or by window. */
  readonly increases?: (window: string) => readonly Labelled[];
}

type Labelled = readonly [labels: Record<string, string>, value: string];

export interface FakePrometheus {
  readonly url: string;
  readonly queries: readonly string[];
  /** The moments that were asked about; null for now. */
  readonly times: readonly (string | null)[];
}

export async function fakePrometheus(content: FakeContent): Promise<FakePrometheus> {
  const queries: string[] = [];
  const times: (string | null)[] = [];
  const { targets = [], gone = [], recorded = [], increases = () => [] } = content;
  const url = await serve((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    const query = searchParams.get("query") ?? "";
    queries.push(query);
    times.push(searchParams.get("time"));
    response.setHeader("content-type", "application/json").end(vector(...answer(query)));
  });
  return { url, queries, times };

  function answer(query: string): readonly Labelled[] {
    const [, window = ""] = /\[(\w+)\]/.exec(query) ?? [];
    if (query.includes("autometrics_objective_target_ratio")) return window === "1d" ? [...gone, ...targets] : targets;
    if (query.includes("__name__")) return recorded;
    if (query.includes("increase(autometrics_objective_calls_total")) return increases(window);
    throw new Error(`an unexpected query: ${query}`);
  }
}

/** The labels of an SLI's series. */
export function about(objective: string, sli = "success_rate", service = "shop"): Record<string, string> {
  return { service_name: service, objective_name: objective, sli };
}

/** The series that the rules record of an SLI that had the same calls in every window. */
export function recordedOf(labels: Record<string, string>, target: number, total: number, errors: number): Labelled[] {
  const windows = ["30m", "1h", "2h", "6h", "1d", "3d", "30d"];
  const series: readonly (readonly [name: string, value: number])[] = [
    ["slo:objective:ratio", target],
    ["slo:sli_total:rate5m", total / 300],
    ["slo:sli_error:rate5m", errors / 300],
    ...windows.flatMap((window) => [
      [`slo:sli_total:increase${window}`, total] as const,
      [`slo:sli_error:increase${window}`, errors] as const,
    ]),
  ];
  return series.map(([__name__, value]) => [{ __name__, ...labels }, String(value)]);
}
