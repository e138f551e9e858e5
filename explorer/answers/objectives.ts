import { errorBudget, ratioToPercent } from "../../slo/budget.js";
import { day } from "../../slo/duration.js";
import type { ByWindow } from "../../slo/state.js";
import { type Counts, type ObjectiveStatus, statusOf, worstFirst } from "../../slo/status.js";
import type { ObjectiveList, ObjectiveSummary } from "../api.js";
import { metrics } from "../metrics.js";
import { lastOver, select } from "../query/query.js";
import type { Vector } from "../query/vector.js";
import type { LabelledAlert, Source } from "../sources/source.js";
import { eventsIn, identity, type ObjectiveKey, targets, targetsFrom, wantedOf } from "./objectiveFigures.js";
import { type Rules, readRules } from "./rules.js";

export async function readObjectiveList(source: Source, now: number): Promise<ObjectiveList> {
  const readings = await readObjectives(source, now);
  const sorted = readings.toSorted((a, b) => worstFirst(a.status, b.status));
  return { objectives: sorted.map(({ summary }) => summary) };
}

/** An objective's SLI with what its summary is made from. */
export interface ObjectiveReading {
  readonly summary: ObjectiveSummary;
  readonly rules: Rules;
  /** The share of calls that may be errors. */
  readonly budget: number;
  readonly status: ObjectiveStatus;
}

/** The windows that are looked at first. */
export const shownWindows = ["5m", "1h", "6h"];

/** Every objective there is, or was within a day. */
export async function readObjectives(source: Source, now: number): Promise<readonly ObjectiveReading[]> {
  const [rules, current, known, since, alerts] = await Promise.all([
    readRules(source, now),
    source.instant(targets, now),
    source.instant(targetsFrom(lastOver(select(metrics.objectiveTarget), day)), now),
    source.dataSince(now),
    source.alerts(now),
  ]);
  const events = await Promise.all(
    rules.windows.map(async (window) => {
      const { calls, errors } = eventsIn(window, rules.isRecorded);
      const [all, failed] = await Promise.all([source.instant(calls, now), source.instant(errors, now)]);
      return { name: window.name, calls: byObjective(all), errors: byObjective(failed) };
    }),
  );
  const period = Math.min(rules.period.length / 1000, now - (since ?? now));
  return targetsOf(current, known).map((target) => {
    const id = idOf(target);
    const byWindow = (of: "calls" | "errors"): ByWindow =>
      Object.fromEntries(events.map((event) => [event.name, event[of].get(id)]));
    const counts = { total: byWindow("calls"), errors: byWindow("errors") };
    return reading(target, rules, period, counts, alertsOf(target, alerts));
  });
}

interface Target extends ObjectiveKey {
  readonly target: number;
  readonly threshold: number | null;
}

function reading(
  { target, threshold, ...key }: Target,
  rules: Rules,
  period: number,
  counts: Counts,
  alerts: ObjectiveSummary["alerts"],
): ObjectiveReading {
  const targetPercent = ratioToPercent(target);
  const goal = { ...key, targetPercent, threshold: threshold ?? undefined };
  const status = statusOf(goal, counts, rules.period.name, rules.tiers);
  const { standing, burnRates, state } = status;
  return {
    summary: {
      ...key,
      target,
      threshold,
      period,
      calls: standing?.calls ?? 0,
      errors: standing?.errors ?? 0,
      ratio: standing?.ratio ?? null,
      budgetLeft: standing?.budgetLeft ?? null,
      exhaustedIn: timeLeft(standing?.budgetLeft ?? 0, burnRates["1h"] ?? 0, period),
      burnRates: shownWindows.map((window) => ({ window, value: burnRates[window] ?? null })),
      state,
      alerts,
    },
    rules,
    budget: errorBudget(targetPercent),
    status,
  };
}

function timeLeft(budgetLeft: number, burnRate: number, period: number): number | null {
  return budgetLeft > 0 && burnRate > 0 ? (budgetLeft * period) / burnRate : null;
}

/** While instances with two targets run, the stricter counts. What is gone has those that it had. */
function targetsOf(current: Vector, known: Vector): readonly Target[] {
  const found = new Map<string, Target>();
  for (const { labels, value } of [...current, ...known.filter((element) => !isAmong(element, current))]) {
    const { service_name: service = "", objective_name: objective = "", sli } = labels;
    if ((sli !== "success_rate" && sli !== "latency") || !(value > 0 && value < 1)) continue;
    const threshold = sli === "latency" ? Number(labels.objective_latency_threshold) : null;
    const key: ObjectiveKey = { service, objective, sli };
    const other = found.get(idOf(key));
    found.set(idOf(key), {
      ...key,
      target: Math.max(value, other?.target ?? 0),
      threshold: threshold === null ? null : Math.min(threshold, other?.threshold ?? threshold),
    });
  }
  return [...found.values()];
}

function isAmong({ labels }: Vector[number], others: Vector): boolean {
  return others.some((other) => identity.every((name) => other.labels[name] === labels[name]));
}

function byObjective(vector: Vector): ReadonlyMap<string, number> {
  return new Map(vector.map(({ labels, value }) => [identity.map((name) => labels[name] ?? "").join("\0"), value]));
}

function idOf({ service, objective, sli }: ObjectiveKey): string {
  return [service, objective, sli].join("\0");
}

function alertsOf(key: ObjectiveKey, alerts: readonly LabelledAlert[]): ObjectiveSummary["alerts"] {
  const own = Object.entries(wantedOf(key));
  return alerts
    .filter(({ labels }) => own.every(([name, value]) => labels[name] === value))
    .map(({ name, severity, since }) => ({ name, severity, since }));
}
