/** What an application serves at its `/metrics`. */
import { ExpositionError, type MetricFamily, parseExposition } from "../slo/exposition.js";
import { parseAddress } from "./address.js";
import { get, type Limits } from "./get.js";
import { PrometheusError } from "./prometheusError.js";

export type Families = ReadonlyMap<string, MetricFamily>;

export interface MetricsAddress {
  readonly url: URL;
  /** For people: without what may be secret in it. */
  readonly name: string;
  /** What tells its series from those of others: `localhost:3000`, as in Prometheus, where the path is the usual one. */
  readonly instance: string;
}

/**
 * Reads the address of an application's metrics: `http://localhost:3000/metrics`, `localhost:3000`, `:3000`.
 *
 * @throws PrometheusError
 */
export function metricsAddress(text: string): MetricsAddress {
  const url = parseAddress(text, { example: "http://localhost:3000/metrics, or :3000", instead: "leave them out" });
  if (url.pathname === "/") url.pathname = "/metrics";
  url.hash = "";
  const host = `${url.hostname}:${url.port || (url.protocol === "https:" ? 443 : 80)}`;
  const path = `${url.pathname}${url.search}`;
  return {
    url,
    name: `${url.origin}${url.pathname}${url.search === "" ? "" : "?…"}`,
    instance: path === "/metrics" ? host : `${host}${path}`,
  };
}

export interface ScrapeLimits extends Limits {
  /** Lines of text; as many as fit into the bytes where there is no limit. */
  readonly lines?: number;
}

/**
 * Scrapes once, however slow, large or strange what answers is.
 *
 * @throws PrometheusError
 */
export async function scrape({ url, name }: MetricsAddress, limits: ScrapeLimits): Promise<Families> {
  const { timeout, limit, lines = Number.POSITIVE_INFINITY } = limits;
  const headers = { accept: "text/plain;version=0.0.4,*/*;q=0.1" };
  // An address was named, and is what is asked: whoever answers there is not to choose another.
  const { status, contentType, text } = await get({ url, name, timeout, limit, headers, redirect: "manual" });
  if (status >= 300 && status < 400) {
    throw new PrometheusError(`${name} sends elsewhere (status ${status}); name the address that serves the metrics`);
  }
  if (status !== 200) throw new PrometheusError(`${name} answers with status ${status} instead of metrics`);
  if (/html|json/.test(contentType)) {
    const type = contentType.split(";")[0];
    throw new PrometheusError(`${name} serves ${type}, no metrics; name the address that serves them`);
  }
  if (linesIn(text) > lines) {
    throw new PrometheusError(`${name} serves more than ${lines.toLocaleString("en-US")} lines`);
  }
  try {
    return parseExposition(text);
  } catch (error) {
    if (!(error instanceof ExpositionError)) throw error;
    throw new PrometheusError(`${name} serves no metrics in Prometheus' text format: ${error.message}`);
  }
}

function linesIn(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
