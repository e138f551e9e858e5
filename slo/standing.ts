import { burnRate, errorBudget } from "./budget.js";

/** Calls that count towards an objective, by whether they met it. */
export interface ObjectiveCalls {
  readonly ok: number;
  readonly error: number;
}

/** How an objective fares over some calls, which are taken as its whole period. */
export interface Standing {
  readonly calls: number;
  readonly errors: number;
  /** The share of calls that met the objective. */
  readonly ratio: number;
  readonly burnRate: number;
  /** The share of the error budget that is left: 1 before any error, 0 when all is spent, -3 when it is spent four times. */
  readonly budgetLeft: number;
}

/** Undefined where there are no calls: they are no success and no failure. */
export function standingOf({ ok, error }: ObjectiveCalls, targetPercent: number): Standing | undefined {
  const calls = ok + error;
  if (calls === 0) return undefined;
  const rate = burnRate(error / calls, errorBudget(targetPercent));
  return { calls, errors: error, ratio: ok / calls, burnRate: rate, budgetLeft: 1 - rate };
}
