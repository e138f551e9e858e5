/** Reads from applications' own `/metrics` how their objectives are doing. */
import { ExpositionError, parseExposition, type Sample } from "../slo/exposition.js";
import { objectiveCalls, objectiveTarget } from "../slo/source.js";
import { type ObjectiveStatus, statusOf } from "../slo/status.js";
import { nameOf, parseAddress } from "./address.js";
import { get, type Limits } from "./get.js";
import { identityOf, keyOf } from "./identity.js";
import { PrometheusError } from "./prometheusError.js";
import { latestTargets } from "./targets.js";

/** What stands for the window that an error budget is for: an application knows only its own life. */
export const lifetime = "lifetime";

/**
 * Every objective of the applications, each over the whole life of its process, several instances of a service
 * together.
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
  const targets = latestTargets(
    scrapes.flatMap(({ targets }) => targets),
    [...urls.values()].map(nameOf).join(", "),
  );
  const counts = new Map<string, { ok: number; error: number }>();
  for (const { labels, value } of scrapes.flatMap(({ calls }) => calls)) {
    const key = keyOf(identityOf(labels));
    const count = counts.get(key) ?? { ok: 0, error: 0 };
    count[labels.result === "error" ? "error" : "ok"] += value;
    counts.set(key, count);
  }
  return [...targets].map(([key, target]) => {
    const { ok, error } = counts.get(key) ?? { ok: 0, error: 0 };
    return statusOf(target, { total: { [lifetime]: ok + error }, errors: { [lifetime]: error } }, lifetime, []);
  });
}

/** @throws PrometheusError */
function metricsAddress(text: string): URL {
  const url = parseAddress(text);
  if (url.pathname === "/") url.pathname = "/metrics";
  return url;
}

async function scrape(url: URL, limits: Limits): Promise<{ targets: readonly Sample[]; calls: readonly Sample[] }> {
  const name = nameOf(url);
  const { status, text } = await get({ url, name, headers: { accept: "text/plain;version=0.0.4" }, ...limits });
  if (status !== 200) throw new PrometheusError(`${name} answers with status ${status} and no metrics`);
  const families = parsed(text, name);
  const calls = families.get(objectiveCalls)?.samples ?? [];
  const lie = calls.find(({ value }) => !(value >= 0 && Number.isFinite(value)));
  if (lie !== undefined)
    throw new PrometheusError(`${name} has counted ${lie.value} calls, which is no number of calls`);
  return { targets: families.get(objectiveTarget)?.samples ?? [], calls };
}

function parsed(text: string, name: string): ReturnType<typeof parseExposition> {
  try {
    return parseExposition(text);
  } catch (error) {
    if (!(error instanceof ExpositionError)) throw error;
    throw new PrometheusError(`${name} does not answer with metrics in Prometheus' text format: ${error.message}`);
  }
}
