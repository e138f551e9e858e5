/** What somebody is told of objectives. */
import { type AlertLinks, absentText, annotationsOf, burnText, exhaustedText } from "./annotations.js";
import { day, formatDuration, minute } from "./duration.js";
import type { AlertingRule } from "./rule.js";
import { series } from "./series.js";
import type { SliSource } from "./source.js";
import type { Severity, Tier } from "./tiers.js";
import { windowOf } from "./window.js";

export const alertNames = {
  burn: "SLOBudgetBurn",
  absent: "SLOMetricAbsent",
  exhausted: "SLOBudgetExhausted",
} as const;

export interface AlertSettings extends AlertLinks {
  /** Milliseconds. */
  readonly period: number;
  /** What windows and waiting times are multiplied by: 1, but in tests that cannot wait. */
  readonly scale: number;
  /** Fewer errors than these in an alert's window tell nobody anything. */
  readonly minFailures: number;
  /** Milliseconds that a tier has to be on before its alert fires. */
  readonly hold: number;
  /** The text of the `severity` label. */
  readonly severities: Readonly<Record<Severity, string>>;
}

export function alerts(source: SliSource, tiers: readonly Tier[], settings: AlertSettings): readonly AlertingRule[] {
  return [...tiers.map((tier) => burn(source, tier, settings)), exhausted(source, settings), absent(source, settings)];
}

/** One for each tier: which of them fires is the first thing to know. */
function burn(source: SliSource, tier: Tier, settings: AlertSettings): AlertingRule {
  const long = windowOf(tier.long, settings.scale);
  const short = windowOf(tier.short, settings.scale);
  const isOver = (window: string) => `${series.errorRatio(window)}${source.selector} > ${source.threshold(tier)}`;
  return {
    alert: alertNames.burn,
    expr: [isOver(long.name), isOver(short.name), enoughFailures(source, long.name, settings)].join("\nand\n"),
    ...(settings.hold > 0 && { for: formatDuration(settings.hold * settings.scale) }),
    labels: {
      ...source.labels,
      severity: settings.severities[tier.severity],
      tier: tier.name,
      long: long.name,
      short: short.name,
    },
    annotations: annotationsOf(
      alertNames.burn,
      burnText(long.name, short.name, settings.period, settings.scale),
      source,
      short.range,
      settings,
    ),
  };
}

function exhausted(source: SliSource, settings: AlertSettings): AlertingRule {
  const period = windowOf(settings.period, settings.scale);
  return {
    alert: alertNames.exhausted,
    expr: [`${series.budgetRemaining}${source.selector} < 0`, enoughFailures(source, period.name, settings)].join(
      "\nand\n",
    ),
    labels: { ...source.labels, severity: settings.severities.ticket },
    annotations: annotationsOf(
      alertNames.exhausted,
      exhaustedText(period.name),
      source,
      windowOf(day, settings.scale).range,
      settings,
    ),
  };
}

/** The guard stands here and not in the SLI, which tells the truth also about three calls a day. */
function enoughFailures({ selector }: SliSource, window: string, { minFailures }: AlertSettings): string {
  return `${series.errorIncrease(window)}${selector} >= ${minFailures}`;
}

/** For how long the absence of an objective's data is told of: then it is taken as meant. */
const knownFor = day;
const absentFor = 10 * minute;

function absent(source: SliSource, settings: AlertSettings): AlertingRule {
  const known = windowOf(knownFor, settings.scale);
  const missing = windowOf(absentFor, settings.scale);
  return {
    alert: alertNames.absent,
    expr: [
      `group by (service_name, objective_name, sli) (last_over_time(${source.known}[${known.range}]))`,
      `unless on (${source.by})`,
      source.present(missing.range),
    ].join("\n"),
    // A Prometheus that has just started has not scraped anything yet.
    for: formatDuration(minute * settings.scale),
    labels: { ...source.labels, severity: settings.severities.ticket },
    annotations: annotationsOf(alertNames.absent, absentText(missing.name, known.name), source, undefined, settings),
  };
}
