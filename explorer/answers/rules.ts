import { day } from "../../slo/duration.js";
import { series } from "../../slo/series.js";
import { RefusedPeriod, type Tier, tiersOf } from "../../slo/tiers.js";
import { ratioWindows, type Window, windowOf } from "../../slo/window.js";
import { latest, maxBy, select } from "../query/query.js";
import type { Source } from "../sources/source.js";
import { ours } from "./objectiveFigures.js";

/** What error budgets are for, and over which windows they are looked at. */
export interface Rules {
  /** Whether our rules record what is long ago. */
  readonly isRecorded: boolean;
  readonly tiers: readonly Tier[];
  readonly period: Window;
  /** The windows of the tiers, and the period. */
  readonly windows: readonly Window[];
}

/** The period is that of our rules where they are evaluated; otherwise 30 days. */
export async function readRules(source: Source, now: number): Promise<Rules> {
  const [days] = await source.instant(maxBy([], latest(select(series.periodDays, { sli: ours }))), now);
  const period = days === undefined ? usualPeriod : Math.round(days.value * day);
  try {
    return rulesFor(period, days !== undefined);
  } catch (error) {
    // Rules for tests, of which a period is minutes.
    if (error instanceof RefusedPeriod) return rulesFor(usualPeriod, false);
    throw error;
  }
}

const usualPeriod = 30 * day;

function rulesFor(period: number, isRecorded: boolean): Rules {
  const tiers = tiersOf(period);
  return { isRecorded, tiers, period: windowOf(period, 1), windows: ratioWindows(tiers, period, 1) };
}
