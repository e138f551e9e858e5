/** The rule sets: one that serves every objective there is, and one with the targets of a configuration in it. */
import { type AlertSettings, alerts } from "./alerts.js";
import { defaultLinks } from "./annotations.js";
import { day } from "./duration.js";
import type { Objective } from "./objective.js";
import { recordings } from "./recordings.js";
import type { RuleGroup } from "./rule.js";
import { everyObjective, latency, type SliSource, successRate } from "./source.js";
import { tiersOf, usualMinFailures } from "./tiers.js";

export type RuleSettings = AlertSettings;

export const defaultSettings: RuleSettings = {
  period: 30 * day,
  scale: 1,
  minFailures: usualMinFailures,
  hold: 0,
  severities: { page: "page", ticket: "ticket" },
  ...defaultLinks,
};

/** @throws RefusedPeriod */
export function universalRules(settings: RuleSettings = defaultSettings): readonly RuleGroup[] {
  return [groupOf("ts-autometrics", everyObjective, settings)];
}

/**
 * A group for each SLI of each objective, over the metrics that every Autometrics library serves.
 *
 * @param service The only service that is meant, where others have objectives of the same names.
 * @throws RefusedPeriod
 */
export function fixedRules(
  objectives: readonly Objective[],
  settings: RuleSettings = defaultSettings,
  service?: string,
): readonly RuleGroup[] {
  return objectives.flatMap(({ name, successRate: percent, latency: within }) => [
    ...(percent === undefined
      ? []
      : [groupOf(`ts-autometrics ${name} success_rate`, successRate({ name, target: percent, service }), settings)]),
    ...(within === undefined
      ? []
      : [
          groupOf(
            `ts-autometrics ${name} latency`,
            latency({ name, target: within.percentile, service }, within.threshold),
            settings,
          ),
        ]),
  ]);
}

/** Rules and alerts stand in one group, which is evaluated in order: an alert never looks at a ratio of the last time. */
function groupOf(name: string, source: SliSource, settings: RuleSettings): RuleGroup {
  const tiers = tiersOf(settings.period);
  const { period, scale } = settings;
  return { name, rules: [...recordings(source, tiers, period, scale), ...alerts(source, tiers, settings)] };
}
