/** What is asked about functions. */

import type { FunctionKey } from "../api.js";
import { metrics } from "../metrics.js";
import {
  groupBy,
  histogramQuantile,
  lastOver,
  latest,
  or,
  orZeroOf,
  type Query,
  rate,
  select,
  share,
  sumBy,
  type Wanted,
} from "../query/query.js";
import { functionLabels } from "./objectiveFigures.js";

export interface FunctionFigures {
  readonly rate: Query;
  readonly errorRatio: Query;
  readonly p50: Query;
  readonly p95: Query;
  readonly p99: Query;
  readonly inFlight: Query;
}

/** @param range Milliseconds that rates are over. @param key One function, or else each. */
export function functionFigures(range: number, key?: FunctionKey): FunctionFigures {
  const wanted = wantedOf(key);
  const by = key === undefined ? functionLabels : [];
  const calls = sumBy(by, rate(select(metrics.calls, wanted), range));
  const failed = sumBy(by, rate(select(metrics.calls, { ...wanted, result: "error" }), range));
  const buckets = sumBy([...by, "le"], rate(select(metrics.buckets, wanted), range));
  return {
    rate: calls,
    errorRatio: share(orZeroOf(failed, calls), calls),
    p50: histogramQuantile(0.5, buckets),
    p95: histogramQuantile(0.95, buckets),
    p99: histogramQuantile(0.99, buckets),
    inFlight: sumBy(by, latest(select(metrics.concurrent, wanted))),
  };
}

/** Every function that was there in a range, by the objectives that it counts towards and their thresholds. */
export function knownFunctions(range: number, key?: FunctionKey): Query {
  const wanted = wantedOf(key);
  const by = [...functionLabels, "objective_name", "objective_latency_threshold"];
  return or(
    groupBy(by, lastOver(select(metrics.calls, wanted), range)),
    groupBy(by, lastOver(select(metrics.durations, wanted), range)),
  );
}

export interface Traffic {
  readonly rate: Query;
  readonly errorRatio: Query;
}

const callerLabels = ["caller_function", "caller_module"];

/** By `caller_function` and `caller_module`. */
export function callersOf({ service, function: name, module }: FunctionKey, range: number): Traffic {
  const caller = { operator: "!=", value: "" } as const;
  const wanted = { service_name: service, function: name, module, caller_function: caller };
  return trafficBy(callerLabels, wanted, range);
}

/** By `function` and `module`. */
export function calleesOf({ service, function: name, module }: FunctionKey, range: number): Traffic {
  const wanted = { service_name: service, caller_function: name, caller_module: module };
  return trafficBy(["function", "module"], wanted, range);
}

function trafficBy(by: readonly string[], wanted: Wanted, range: number): Traffic {
  const calls = sumBy(by, rate(select(metrics.calls, wanted), range));
  const failed = sumBy(by, rate(select(metrics.calls, { ...wanted, result: "error" }), range));
  return { rate: calls, errorRatio: share(orZeroOf(failed, calls), calls) };
}

function wantedOf(key: FunctionKey | undefined): Wanted {
  return key === undefined ? {} : { service_name: key.service, function: key.function, module: key.module };
}
