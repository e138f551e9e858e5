/** What is recorded of objectives: their SLIs over every window, and what is left of their error budgets. */
import { decimalText } from "./budget.js";
import { day, formatDuration, minute, second } from "./duration.js";
import { decimal } from "./promql.js";
import type { RecordingRule } from "./rule.js";
import { series } from "./series.js";
import type { CountedNames, SliSource } from "./source.js";
import type { Tier } from "./tiers.js";
import { inDays, ratioWindows, type Window, windowOf } from "./window.js";

/** What is recorded of calls, and likewise of errors. */
const counts = [
  {
    rate: series.totalRate,
    every5m: series.totalEvery5m,
    every15m: series.totalEvery15m,
    after15m: series.totalAfter15m,
    increase: series.totalIncrease,
  },
  {
    rate: series.errorRate,
    every5m: series.errorEvery5m,
    every15m: series.errorEvery15m,
    after15m: series.errorAfter15m,
    increase: series.errorIncrease,
  },
] as const;

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
    ...everyQuarterOfAnHour(source, scale),
    ...windows.filter(({ isRaw }) => !isRaw).flatMap((window) => fromRecorded(source, window, scale)),
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
  const names: CountedNames =
    name === "5m"
      ? { reading: "rate", byResult: series.rateByResult, total: series.totalRate, error: series.errorRate }
      : {
          reading: "increase",
          byResult: series.increaseByResult(name),
          total: series.totalIncrease(name),
          error: series.errorIncrease(name),
        };
  return [...source.counted(range, names), ratio(source, name, names.error, names.total)];
}

/**
 * A period's worth of samples at every evaluation is too much to add up for hundreds of objectives. One in five minutes
 * is not, and it is a mean of all that were recorded since the last, so that nothing falls in between, however often
 * the rules are evaluated.
 */
function everyFiveMinutes({ selector }: SliSource, scale: number): readonly RecordingRule[] {
  const seconds = decimalText((5 * minute * scale) / second);
  const range = lessThan(5 * minute, scale);
  return counts.map(({ rate, every5m }) => ({
    record: every5m,
    expr: `avg_over_time(${rate}${selector}[${range}]) * ${seconds}\nunless\npresent_over_time(${every5m}${selector}[${range}])`,
  }));
}

/**
 * For windows of many days a sample in five minutes is too many yet. The sums of a quarter of an hour each are told
 * apart from what came after the last of them, so that a long window too has every call as soon as it was recorded.
 */
function everyQuarterOfAnHour({ selector }: SliSource, scale: number): readonly RecordingRule[] {
  return counts.flatMap(({ every5m, every15m, after15m }) => {
    const sinceNone = (length: number) => {
      const range = lessThan(length, scale);
      return `sum_over_time(${every5m}${selector}[${range}])\nunless\npresent_over_time(${every15m}${selector}[${range}])`;
    };
    return [
      { record: every15m, expr: sinceNone(15 * minute) },
      { record: after15m, expr: `(\n${sinceNone(10 * minute)}\n)\nor\n(\n${sinceNone(5 * minute)}\n)` },
    ];
  });
}

/** A range with a sample fewer in it: that from the beginning of a range of the whole length is not among them. */
function lessThan(length: number, scale: number): string {
  return formatDuration((length - second) * scale);
}

function fromRecorded(source: SliSource, { name, length, range }: Window, scale: number): readonly RecordingRule[] {
  const { selector } = source;
  const isOfManyDays = length > 3 * day * scale;
  const sums = counts.map(({ increase, every5m, every15m, after15m }) => ({
    record: increase(name),
    expr: isOfManyDays
      ? `sum without (part) (\n  label_replace(sum_over_time(${every15m}${selector}[${range}]), "part", "quarters", "", "")\n  or\n  ${after15m}${selector}\n)`
      : `sum_over_time(${every5m}${selector}[${range}])`,
  }));
  return [...sums, ratio(source, name, series.errorIncrease(name), series.totalIncrease(name))];
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
