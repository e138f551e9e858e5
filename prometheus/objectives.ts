/** Reads from a Prometheus how objectives are doing. */
import { formatDuration } from "../slo/duration.js";
import { having, selectorOf } from "../slo/promql.js";
import { objectiveCalls } from "../slo/source.js";
import { type Counts, goneStatus, type ObjectiveStatus, statusOf } from "../slo/status.js";
import { tiersOf } from "../slo/tiers.js";
import { ratioWindows } from "../slo/window.js";
import type { PrometheusClient } from "./client.js";
import { identityOf, keyOf } from "./identity.js";
import { readRecordings, recordedSeries } from "./recordings.js";
import { latestTargets, targetsWithin } from "./targets.js";

export interface ObjectiveFilter {
  readonly service?: string | undefined;
  readonly objective?: string | undefined;
}

/** An objective's status, and where it is from. */
export interface ReadObjective extends ObjectiveStatus {
  /** The rules' series, or the services' own counters, which is slower. */
  readonly source: "recorded" | "counters";
  /** The window that the error budget is for: `30d`. */
  readonly period: string;
}

/**
 * Every objective that was scraped within a day: what the rules record of it or, where they do not, what its counters
 * say. When it is not scraped any more, its state is "no data".
 *
 * @param period For objectives that no rules record, in milliseconds.
 * @throws PrometheusError
 * @throws RefusedPeriod
 */
export async function readObjectives(
  client: PrometheusClient,
  filter: ObjectiveFilter,
  period: number,
): Promise<readonly ReadObjective[]> {
  const tiers = tiersOf(period);
  const name = formatDuration(period);
  const selector = selectorOf({
    ...(filter.service !== undefined && { service_name: filter.service }),
    ...(filter.objective !== undefined && { objective_name: filter.objective }),
  });
  const known = await client.query(targetsWithin("1d", selector));
  // The same moment for all, as counts of different ones do not fit together; and by the server's clock, not by ours.
  const now = known[0]?.time;
  const ask = (expr: string) => client.query(expr, now);
  const [scraped, samples] = await Promise.all([ask(targetsWithin("5m", selector)), ask(recordedSeries(selector))]);
  const current = latestTargets(scraped, client.name);
  const targets = new Map([...latestTargets(known, client.name), ...current]);
  const recorded = readRecordings(samples, targets, period, client.name);

  const isUnrecorded = [...current.keys()].some((key) => !recorded.has(key));
  const counts = isUnrecorded ? await readCounters(ask, selector, period) : undefined;
  const rest = [...targets].filter(([key]) => !recorded.has(key));
  return [
    ...recorded.values(),
    ...rest.map(([key, target]): ReadObjective => {
      const status = current.has(key)
        ? statusOf(target, counts?.get(key) ?? { total: {}, errors: {} }, name, tiers)
        : goneStatus(target);
      return { ...status, source: "counters", period: name };
    }),
  ];
}

type Ask = (expr: string) => ReturnType<PrometheusClient["query"]>;

/** Over every window that a state depends on. */
async function readCounters(ask: Ask, selector: string, period: number): Promise<ReadonlyMap<string, Counts>> {
  const counts = new Map<string, { total: Record<string, number>; errors: Record<string, number> }>();
  const windows = ratioWindows(tiersOf(period), period, 1);
  const results = await Promise.all(
    windows.map(async (window) => ({ window, samples: await ask(increaseOf(selector, window.range)) })),
  );
  for (const { window, samples } of results) {
    for (const { labels, value } of samples) {
      const key = keyOf(identityOf(labels));
      const { total, errors } = counts.get(key) ?? { total: {}, errors: {} };
      total[window.name] = (total[window.name] ?? 0) + value;
      if (labels.result === "error") errors[window.name] = value;
      counts.set(key, { total, errors });
    }
  }
  return counts;
}

function increaseOf(selector: string, range: string): string {
  const calls = `${objectiveCalls}${having(selector, 'sli!=""')}`;
  return `sum by (service_name, objective_name, sli, result) (increase(${calls}[${range}]))`;
}
