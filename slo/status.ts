/** How one SLI of one objective of one service is doing, wherever its calls were counted. */
import { errorBudget } from "./budget.js";
import { type Standing, standingOf } from "./standing.js";
import { type ByWindow, type Health, type State, stateOf, states, tiersOn } from "./state.js";
import type { Tier, TierName } from "./tiers.js";

export interface ObjectiveIdentity {
  readonly service: string;
  readonly objective: string;
  /** As its label says: `success_rate` or `latency`. */
  readonly sli: string;
}

export interface ObjectiveTarget extends ObjectiveIdentity {
  readonly targetPercent: number;
  /** Seconds within which a call has to end; undefined where a call has to succeed. */
  readonly threshold: number | undefined;
}

export interface ObjectiveStatus extends ObjectiveTarget {
  /** Over the period; undefined without calls. */
  readonly standing: Standing | undefined;
  /** By window; none for a window without calls. */
  readonly burnRates: ByWindow;
  readonly tiersOn: readonly TierName[];
  readonly state: State;
}

/** Calls and errors by window. A missing count of errors is none. */
export interface Counts {
  readonly total: ByWindow;
  readonly errors: ByWindow;
}

/** @param period The window that the error budget is for. Without tiers it is all that is known. */
export function statusOf(
  target: ObjectiveTarget,
  { total, errors }: Counts,
  period: string,
  tiers: readonly Tier[],
): ObjectiveStatus {
  const standing = (window: string) => {
    const [calls = 0, failed = 0] = [total[window], errors[window]];
    // Also for what is no count at all, whoever says it.
    if (!(calls > 0 && failed >= 0 && calls + failed < Number.POSITIVE_INFINITY)) return undefined;
    return standingOf({ ok: Math.max(0, calls - failed), error: failed }, target.targetPercent);
  };
  const windows = Object.keys(total).filter((window) => window !== period);
  const burnRates = Object.fromEntries(
    windows.flatMap((window) => {
      const rate = standing(window)?.burnRate;
      return rate === undefined ? [] : [[window, rate]];
    }),
  );
  const overPeriod = standing(period);
  const health: Health = {
    tiers,
    budget: errorBudget(target.targetPercent),
    burnRates,
    errors,
    budgetLeft: overPeriod?.budgetLeft,
  };
  return {
    ...target,
    standing: overPeriod,
    burnRates,
    tiersOn: tiersOn(health).map(({ name }) => name),
    state: stateOf(health),
  };
}

/** Nothing is scraped of it any more. */
export function goneStatus(target: ObjectiveTarget): ObjectiveStatus {
  return { ...target, standing: undefined, burnRates: {}, tiersOn: [], state: "no data" };
}

/** For sorting: the worst state first, in it the least budget left. */
export function worstFirst(a: ObjectiveStatus, b: ObjectiveStatus): number {
  const names = ({ service, objective, sli }: ObjectiveStatus) => [service, objective, sli].join("\0");
  return (
    states.indexOf(a.state) - states.indexOf(b.state) ||
    (a.standing?.budgetLeft ?? 1) - (b.standing?.budgetLeft ?? 1) ||
    (names(a) < names(b) ? -1 : 1)
  );
}
