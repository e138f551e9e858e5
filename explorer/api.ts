/**
 * What the Explorer's server tells its page, as JSON. Every path takes `GET` alone. Times are seconds since 1970, as
 * Prometheus counts; durations are seconds; ratios are 0 to 1.
 *
 * | path | parameters | answers |
 * |---|---|---|
 * | `/api/status` | | `Status` |
 * | `/api/objectives` | | `ObjectiveList` |
 * | `/api/objective` | `service`, `objective`, `sli`, `from`, `to` | `ObjectiveDetail` |
 * | `/api/functions` | `from`, `to` | `FunctionList` |
 * | `/api/function` | `service`, `function`, `module`, `from`, `to` | `FunctionDetail` |
 *
 * What goes wrong is a `Failure`, with status 400 (the request), 404 (no such objective or function), 502 (the source's
 * answer) or 504 (no answer in time). A value that is not known is `null`, never 0: no calls have no error ratio.
 */
import type { Sli } from "../slo/objective.js";
import type { State as ObjectiveState } from "../slo/state.js";

export type { ObjectiveState };

export interface Failure {
  /** A sentence: what is wrong and what to do. */
  readonly error: string;
}

export interface Status {
  readonly source: SourceStatus;
  /** The server's clock. */
  readonly now: number;
  /** The earliest time there is data of; null before the first. */
  readonly dataSince: number | null;
  /** Seconds between samples: what is finer than this shows nothing more. */
  readonly resolution: number;
  /** Where a query can be opened in Prometheus' own page: an address that the query is put behind. */
  readonly queryLink: string | null;
  readonly version: string;
}

export type SourceStatus =
  | {
      readonly kind: "application";
      readonly targets: readonly Target[] /** How long samples are kept. */;
      readonly keeps: number;
    }
  | {
      readonly kind: "prometheus";
      readonly targets: readonly [Target] /** Whether our rules are evaluated there. */;
      readonly hasRules: boolean;
    };

export interface Target {
  /** Without what is secret in it. */
  readonly url: string;
  readonly state: "waiting" | "up" | "down";
  readonly lastSuccess: number | null;
  /** Why it is down, and what is dropped while it is up (too many series): a sentence. */
  readonly problem: string | null;
}

export interface ObjectiveList {
  readonly objectives: readonly ObjectiveSummary[];
}

/** One indicator of an objective: a success rate and a latency are two. Worst first. */
export interface ObjectiveSummary {
  readonly service: string;
  readonly objective: string;
  readonly sli: Sli;
  /** The share of calls that are to meet it. */
  readonly target: number;
  /** Of a latency objective: seconds. */
  readonly threshold: number | null;
  /** What `ratio` and `budgetLeft` are about: the objective's period, or what there is data of where that is shorter. */
  readonly period: number;
  /** Calls in the period. */
  readonly calls: number;
  readonly errors: number;
  /** The share of calls that met it. */
  readonly ratio: number | null;
  /** 1 before any error, 0 when all is spent, negative when more is. */
  readonly budgetLeft: number | null;
  /** Seconds until the budget is gone at the rate of the last hour; null where it is not being spent, or is gone. */
  readonly exhaustedIn: number | null;
  readonly burnRates: readonly BurnRate[];
  readonly state: ObjectiveState;
  /** Names of alerts that fire, where the source can tell. */
  readonly alerts: readonly FiringAlert[];
}

export interface BurnRate {
  /** `5m`, `1h`, `6h`. */
  readonly window: string;
  readonly value: number | null;
}

export interface FiringAlert {
  readonly name: string;
  readonly severity: string;
  readonly since: number | null;
}

export interface ObjectiveDetail {
  readonly summary: ObjectiveSummary;
  readonly tiers: readonly TierStanding[];
  /**
   * Budget left over the whole period, whatever `from` and `to` are: from 1 at its start to `budgetLeft` now. The page
   * draws the ideal line with it, from 1 at the last time less `summary.period` to 0 at the last time.
   */
  readonly burnDown: Chart;
  /** One line a window; the thresholds are those of `tiers`. */
  readonly burnRates: Chart;
  /** The share of calls that met the objective. */
  readonly ratio: Chart;
  readonly rate: Chart;
  readonly members: readonly Member[];
  readonly deploys: readonly Deploy[];
}

export interface TierStanding {
  readonly tier: string;
  readonly severity: "page" | "ticket";
  readonly long: BurnRate;
  readonly short: BurnRate;
  /** The burn rate over which both windows must be. */
  readonly factor: number;
  readonly isOn: boolean;
}

/** A function that counts towards the objective, most of the budget first. */
export interface Member extends FunctionKey {
  readonly calls: number;
  readonly errors: number;
  /** The share of all errors of the objective in the time shown; null where there are none. */
  readonly shareOfErrors: number | null;
}

export interface FunctionKey {
  readonly service: string;
  readonly function: string;
  readonly module: string;
}

export interface FunctionList {
  readonly functions: readonly FunctionSummary[];
  /** Times of the sparklines' values. */
  readonly times: readonly number[];
  readonly deploys: readonly Deploy[];
}

export interface FunctionSummary extends FunctionKey {
  readonly objectives: readonly string[];
  /** Calls a second, over the time shown. */
  readonly rate: number | null;
  readonly errorRatio: number | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** Null where the gauge is not kept. */
  readonly inFlight: number | null;
  /** Calls a second. */
  readonly sparkline: readonly (number | null)[];
}

export interface FunctionDetail {
  readonly summary: Omit<FunctionSummary, "sparkline">;
  readonly rate: Chart;
  readonly errors: Chart;
  /** p50, p95, p99. */
  readonly latency: Chart;
  /** The thresholds of its latency objectives, seconds: lines in the latency chart. */
  readonly thresholds: readonly number[];
  /** Null where the gauge is not kept. */
  readonly inFlight: Chart | null;
  readonly callers: readonly Neighbour[];
  readonly callees: readonly Neighbour[];
  /** Where it is in the source, when the project is given: `src/users.ts:12:3` and an address that opens it. */
  readonly source: { readonly place: string; readonly link: string | null } | null;
  readonly deploys: readonly Deploy[];
}

export interface Neighbour {
  readonly function: string;
  readonly module: string;
  /** Calls a second between the two, over the time shown. */
  readonly rate: number | null;
  readonly errorRatio: number | null;
}

export interface Chart {
  readonly unit: "calls/s" | "ratio" | "seconds" | "burn rate" | "calls";
  readonly times: readonly number[];
  readonly lines: readonly Line[];
}

export interface Line {
  readonly name: string;
  /** One for each of the chart's times. */
  readonly values: readonly (number | null)[];
  /** The query that Prometheus answers with the same numbers. */
  readonly promql: string;
}

/** A version or commit that was seen first at a time. */
export interface Deploy {
  readonly time: number;
  readonly service: string;
  readonly version: string;
  readonly commit: string;
}
