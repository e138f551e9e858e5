/** Asks Prometheus as Grafana does for a panel, an annotation or a variable. */
import type { QuerySample } from "../prometheus.js";

export interface Query {
  readonly expr: string;
  /** At the end of the time shown, and not all along it. */
  readonly instant: boolean;
}

export interface SeriesSample extends QuerySample {
  /** All of the time shown; `value` is the last. */
  readonly values: readonly number[];
}

/** What Grafana puts in the place of its own variables, where every second is scraped. */
export const ownVariables = { __interval: "1s", __rate_interval: "4s", __range: "60s" };

export async function ask(prometheus: string, { expr, instant }: Query): Promise<SeriesSample[]> {
  const now = Date.now() / 1000;
  const time = instant
    ? { query: expr, time: String(now) }
    : { query: expr, start: String(now - 600), end: String(now), step: "1" };
  const found = await get(prometheus, instant ? "query" : "query_range", time);
  return (found as QueryData).result.map(({ metric, value, values = value === undefined ? [] : [value] }) => {
    const numbers = values.map(([, text]) => Number(text));
    return { labels: metric, values: numbers, value: numbers.at(-1) ?? Number.NaN };
  });
}

/** The values that a variable offers for `label_values(selector, label)`. */
export async function offered(prometheus: string, query: string): Promise<string[]> {
  const [, selector = "", label = ""] = /^label_values\((.+), (\w+)\)$/.exec(query) ?? [];
  return (await get(prometheus, `label/${label}/values`, { "match[]": selector })) as string[];
}

export async function firingAlerts(prometheus: string): Promise<readonly Alert[]> {
  const { alerts } = (await get(prometheus, "alerts", {})) as { alerts: readonly Alert[] };
  return alerts;
}

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

async function get(prometheus: string, path: string, parameters: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${prometheus}/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const { status, data, error } = (await response.json()) as { status: string; data: unknown; error?: string };
  if (status !== "success") throw new Error(`${error}: ${JSON.stringify(parameters)}`);
  return data;
}

type Point = readonly [number, string];

interface QueryData {
  readonly result: readonly {
    readonly metric: Record<string, string>;
    readonly value?: Point;
    readonly values?: readonly Point[];
  }[];
}
