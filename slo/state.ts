import { burnThreshold } from "./budget.js";
import { formatDuration } from "./duration.js";
import { type Tier, thresholdOf, usualMinFailures } from "./tiers.js";

/**
 * How an objective is doing, the worst first:
 *
 * - `exhausted`: nothing is left of the period's error budget, whatever happens now.
 * - `burning`: a tier that pages is on: the budget is being spent so fast that somebody has to look at once.
 * - `at risk`: a tier that opens a ticket is on: at this rate the budget will not last.
 * - `ok`: none of these.
 * - `no data`: there were no calls to judge by, or nothing was scraped. It is no success and no failure.
 */
export const states = ["exhausted", "burning", "at risk", "ok", "no data"] as const;
export type State = (typeof states)[number];

/** What the state of one objective's SLI depends on. NaN is taken as not known. */
export interface Health {
  readonly tiers: readonly Tier[];
  /** The share of calls that may fail: 0.001. */
  readonly budget: number;
  /** By window as in the series' names, `5m`; no entry for a window without calls. */
  readonly burnRates: ByWindow;
  /** Errors by window. With them a tier is held back by few failures as its alert is; without, by burn rates alone. */
  readonly errors?: ByWindow;
  readonly minFailures?: number;
  /** The share of the period's error budget that is left: -3 when it was spent four times. */
  readonly budgetLeft: number | undefined;
}

export type ByWindow = Readonly<Record<string, number | undefined>>;

export function stateOf(health: Health): State {
  const { budgetLeft = Number.NaN, burnRates } = health;
  if (budgetLeft <= 0) return "exhausted";
  const on = tiersOn(health);
  if (on.some(({ severity }) => severity === "page")) return "burning";
  if (on.length > 0) return "at risk";
  const isKnown = [budgetLeft, ...Object.values(burnRates)].some((value) => !Number.isNaN(value ?? Number.NaN));
  return isKnown ? "ok" : "no data";
}

/** The tiers whose burn rate is exceeded over both their windows, as their alerts see it. */
export function tiersOn(health: Health): readonly Tier[] {
  const { tiers, budget, burnRates, errors, minFailures = usualMinFailures } = health;
  const isOver = (tier: Tier, window: number) => {
    const rate = burnRates[formatDuration(window)];
    return rate !== undefined && burnThreshold(rate, budget) > thresholdOf(tier, budget).ratio;
  };
  const failedEnough = ({ long }: Tier) => errors === undefined || (errors[formatDuration(long)] ?? 0) >= minFailures;
  return tiers.filter((tier) => isOver(tier, tier.long) && isOver(tier, tier.short) && failedEnough(tier));
}

/** Whether a state is another, or a worse one. What has no data is not bad. */
export function isAsBadAs(state: State, other: State): boolean {
  return states.indexOf(state) <= states.indexOf(other);
}
