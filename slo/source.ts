/** Where the events of service-level indicators come from. */
import { decimalText, errorBudget, percentToRatio } from "./budget.js";
import type { LatencyTarget, Sli } from "./objective.js";
import { bucketMatcher, decimal, having, quoted, selectorOf } from "./promql.js";
import type { Labels, RecordingRule } from "./rule.js";
import { series } from "./series.js";
import { clampedThreshold, type Tier, thresholdOf } from "./tiers.js";
import { worstByErrors, worstByLatency, worstOfEither } from "./worstFunctions.js";

/** How a counter is read: calls a second, or calls in the whole range. */
export type Reading = "rate" | "increase";

/** How the calls of a range are read, and what they are recorded as. */
export interface CountedNames {
  readonly reading: Reading;
  /** What both of the others are made of, where a source has one. */
  readonly byResult: string;
  readonly total: string;
  readonly error: string;
}

/** Expressions give one sample for each objective and SLI of the source. */
export interface SliSource {
  /** On every rule of the source: what tells it from the same rule of another. */
  readonly labels: Labels;
  /** The labels that its expressions keep. */
  readonly by: string;
  /** Picks the recorded series of the source, and none of another tool that uses the same names. */
  readonly selector: string;
  /** Records the calls of a range, and how many of them are errors, from the counters. */
  counted(range: string, names: CountedNames): readonly RecordingRule[];
  /** Something for each objective that had data in the range. */
  present(range: string): string;
  /** @param range How long an objective outlasts its last sample. */
  objective(range: string): string;
  readonly budget: string;
  /** The recorded series of which there is one for each objective of this source, and for none of another. */
  readonly known: string;
  /** What has to be recorded for thresholds, and what a ratio is compared with. */
  thresholdRules(tier: Tier, range: string): readonly RecordingRule[];
  threshold(tier: Tier): string;
  /** The query for the functions that do worst: as an annotation, so with the template language in it. */
  worstFunctions(range: string): string;
}

/** How services serve the events and the targets of their objectives. */
export const objectiveCalls = "autometrics_objective_calls_total";
export const objectiveTarget = "autometrics_objective_target_ratio";
const identity = "service_name, objective_name, sli";
const by = `by (${identity})`;
const known = `${series.burnThreshold}{sli!="",tier="fast"}`;

/**
 * Every objective of every service that was built with ts-autometrics: events and targets are what the services say
 * themselves. While instances with two targets run, the stricter counts.
 */
export const everyObjective: SliSource = {
  labels: {},
  by: identity,
  selector: '{sli!=""}',
  // The counters are read once, as they are most of what there is to read.
  counted: (range, { reading, byResult, total, error }) => [
    { record: byResult, expr: `sum by (${identity}, result) (${reading}(${objectiveCalls}[${range}]))` },
    { record: total, expr: `sum ${by} (${byResult}{sli!=""})` },
    {
      record: error,
      expr: `sum ${by} (${byResult}{sli!="",result="error"})\nor\n0 * ${total}{sli!=""} and ignoring (tier) ${known}`,
    },
  ],
  present: (range) => `group ${by} (present_over_time(${objectiveCalls}[${range}]))`,
  objective: targetIn,
  budget: decimal(`(1 - ${series.objective}{sli!=""})`),
  known,
  // From the target itself: what the rules for fixed targets record has the same names and no part in this.
  thresholdRules: ({ name, factor }, range) => [
    {
      record: series.burnThreshold,
      expr: `${decimal(`${factor} * (1 - ${targetIn(range)})`)} < 1\nor\n0 * ${targetIn(range)} + ${clampedThreshold}`,
      labels: { tier: name },
    },
  ],
  threshold: ({ name }) => `ignoring (tier) ${series.burnThreshold}{sli!="",tier="${name}"}`,
  worstFunctions: worstOfEither,
};

function targetIn(range: string): string {
  return `max ${by} (last_over_time(${objectiveTarget}[${range}]))`;
}

/** An objective with its target in the rules, read from the functions' own metrics. */
export interface FixedObjective {
  readonly name: string;
  /** Percent. */
  readonly target: number;
  /** Without it, every service that has the objective. */
  readonly service?: string | undefined;
}

/** Whether calls succeed, from `function_calls_total`. */
export function successRate(objective: FixedObjective): SliSource {
  const own = `function_calls_total${eventsOf(objective)}`;
  return {
    ...fixed(objective, "success_rate", own),
    counted: (range, { reading, byResult, total, error }) => {
      const recorded = recordedOf(objective, "success_rate");
      return [
        { record: byResult, expr: `sum by (service_name, result) (${reading}(${own}[${range}]))` },
        { record: total, expr: `sum by (service_name) (${byResult}${recorded})` },
        {
          record: error,
          expr: `sum by (service_name) (${byResult}${having(recorded, 'result="error"')})\nor on (service_name)\n0 * ${total}${recorded}`,
        },
      ];
    },
    worstFunctions: (range) => worstByErrors(range),
  };
}

/** Whether calls end within a threshold, from the histogram `function_calls_duration_seconds`. */
export function latency(objective: FixedObjective, threshold: LatencyTarget["threshold"]): SliSource {
  const count = `function_calls_duration_seconds_count${eventsOf(objective)}`;
  const within = `function_calls_duration_seconds_bucket${having(eventsOf(objective), bucketMatcher(threshold))}`;
  return {
    ...fixed(objective, "latency", count),
    // Without the bucket nothing is known, though there are calls.
    present: (range) => `group by (service_name) (present_over_time(${within}[${range}]))`,
    counted: (range, { reading, total, error }) => [
      { record: total, expr: `sum by (service_name) (${reading}(${count}[${range}]))` },
      // Series by series: an instance that does not have the bucket yet is not an instance that is slow. And no zero in
      // place of what is missing.
      {
        record: error,
        expr: `clamp_min(sum by (service_name) (\n  ${reading}(${count}[${range}])\n  -\n  sum without (le) (${reading}(${within}[${range}]))\n), 0)`,
      },
    ],
    worstFunctions: (range) => worstByLatency(range, bucketMatcher(threshold)),
  };
}

type FixedParts = Omit<SliSource, "counted" | "worstFunctions">;

function fixed(objective: FixedObjective, sli: Sli, events: string): FixedParts {
  const { name, target } = objective;
  const budget = errorBudget(target);
  const recorded = recordedOf(objective, sli);
  return {
    labels: { objective_name: name, sli },
    by: "service_name",
    selector: recorded,
    present: (range) => `group by (service_name) (present_over_time(${events}[${range}]))`,
    objective: (range) =>
      `${decimalText(percentToRatio(target))} * group by (service_name) (last_over_time(${events}[${range}]))`,
    budget: `0 * ${series.objective}${recorded} + ${decimalText(budget)}`,
    known: `${series.objective}${recorded}`,
    thresholdRules: () => [],
    threshold: (tier) => decimalText(thresholdOf(tier, budget).ratio),
  };
}

function eventsOf({ name, service }: FixedObjective): string {
  return selectorOf({ ...(service !== undefined && { service_name: service }), objective_name: name });
}

function recordedOf(objective: FixedObjective, sli: Sli): string {
  return having(eventsOf(objective), `sli=${quoted(sli)}`);
}
