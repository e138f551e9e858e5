/** How objectives are doing by what applications themselves expose. */
import { objectiveCalls, objectiveTarget } from "../slo/source.js";
import { type ObjectiveStatus, statusOf } from "../slo/status.js";
import { identityOf, keyOf } from "./identity.js";
import { PrometheusError } from "./prometheusError.js";
import type { Families } from "./scrape.js";
import { latestTargets } from "./targets.js";

/** What stands for the window that an error budget is for: a process knows only its own life. */
const lifetime = "lifetime";

/**
 * Each objective over the whole life of its processes, several instances of a service together.
 *
 * @param scrapes One of each process.
 * @param server What sentences call them.
 * @throws PrometheusError
 */
export function exposedObjectives(scrapes: readonly Families[], server: string): readonly ObjectiveStatus[] {
  const samples = (name: string) => scrapes.flatMap((families) => families.get(name)?.samples ?? []);
  const counts = new Map<string, { total: number; errors: number }>();
  for (const { labels, value } of samples(objectiveCalls)) {
    if (!(value >= 0 && Number.isFinite(value))) {
      throw new PrometheusError(`${server} has counted ${value} calls, which is no number of calls`);
    }
    const key = keyOf(identityOf(labels));
    const { total, errors } = counts.get(key) ?? { total: 0, errors: 0 };
    counts.set(key, { total: total + value, errors: errors + (labels.result === "error" ? value : 0) });
  }
  return [...latestTargets(samples(objectiveTarget), server)].map(([key, target]) => {
    const { total, errors } = counts.get(key) ?? { total: 0, errors: 0 };
    return statusOf(target, { total: { [lifetime]: total }, errors: { [lifetime]: errors } }, lifetime, []);
  });
}
