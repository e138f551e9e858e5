import { formatDuration } from "../../slo/duration.js";
import type { BurnRate, Chart, Member, ObjectiveDetail, ObjectiveSummary, TierStanding } from "../api.js";
import type { Vector } from "../query/vector.js";
import type { Source } from "../sources/source.js";
import { chartOf } from "./chart.js";
import { deploysIn } from "./deploys.js";
import {
  budgetLeftSince,
  burnRateOf,
  eventRates,
  eventsIn,
  functionLabels,
  memberEvents,
  type ObjectiveKey,
  ratioOf,
} from "./objectiveFigures.js";
import { type ObjectiveReading, readObjectives, shownWindows } from "./objectives.js";
import { chartTimes, type Span } from "./times.js";

const points = 240;

/** Undefined where there is no such objective. */
export async function readObjective(
  source: Source,
  key: ObjectiveKey,
  span: Span,
  now: number,
): Promise<ObjectiveDetail | undefined> {
  const readings = await readObjectives(source, now);
  const reading = readings.find(
    ({ summary }) => summary.service === key.service && summary.objective === key.objective && summary.sli === key.sli,
  );
  if (reading === undefined) return undefined;
  const { summary, rules, budget } = reading;
  const times = await chartTimes(source, span, points, now);
  const rates = eventRates(key, times.window);
  const windows = rules.windows.filter(({ name }) => shownWindows.includes(name));
  const [burnDown, burnRates, ratio, rate, members, deploys] = await Promise.all([
    readBurnDown(source, key, reading, now),
    chartOf(
      source,
      "burn rate",
      times,
      windows.map((window) => ({
        name: window.name,
        query: burnRateOf(eventsIn(window, rules.isRecorded, key), budget),
      })),
    ),
    chartOf(source, "ratio", times, [{ name: "met the objective", query: ratioOf(rates) }]),
    chartOf(source, "calls/s", times, [
      { name: "calls", query: rates.calls },
      { name: "errors", query: rates.errors },
    ]),
    readMembers(source, summary, span),
    deploysIn(source, times, key.service),
  ]);
  return { summary, tiers: tierStandings(reading), burnDown, burnRates, ratio, rate, members, deploys };
}

async function readBurnDown(
  source: Source,
  key: ObjectiveKey,
  { summary, budget, rules }: ObjectiveReading,
  now: number,
): Promise<Chart> {
  const times = await chartTimes(source, { from: now - summary.period, to: now }, points, now, 2);
  const step = times.step * 1000;
  const query = budgetLeftSince(key, {
    // No more digits than people read: it stands in the query.
    allowed: Number((summary.calls * budget).toPrecision(9)),
    since: times.from * 1000 - step,
    range: (times.to - times.from) * 1000 + step,
    step,
    window: step + times.resolution * 1000,
    isRecorded: rules.isRecorded,
  });
  return chartOf(source, "ratio", times, summary.calls > 0 ? [{ name: "budget left", query }] : []);
}

function tierStandings({ rules, status: { burnRates, tiersOn } }: ObjectiveReading): TierStanding[] {
  const rateIn = (length: number): BurnRate => {
    const window = formatDuration(length);
    return { window, value: burnRates[window] ?? null };
  };
  return rules.tiers.map((tier) => ({
    tier: tier.name,
    severity: tier.severity,
    long: rateIn(tier.long),
    short: rateIn(tier.short),
    factor: tier.factor,
    isOn: tiersOn.includes(tier.name),
  }));
}

async function readMembers(source: Source, summary: ObjectiveSummary, { from, to }: Span): Promise<Member[]> {
  const { calls, errors } = memberEvents(summary, summary.threshold, Math.round((to - from) * 1000));
  const [all, failed] = await Promise.all([source.instant(calls, to), source.instant(errors, to)]);
  const errorsOf = new Map(failed.map(({ labels, value }) => [idOf(labels), value]));
  const sum = failed.reduce((sum, { value }) => sum + value, 0);
  return all
    .map(({ labels, value }) => {
      const errors = errorsOf.get(idOf(labels)) ?? 0;
      return {
        service: labels.service_name ?? "",
        function: labels.function ?? "",
        module: labels.module ?? "",
        calls: value,
        errors,
        shareOfErrors: sum > 0 ? errors / sum : null,
      };
    })
    .sort((a, b) => b.errors - a.errors || b.calls - a.calls || (a.function < b.function ? -1 : 1));
}

function idOf(labels: Vector[number]["labels"]): string {
  return functionLabels.map((name) => labels[name] ?? "").join("\0");
}
