/** What is asked about objectives. */
import { minute } from "../../slo/duration.js";
import type { Sli } from "../../slo/objective.js";
import { anyOf, boundTexts } from "../../slo/promql.js";
import { series } from "../../slo/series.js";
import type { Window } from "../../slo/window.js";
import { metrics } from "../metrics.js";
import {
  divide,
  increase,
  latest,
  maxBy,
  minus,
  notNegative,
  orZeroOf,
  type Query,
  rate,
  running,
  type Selector,
  select,
  share,
  sumBy,
  sumOver,
  times,
  type Wanted,
} from "../query/query.js";

export interface ObjectiveKey {
  readonly service: string;
  readonly objective: string;
  readonly sli: Sli;
}

/** Calls that count towards an objective, and those of them that did not meet it. */
export interface Events {
  readonly calls: Query;
  readonly errors: Query;
}

export const identity = ["service_name", "objective_name", "sli"];
export const functionLabels = ["service_name", "function", "module"];

export function wantedOf({ service, objective, sli }: ObjectiveKey): Wanted {
  return { service_name: service, objective_name: objective, sli };
}

/**
 * The events of a window, of each objective or of one.
 *
 * @param isRecorded Whether there are our rules, which have added up what is long ago.
 */
export function eventsIn({ name, length, isRaw }: Window, isRecorded: boolean, key?: ObjectiveKey): Events {
  const wanted = key === undefined ? {} : wantedOf(key);
  const by = key === undefined ? identity : [];
  if (isRaw || !isRecorded) return counted(wanted, by, (of) => increase(of, length));
  const recorded = (metric: string) => maxBy(by, latest(select(metric, { sli: ours, ...wanted })));
  return { calls: recorded(series.totalIncrease(name)), errors: recorded(series.errorIncrease(name)) };
}

/** Calls a second of one objective. */
export function eventRates(key: ObjectiveKey, window: number): Events {
  return counted(wantedOf(key), [], (of) => rate(of, window));
}

/** How many times as fast as allowed the budget of one objective is spent. */
export function burnRateOf({ calls, errors }: Events, budget: number): Query {
  return divide(share(errors, calls), budget);
}

/** The share of calls that met one objective. */
export function ratioOf({ calls, errors }: Events): Query {
  return minus(1, share(errors, calls));
}

export interface BurnDown {
  /** How many errors the period's calls allow. */
  readonly allowed: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Milliseconds, at least from `since` to now; and between points. */
  readonly range: number;
  readonly step: number;
  /** What rates are over: longer than a step by the time between samples, so that nothing falls between two steps. */
  readonly window: number;
  readonly isRecorded: boolean;
}

/** The share of one objective's budget that was left of what the calls of the whole period allow: it goes down from 1. */
export function budgetLeftSince(
  key: ObjectiveKey,
  { allowed, since, range, step, window, isRecorded }: BurnDown,
): Query {
  const wanted = wantedOf(key);
  const errors =
    isRecorded && step >= 5 * minute
      ? maxBy([], sumOver(select(series.errorEvery5m, { sli: ours, ...wanted }), step))
      : times(step / 1000, eventRates(key, window).errors);
  return minus(1, divide(running(errors, since, range, step), allowed));
}

/** The events of each function that counts towards an objective, in a range of milliseconds. */
export function memberEvents(
  { service, objective, sli }: ObjectiveKey,
  threshold: number | null,
  range: number,
): Events {
  const wanted = { service_name: service, objective_name: objective };
  if (sli === "success_rate") {
    const calls = sumBy(functionLabels, increase(select(metrics.calls, wanted), range));
    const failed = increase(select(metrics.calls, { ...wanted, result: "error" }), range);
    return { calls, errors: orZeroOf(sumBy(functionLabels, failed), calls) };
  }
  const calls = sumBy(functionLabels, increase(select(metrics.durations, wanted), range));
  const le = { operator: "=~", value: anyOf(boundTexts(threshold ?? 0)) } as const;
  const within = sumBy(functionLabels, increase(select(metrics.buckets, { ...wanted, le }), range));
  return { calls, errors: notNegative(minus(calls, within)) };
}

/** Objectives that are there now, by target and threshold. */
export const targets = targetsFrom(latest(select(metrics.objectiveTarget)));

export function targetsFrom(query: Query): Query {
  return maxBy([...identity, "objective_latency_threshold"], query);
}

/** What tells our recorded series from those of another tool that uses the same names. */
export const ours = { operator: "!=", value: "" } as const;

function counted(wanted: Wanted, by: readonly string[], read: (of: Selector) => Query): Events {
  const calls = sumBy(by, read(select(metrics.objectiveCalls, wanted)));
  const failed = sumBy(by, read(select(metrics.objectiveCalls, { ...wanted, result: "error" })));
  return { calls, errors: orZeroOf(failed, calls) };
}
