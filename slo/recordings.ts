/** What is recorded of objectives: their SLIs over every window, and what is left of their error budgets. */
import { decimalText } from "./budget.js";
import { formatDuration, minute, second } from "./duration.js";
import { decimal } from "./promql.js";
import type { RecordingRule } from "./rule.js";
import { series } from "./series.js";
import type { SliSource } from "./source.js";
import type { Tier } from "./tiers.js";
import { inDays, ratioWindows, type Window, windowOf } from "./window.js";

/** In the order in which each can use what the ones before it recorded. */
export function recordings(
  source: SliSource,
  tiers: readonly Tier[],
  period: number,
  scale: number,
): readonly RecordingRule[] {
  const windows = ratioWindows(tiers, period, scale);
  return [
    ...targets(source, tiers, period, scale),
    ...windows.filter(({ isRaw }) => isRaw).flatMap((window) => fromCounters(source, window)),
    ...everyFiveMinutes(source, scale),
    ...windows.filter(({ isRaw }) => !isRaw).flatMap((window) => fromRecorded(source, window)),
    ...budgets(source, windowOf(period, 1).name),
  ].map((rule) => withLabels(rule, source));
}

function targets(source: SliSource, tiers: readonly Tier[], period: number, scale: number): readonly RecordingRule[] {
  // As long as a lookup reaches back: a restart of the only instance is no change of the objective.
  const grace = windowOf(5 * minute, scale).range;
  const days = decimalText(inDays(period, scale));
  return [
    { record: series.objective, expr: source.objective(grace) },
    { record: series.budget, expr: source.budget },
    { record: series.periodDays, expr: `0 * ${series.objective}${source.selector} + ${days}` },
    ...tiers.flatMap((tier) => source.thresholdRules(tier, grace)),
  ];
}

function fromCounters(source: SliSource, { name, range }: Window): readonly RecordingRule[] {
  const isShortest = name === "5m";
  const reading = isShortest ? "rate" : "increase";
  const total = isShortest ? series.totalRate : series.totalIncrease(name);
  const error = isShortest ? series.errorRate : series.errorIncrease(name);
  return [
    { record: total, expr: source.total(reading, range) },
    { record: error, expr: source.error(reading, range, total) },
    ratio(source, name, error, total),
  ];
}

/**
 * A period's worth of samples at every evaluation is too much to add up for hundreds of objectives. One in five minutes
 * is not, and it is a mean of all that were recorded since the last, so that nothing falls in between, however often
 * the rules are evaluated.
 */
function everyFiveMinutes({ selector }: SliSource, scale: number): readonly RecordingRule[] {
  const seconds = decimalText((5 * minute * scale) / second);
  // A second less, and the sample of five minutes ago is not among them.
  const range = formatDuration((5 * minute - second) * scale);
  return [[series.totalEvery5m, series.totalRate] as const, [series.errorEvery5m, series.errorRate] as const].map(
    ([record, rate]) => ({
      record,
      expr: `avg_over_time(${rate}${selector}[${range}]) * ${seconds}\nunless\npresent_over_time(${record}${selector}[${range}])`,
    }),
  );
}

function fromRecorded(source: SliSource, { name, range }: Window): readonly RecordingRule[] {
  const total = series.totalIncrease(name);
  const error = series.errorIncrease(name);
  return [
    { record: total, expr: `sum_over_time(${series.totalEvery5m}${source.selector}[${range}])` },
    { record: error, expr: `sum_over_time(${series.errorEvery5m}${source.selector}[${range}])` },
    ratio(source, name, error, total),
  ];
}

/** Nothing without calls: 0/0 would be NaN, and stay in every sum that it gets into. */
function ratio({ selector }: SliSource, window: string, error: string, total: string): RecordingRule {
  return { record: series.errorRatio(window), expr: decimal(`${error}${selector} / (${total}${selector} > 0)`) };
}

function budgets({ selector }: SliSource, period: string): readonly RecordingRule[] {
  const budget = `${series.budget}${selector}`;
  return [
    { record: series.currentBurnRate, expr: `${series.errorRatio("5m")}${selector} / ${budget}` },
    { record: series.periodBurnRate, expr: `${series.errorRatio(period)}${selector} / ${budget}` },
    { record: series.budgetRemaining, expr: `1 - ${series.periodBurnRate}${selector}` },
    {
      record: series.budgetRemainingEvents,
      expr: `${budget} * (${series.totalIncrease(period)}${selector} > 0) - ${series.errorIncrease(period)}${selector}`,
    },
  ];
}

function withLabels({ record, expr, labels }: RecordingRule, source: SliSource): RecordingRule {
  const all = { ...source.labels, ...labels };
  return { record, expr, ...(Object.keys(all).length > 0 && { labels: all }) };
}
