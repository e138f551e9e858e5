import type { ObjectiveStatus } from "../slo/status.js";
import { exposedObjectives } from "./exposed.js";
import { metricsAddress, type ScrapeLimits, scrape } from "./scrape.js";

/**
 * Reads how objectives are doing from applications' own metrics.
 *
 * @param addresses Without a path, `/metrics` is asked for.
 * @throws PrometheusError
 */
export async function readApplications(
  addresses: readonly string[],
  limits: ScrapeLimits,
): Promise<readonly ObjectiveStatus[]> {
  const applications = new Map(addresses.map(metricsAddress).map((one) => [one.instance, one]));
  const scrapes = await Promise.all([...applications.values()].map((one) => scrape(one, limits)));
  return exposedObjectives(scrapes, [...applications.values()].map(({ name }) => name).join(", "));
}
