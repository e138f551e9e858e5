/** What the rules of `autometrics rules` have recorded. */
import { formatDuration, parseDuration } from "../slo/duration.js";
import { having, quoted } from "../slo/promql.js";
import { series } from "../slo/series.js";
import { type ObjectiveTarget, statusOf } from "../slo/status.js";
import { RefusedPeriod, type Tier, tiersOf } from "../slo/tiers.js";
import type { Labels, VectorSample } from "./answer.js";
import { identityOf, keyOf } from "./identity.js";
import type { ReadObjective } from "./objectives.js";
import { targetOf } from "./targets.js";

/** The query for the series that a status needs. */
export function recordedSeries(selector: string): string {
  const names = [series.objective, series.totalRate, series.errorRate];
  const windows = [series.totalIncrease, series.errorIncrease].map((name) => name("[0-9].*"));
  return having(having(selector, 'sli!=""'), `__name__=~${quoted([...names, ...windows].join("|"))}`);
}

interface Recording {
  readonly labels: Labels;
  ratio: number | undefined;
  readonly total: Record<string, number>;
  readonly errors: Record<string, number>;
}

/**
 * By SLI, of those that are recorded now.
 *
 * @param targets What the services say: they know the latency's threshold.
 * @param usual The period where it cannot be told from the recorded windows, in milliseconds.
 * @throws PrometheusError
 */
export function readRecordings(
  samples: readonly VectorSample[],
  targets: ReadonlyMap<string, ObjectiveTarget>,
  usual: number,
  server: string,
): ReadonlyMap<string, ReadObjective> {
  const recordings = new Map<string, Recording>();
  for (const { labels, value } of samples) {
    const key = keyOf(identityOf(labels));
    const recording = recordings.get(key) ?? { labels, ratio: undefined, total: {}, errors: {} };
    put(recording, labels.__name__ ?? "", value);
    recordings.set(key, recording);
  }
  return new Map(
    [...recordings].flatMap(([key, { labels, ratio, total, errors }]) => {
      // Without a target now, it is of the past.
      if (ratio === undefined) return [];
      const threshold = targets.get(key)?.threshold;
      const target = { ...targetOf(labels, ratio, server), threshold };
      const { period, tiers } = periodOf(Object.keys(total), usual);
      return [[key, { ...statusOf(target, { total, errors }, period, tiers), source: "recorded", period }]];
    }),
  );
}

function put(recording: Recording, name: string, value: number): void {
  if (name === series.objective) recording.ratio = value;
  else if (name === series.totalRate) recording.total["5m"] = value;
  else if (name === series.errorRate) recording.errors["5m"] = value;
  else {
    const [, kind, window = ""] = /^slo:sli_(total|error):increase(.+)$/.exec(name) ?? [];
    if (kind === "total") recording.total[window] = value;
    if (kind === "error") recording.errors[window] = value;
  }
}

/** The longest window is the period's. Names keep their lengths also where a test scales the windows. */
function periodOf(windows: readonly string[], usual: number): { period: string; tiers: readonly Tier[] } {
  const longest = Math.max(...windows.map((window) => parseDuration(window) ?? 0), 0);
  try {
    return { period: formatDuration(longest), tiers: tiersOf(longest) };
  } catch (error) {
    // So far only windows of some hours are recorded, or none.
    if (!(error instanceof RefusedPeriod)) throw error;
    return { period: formatDuration(usual), tiers: tiersOf(usual) };
  }
}
