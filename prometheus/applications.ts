import { ExpositionError, parseExposition } from "../slo/exposition.js";
import type { ObjectiveStatus } from "../slo/status.js";
import { nameOf, parseAddress } from "./address.js";
import { exposedObjectives, type Families } from "./exposed.js";
import { get, type Limits } from "./get.js";
import { PrometheusError } from "./prometheusError.js";

/**
 * Reads how objectives are doing from applications' own metrics.
 *
 * @param addresses Without a path, `/metrics` is asked for.
 * @throws PrometheusError
 */
export async function readApplications(
  addresses: readonly string[],
  limits: Limits,
): Promise<readonly ObjectiveStatus[]> {
  const urls = new Map(addresses.map(metricsAddress).map((url) => [url.href, url]));
  const scrapes = await Promise.all([...urls.values()].map((url) => scrape(url, limits)));
  return exposedObjectives(scrapes, [...urls.values()].map(nameOf).join(", "));
}

/** @throws PrometheusError */
function metricsAddress(text: string): URL {
  const url = parseAddress(text);
  if (url.pathname === "/") url.pathname = "/metrics";
  return url;
}

async function scrape(url: URL, limits: Limits): Promise<Families> {
  const name = nameOf(url);
  const { status, text } = await get({ url, name, headers: { accept: "text/plain;version=0.0.4" }, ...limits });
  if (status !== 200) throw new PrometheusError(`${name} answers with status ${status} and no metrics`);
  try {
    return parseExposition(text);
  } catch (error) {
    if (!(error instanceof ExpositionError)) throw error;
    throw new PrometheusError(`${name} does not answer with metrics in Prometheus' text format: ${error.message}`);
  }
}
