import type { Deploy } from "../api.js";
import { metrics } from "../metrics.js";
import { groupBy, latest, select } from "../query/query.js";
import type { TimeRange } from "../query/vector.js";
import type { Source } from "../sources/source.js";

/**
 * When a version came to a service: at the first time it is there, and was not when the service was seen before. A
 * restart is none, and going back to an earlier version is one. What was there from the beginning came before.
 */
export async function deploysIn(source: Source, range: TimeRange, service?: string): Promise<Deploy[]> {
  const builds = select(metrics.build, {
    autometrics_version: { operator: "!=", value: "" },
    ...(service !== undefined && { service_name: service }),
  });
  const { times, series } = await source.range(groupBy(["service_name", "version", "commit"], latest(builds)), range);
  const running = new Map<string, ReadonlySet<number>>();
  const deploys: Deploy[] = [];
  for (const [i, time] of times.entries()) {
    for (const service of new Set(series.map(({ labels }) => labels.service_name ?? ""))) {
      const present = [...series.keys()].filter(
        (n) => (series[n]?.labels.service_name ?? "") === service && series[n]?.values[i] !== null,
      );
      if (present.length === 0) continue;
      const before = running.get(service);
      running.set(service, new Set(present));
      for (const n of before === undefined ? [] : present.filter((n) => !before.has(n))) {
        const { version = "", commit = "" } = series[n]?.labels ?? {};
        deploys.push({ time, service, version, commit });
      }
    }
  }
  return deploys;
}
