/** What an alert says to whom it reaches, in the template language of Prometheus' rules. */
import { second } from "./duration.js";
import type { Labels } from "./rule.js";
import { series } from "./series.js";
import type { SliSource } from "./source.js";
import { windowOf } from "./window.js";

export interface AlertText {
  readonly summary: string;
  readonly description: string;
}

/** Templates too: they may hold `{{ $labels.service_name }}` and the like. */
export interface AlertLinks {
  readonly runbookUrl: string;
  readonly dashboardUrl: string;
}

/** Defines `$of`, the selector of the alert's objective, for the expressions of `recorded`. */
const defineOf =
  '{{ $of := printf "{service_name=%q,objective_name=%q,sli=%q}" $labels.service_name $labels.objective_name $labels.sli }}';

/** A PromQL expression over recorded series, each followed by `{}` that stands for the alert's objective. */
function recorded(expression: string): string {
  return `(printf "${expression.replaceAll("{}", "%[1]s")}" $of)`;
}

/** The expression's value, through one of the template language's functions. */
function shown(expression: string, format: string): string {
  return `{{ with query ${recorded(expression)} }}{{ . | first | value | ${format} }}{{ else }}?{{ end }}`;
}

function withOf(template: string): string {
  return template.includes("$of") ? defineOf + template : template;
}

export const defaultLinks: AlertLinks = {
  runbookUrl: "https://unpkg.com/ts-autometrics/docs/slo.md",
  // Prometheus' own graph of the burn rate, which is there without anything being set up.
  dashboardUrl: `${defineOf}{{ $externalURL }}{{ graphLink ${recorded(`${series.currentBurnRate}{}`)} }}`,
};

/** @param range What the worst functions are looked for in; nothing where there is no data to look at. */
export function annotationsOf(
  alert: string,
  { summary, description }: AlertText,
  source: SliSource,
  range: string | undefined,
  { runbookUrl, dashboardUrl }: AlertLinks,
): Labels {
  return {
    summary: withOf(summary),
    description: withOf(description),
    ...(range !== undefined && { worst_functions: source.worstFunctions(range) }),
    // Our own text has a heading for each alert; what others link to is up to them.
    runbook_url: runbookUrl === defaultLinks.runbookUrl ? `${runbookUrl}#${alert.toLowerCase()}` : runbookUrl,
    dashboard_url: dashboardUrl,
  };
}

const objective = "{{ $labels.service_name }}: {{ $labels.objective_name }} ({{ $labels.sli }})";
const missed = '{{ if eq $labels.sli "latency" }}were slower than the objective allows{{ else }}failed{{ end }}';
const share = "humanizePercentage";
const budget = `${series.budget}{}`;
const remaining = `${series.budgetRemaining}{}`;

export function burnText(long: string, short: string, period: number, scale: number): AlertText {
  const [longRatio, shortRatio] = [`${series.errorRatio(long)}{}`, `${series.errorRatio(short)}{}`];
  const timeLeft = `${remaining} * ${(period * scale) / second} * ${budget} / ${longRatio}`;
  const name = windowOf(period, 1).name;
  return {
    summary: `${objective} spends its error budget ${shown(`${longRatio} / ${budget}`, 'printf "%.3g"')} times as fast as it may`,
    description:
      `{{ $value | ${share} }} of calls ${missed} in the last ${long}, ${shown(shortRatio, share)} in the last ${short}; ` +
      `${shown(budget, share)} may. {{ if query ${recorded(`${remaining} > 0`)} }}${shown(remaining, share)} of the ${name} error budget is left, ` +
      `and at this rate gone in ${shown(timeLeft, "humanizeDuration")}.{{ else }}The ${name} error budget is spent.{{ end }}`,
  };
}

export function exhaustedText(period: string): AlertText {
  return {
    summary: `${objective} has spent its error budget`,
    description:
      `${shown(`${series.errorRatio(period)}{}`, share)} of the calls of the last ${period} ${missed}; ${shown(budget, share)} may. ` +
      `That is ${shown(`-${series.budgetRemainingEvents}{}`, 'printf "%.0f"')} calls more than the error budget has.`,
  };
}

export function absentText(absentFor: string, knownFor: string): AlertText {
  return {
    summary: `${objective} has no data`,
    description:
      `Nothing has been scraped for this objective in ${absentFor}: nobody would be told if it was missed. ` +
      `The service is down, not scraped, or no longer has the objective; if that is meant, this alert ends within ${knownFor}.`,
  };
}
