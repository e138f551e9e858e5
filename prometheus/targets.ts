import { ratioToPercent } from "../slo/budget.js";
import { having } from "../slo/promql.js";
import { objectiveTarget } from "../slo/source.js";
import type { ObjectiveTarget } from "../slo/status.js";
import type { Labels } from "./answer.js";
import { identityOf, keyOf } from "./identity.js";
import { PrometheusError } from "./prometheusError.js";

/** The query for the targets that were scraped within a range. */
export function targetsWithin(range: string, selector: string): string {
  const series = `${objectiveTarget}${having(selector, 'sli!=""')}`;
  return `max by (service_name, objective_name, sli, objective_latency_threshold) (last_over_time(${series}[${range}]))`;
}

/**
 * By SLI. Where instances have two targets, as while a new one is rolled out, the stricter counts.
 *
 * @throws PrometheusError
 */
export function latestTargets(
  samples: readonly { readonly labels: Labels; readonly value: number }[],
  server: string,
): ReadonlyMap<string, ObjectiveTarget> {
  const targets = new Map<string, ObjectiveTarget>();
  for (const { labels, value } of samples) {
    const target = targetOf(labels, value, server);
    const known = targets.get(keyOf(target));
    if (known === undefined || known.targetPercent < target.targetPercent) targets.set(keyOf(target), target);
  }
  return targets;
}

/** @throws PrometheusError */
export function targetOf(labels: Labels, ratio: number, server: string): ObjectiveTarget {
  const identity = identityOf(labels);
  if (!(ratio > 0 && ratio < 1)) {
    throw new PrometheusError(
      `${server} has a target of ${ratio} for objective '${identity.objective}' of '${identity.service}'; a target is over 0 and under 1`,
    );
  }
  const threshold = Number(labels.objective_latency_threshold || Number.NaN);
  return {
    ...identity,
    targetPercent: ratioToPercent(ratio),
    threshold: Number.isFinite(threshold) ? threshold : undefined,
  };
}
