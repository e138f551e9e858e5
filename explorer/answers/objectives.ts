import { errorBudget, ratioToPercent } from "../../slo/budget.js";
import { day } from "../../slo/duration.js";
import { standingOf } from "../../slo/standing.js";
import { type ByWindow, stateOf, states } from "../../slo/state.js";
import type { ObjectiveList, ObjectiveSummary } from "../api.js";
import { metrics } from "../metrics.js";
import { lastOver, select } from "../query/query.js";
import type { Vector } from "../query/vector.js";
import type { LabelledAlert, Source } from "../sources/source.js";
import { eventsIn, identity, type ObjectiveKey, targets, targetsFrom, wantedOf } from "./objectiveFigures.js";
import { type Rules, readRules } from "./rules.js";

export async function readObjectiveList(source: Source, now: number): Promise<ObjectiveList> {
  const readings = await readObjectives(source, now);
  return { objectives: readings.map(({ summary }) => summary).sort(worstFirst) };
}

/** An objective's SLI with what its summary is made from. */
export interface ObjectiveReading {
  readonly summary: ObjectiveSummary;
  readonly rules: Rules;
  /** The share of calls that may be errors. */
  readonly budget: number;
  /** By window, as windows are named. */
  readonly burnRates: ByWindow;
  readonly errors: ByWindow;
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
    const calls = Object.fromEntries(events.map(({ name, calls }) => [name, calls.get(id)]));
    const errors = Object.fromEntries(events.map(({ name, errors }) => [name, errors.get(id)]));
    return reading(target, rules, period, calls, errors, alertsOf(target, alerts));
  });
}

interface Target extends ObjectiveKey {
  readonly target: number;
  readonly threshold: number | null;
}

function reading(
  key: Target,
  rules: Rules,
  period: number,
  calls: ByWindow,
  errors: ByWindow,
  alerts: ObjectiveSummary["alerts"],
): ObjectiveReading {
  const percent = ratioToPercent(key.target);
  const budget = errorBudget(percent);
  const standingIn = (window: string) => {
    const all = calls[window] ?? 0;
    const failed = errors[window] ?? 0;
    return standingOf({ ok: all - failed, error: failed }, percent);
  };
  const burnRates = Object.fromEntries(Object.keys(calls).map((name) => [name, standingIn(name)?.burnRate]));
  const standing = standingIn(rules.period.name);
  const budgetLeft = standing?.budgetLeft;
  const state = stateOf({ tiers: rules.tiers, budget, burnRates, errors, budgetLeft });
  return {
    summary: {
      service: key.service,
      objective: key.objective,
      sli: key.sli,
      target: key.target,
      threshold: key.threshold,
      period,
      calls: standing?.calls ?? 0,
      errors: standing?.errors ?? 0,
      ratio: standing?.ratio ?? null,
      budgetLeft: budgetLeft ?? null,
      exhaustedIn: timeLeft(budgetLeft ?? 0, burnRates["1h"] ?? 0, period),
      burnRates: shownWindows.map((window) => ({ window, value: burnRates[window] ?? null })),
      state,
      alerts,
    },
    rules,
    budget,
    burnRates,
    errors,
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

function worstFirst(a: ObjectiveSummary, b: ObjectiveSummary): number {
  const byState = states.indexOf(a.state) - states.indexOf(b.state);
  return byState || (a.budgetLeft ?? 1) - (b.budgetLeft ?? 1) || (idOf(a) < idOf(b) ? -1 : 1);
}
