/** Multi-window, multi-burn-rate alerting: which windows are looked at, and over which burn rate somebody is told. */
import { burnThreshold } from "./budget.js";
import { day, formatDuration, hour, minute } from "./duration.js";

export const tierNames = ["fast", "medium", "slow", "longterm"] as const;
export type TierName = (typeof tierNames)[number];
export type Severity = "page" | "ticket";

/** A tier is on when the burn rates of both its windows are over its factor. Windows in milliseconds. */
export interface Tier {
  readonly name: TierName;
  readonly severity: Severity;
  readonly long: number;
  readonly short: number;
  /** A burn rate: how many times faster than the period allows the budget is being spent. */
  readonly factor: number;
}

/** Fewer errors than these in an alert's long window tell nobody anything. */
export const usualMinFailures = 3;

/** A period that no sensible tiers can be made for. The message says what would do. */
export class RefusedPeriod extends Error {
  override readonly name = "RefusedPeriod";
}

interface Shape {
  readonly name: TierName;
  readonly severity: Severity;
  readonly long: number;
  readonly short: number;
  /** Percent of the period's budget that is spent when the long window has been over the factor for its whole length. */
  readonly spent: number;
}

const fast = { name: "fast", severity: "page", long: hour, short: 5 * minute } as const;
const medium = { name: "medium", severity: "page", long: 6 * hour, short: 30 * minute } as const;
const slow = { name: "slow", severity: "ticket", long: day, short: 2 * hour } as const;
const longterm = { name: "longterm", severity: "ticket", long: 3 * day, short: 6 * hour } as const;

const usual: readonly Shape[] = [
  { ...fast, spent: 2 },
  { ...medium, spent: 5 },
  { ...slow, spent: 10 },
  { ...longterm, spent: 10 },
];

/** Periods that the usual shares of the budget do not fit. */
const special: ReadonlyMap<number, readonly Shape[]> = new Map([
  [
    7 * day,
    [
      { ...fast, spent: 8 },
      { ...medium, spent: 12.5 },
      { ...slow, spent: 20 },
      { ...longterm, spent: 42 },
    ],
  ],
  [
    // As urgent as with 30 days; only the last tier has three times as long to notice.
    90 * day,
    [
      { ...fast, spent: 2 / 3 },
      { ...medium, spent: 5 / 3 },
      { ...slow, spent: 10 / 3 },
      { ...longterm, long: 9 * day, short: 18 * hour, spent: 10 },
    ],
  ],
]);

/**
 * The tiers for an error budget that is counted over a period (milliseconds).
 *
 * @throws RefusedPeriod
 */
export function tiersOf(period: number): readonly Tier[] {
  const shapes = special.get(period) ?? usual;
  const tiers = shapes.map(({ spent, ...tier }) => ({
    ...tier,
    // Four decimals: 28 days give 0.9333.
    factor: Number(((spent * period) / (100 * tier.long)).toFixed(4)),
  }));
  const longest = Math.max(...tiers.map(({ long }) => long));
  const text = formatDuration(period);
  if (longest > period / 2) {
    throw new RefusedPeriod(
      `a period of ${text} is too short: its longest alert window, ${formatDuration(longest)}, would be over half of it; use 7d, or another of at least ${formatDuration(2 * longest)}`,
    );
  }
  const slowest = slowestFactor(tiers);
  if (slowest > 1) {
    throw new RefusedPeriod(
      `a period of ${text} is too long: the budget could be overspent at ${slowest} times the allowed rate without any alert; use 30d, or 90d`,
    );
  }
  return tiers;
}

/** Below 1, the last tier tells of objectives that are met. */
export function slowestFactor(tiers: readonly Tier[]): number {
  return Math.min(...tiers.map(({ factor }) => factor));
}

export interface Threshold {
  /** The error ratio over which the tier is on. */
  readonly ratio: number;
  /** Whether the burn rate asked for a ratio of 1 or more, which no traffic can exceed. */
  readonly isClamped: boolean;
}

/** What a clamped tier fires over instead. */
export const clampedThreshold = 0.9;

export function thresholdOf(tier: Tier, budget: number): Threshold {
  const ratio = burnThreshold(tier.factor, budget);
  return ratio < 1 ? { ratio, isClamped: false } : { ratio: clampedThreshold, isClamped: true };
}

/** Whether so few calls are expected in a period that the first error spends the whole budget. */
export function isBudgetUnderOneCall(callsInPeriod: number, budget: number): boolean {
  return callsInPeriod * budget < 1;
}
