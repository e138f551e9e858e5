import { get } from "../../prometheus/get.js";
import { PrometheusError } from "../../prometheus/prometheusError.js";
import { ExpositionError, type MetricFamily, parseExposition } from "../../slo/exposition.js";

/** An application whose metrics are scraped. */
export interface TargetAddress {
  readonly url: URL;
  /** For people: without what may be secret in it. */
  readonly name: string;
  /** What tells its series from those of others: `localhost:3000`, as in Prometheus, where the path is the usual one. */
  readonly instance: string;
}

/**
 * Reads the address of an application's metrics: `http://localhost:3000/metrics`, `localhost:3000`, `:3000`.
 *
 * @returns Undefined where it is none.
 */
export function parseTarget(text: string): TargetAddress | undefined {
  const full = /^:\d+/.test(text) ? `http://localhost${text}` : text.includes("://") ? text : `http://${text}`;
  if (!URL.canParse(full)) return undefined;
  const url = new URL(full);
  if (!/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return undefined;
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

export interface ScrapeLimits {
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  readonly bytes: number;
  readonly lines: number;
}

/** Why a scrape gave nothing: a sentence for whoever looks at the page. */
export class ScrapeError extends Error {
  override readonly name = "ScrapeError";
}

/**
 * Scrapes once, however slow, large or strange what answers is.
 *
 * @throws ScrapeError
 */
export async function scrape(
  { url, name }: TargetAddress,
  { timeout, bytes, lines }: ScrapeLimits,
): Promise<ReadonlyMap<string, MetricFamily>> {
  try {
    const accept = "text/plain;version=0.0.4,*/*;q=0.1";
    // An address was named, and is what is asked: whoever answers there is not to choose another.
    const request = { url, name, timeout, limit: bytes, headers: { accept }, redirect: "manual" } as const;
    const { status, contentType, text } = await get(request);
    if (status >= 300 && status < 400) {
      throw new ScrapeError(`${name} sends elsewhere (status ${status}); name the address that serves the metrics`);
    }
    if (status !== 200) throw new ScrapeError(`${name} answers with status ${status} instead of metrics`);
    if (/html|json/.test(contentType)) {
      throw new ScrapeError(
        `${name} serves ${contentType.split(";")[0]}, no metrics; name the address that serves them`,
      );
    }
    if (linesIn(text) > lines) throw new ScrapeError(`${name} serves more than ${lines.toLocaleString("en-US")} lines`);
    return parseExposition(text);
  } catch (error) {
    if (error instanceof PrometheusError) throw new ScrapeError(error.message);
    if (error instanceof ExpositionError)
      throw new ScrapeError(`${name} serves no metrics in Prometheus' text format: ${error.message}`);
    throw error;
  }
}

function linesIn(text: string): number {
  let count = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
