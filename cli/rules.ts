/** `autometrics rules`: prints the rules that make Prometheus watch the objectives. */

import { aboutFixed, aboutUniversal } from "../slo/about.js";
import { errorBudget } from "../slo/budget.js";
import { day, formatDuration } from "../slo/duration.js";
import type { Objective } from "../slo/objective.js";
import { alertmanagerConfig } from "../slo/output/alertmanager.js";
import { prometheusRules } from "../slo/output/prometheus.js";
import { prometheusRuleResource } from "../slo/output/prometheusOperator.js";
import { defaultSettings, fixedRules, type RuleSettings, universalRules } from "../slo/rules.js";
import {
  clampedThreshold,
  isBudgetUnderOneCall,
  type Severity,
  slowestFactor,
  thresholdOf,
  tiersOf,
} from "../slo/tiers.js";
import { type Call, type Command, CommandError, textOption, textOptions, UsageError } from "./command.js";
import { durationOption, periodOption } from "./durations.js";
import { loadObjectives } from "./loadObjectives.js";

const formats = ["prometheus", "prometheus-operator", "alertmanager"] as const;
type Format = (typeof formats)[number];

export const rules: Command = {
  name: "rules",
  summary: "print recording and alerting rules for Prometheus",
  help: `Usage: autometrics rules [OPTION]… [--for FILE…]

Prints the rules that make Prometheus watch service-level objectives: ratios, error budgets and burn-rate alerts.

Without --for it is one set for every objective of every service that is built with ts-autometrics, whatever the
targets: they come from the services, and a changed target needs no new rules. The package holds it ready as
ts-autometrics/rules.yml.

With --for it is a set with the objectives of configuration files in it, over the metrics that every Autometrics library
serves. Load one of the two sets, not both: they record the same series.

  --for FILE                a tsconfig.json or autometrics.json; several may be given
  --service NAME            with --for: only this service, where others have objectives of the same names
  --format FORMAT           prometheus (default), prometheus-operator (a PrometheusRule), or alertmanager (how the
                            alerts are grouped, and which inhibits which)
  --period DURATION         what the error budget is for: 30d (default), 28d, 7d, 90d, or another
  --min-failures N          fewer errors than these in an alert's window alert nobody (default 3)
  --alert-for DURATION      how long a burn rate must be too high before its alert fires (default 0s)
  --severity page=NAME      the label of alerts that should wake somebody (default page), and with ticket=NAME
                            that of the others (default ticket); may be given twice
  --runbook-url TEMPLATE    the alerts' link to what to do; may hold {{ $labels.objective_name }} and the like
  --dashboard-url TEMPLATE  the alerts' link to where to look (default: Prometheus' own graph)
  --calls-per-day N         with --for: warn of budgets that so many calls do not give a single error
  --window-scale FACTOR     for tests that cannot wait: multiplies every window and every wait (1/60: hours are minutes)
  -h, --help                this text

Exit codes: 0 printed, 2 not.

Example: autometrics rules --period 28d --severity page=critical > /etc/prometheus/rules/ts-autometrics.yml
`,
  options: {
    for: { type: "string", multiple: true },
    service: { type: "string" },
    format: { type: "string" },
    period: { type: "string" },
    "min-failures": { type: "string" },
    "alert-for": { type: "string" },
    severity: { type: "string", multiple: true },
    "runbook-url": { type: "string" },
    "dashboard-url": { type: "string" },
    "calls-per-day": { type: "string" },
    "window-scale": { type: "string" },
  },
  run(call) {
    const format = formatOf(call);
    const settings = settingsOf(call);
    // `--for FILE FILE`: what follows the first is a positional argument.
    const files = [...textOptions(call, "for"), ...call.positionals];
    checkTogether(call, files);
    if (format === "alertmanager") {
      call.io.out(alertmanagerConfig(settings.severities, settings.scale));
      return 0;
    }
    const write = format === "prometheus" ? prometheusRules : prometheusRuleResource;
    warn(call, noteOnPeriod(settings));
    if (files.length === 0) {
      call.io.out(write(universalRules(settings), aboutUniversal(settings)));
      return 0;
    }
    const service = textOption(call, "service");
    const objectives = merged(files, call.io.cwd);
    for (const objective of objectives)
      warn(call, ...notesOn(objective, settings, numberOption(call, "calls-per-day")));
    call.io.out(write(fixedRules(objectives, settings, service), aboutFixed(files, settings)));
    return 0;
  },
};

function formatOf(call: Call): Format {
  const text = textOption(call, "format") ?? "prometheus";
  const format = formats.find((format) => format === text);
  if (format === undefined) throw new UsageError(`unknown format '${text}'; the formats are ${formats.join(", ")}`);
  return format;
}

function settingsOf(call: Call): RuleSettings {
  const hold = textOption(call, "alert-for");
  return {
    ...defaultSettings,
    period: periodOption(call) ?? defaultSettings.period,
    scale: scaleOf(textOption(call, "window-scale")),
    minFailures: numberOption(call, "min-failures") ?? defaultSettings.minFailures,
    hold: hold === undefined || /^0[a-z]*$/.test(hold) ? 0 : (durationOption(call, "alert-for", "2m") ?? 0),
    severities: severitiesOf(call),
    runbookUrl: textOption(call, "runbook-url") ?? defaultSettings.runbookUrl,
    dashboardUrl: textOption(call, "dashboard-url") ?? defaultSettings.dashboardUrl,
  };
}

function numberOption(call: Call, name: string): number | undefined {
  const text = textOption(call, name);
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError(`--${name} '${text}' is no number of calls; write one from 1 on`);
}

function scaleOf(text = "1"): number {
  const [, numerator, denominator = "1"] = /^(\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(text) ?? [];
  const scale = Number(numerator) / Number(denominator);
  // A thousandth of five minutes is still some time; a period has to be one that Prometheus can say.
  if (scale >= 0.001 && scale <= 1) return scale;
  throw new UsageError(`--window-scale '${text}' is not from 0.001 to 1; write a fraction such as 1/60`);
}

function severitiesOf(call: Call): Record<Severity, string> {
  const severities = { ...defaultSettings.severities };
  for (const text of textOptions(call, "severity")) {
    const [, severity, name] = /^(page|ticket)=(.+)$/.exec(text) ?? [];
    if ((severity !== "page" && severity !== "ticket") || name === undefined) {
      throw new UsageError(`--severity '${text}' names nothing; write page=critical or ticket=warning`);
    }
    severities[severity] = name;
  }
  return severities;
}

function checkTogether(call: Call, files: readonly string[]): void {
  if (call.positionals.length > 0 && textOptions(call, "for").length === 0) {
    throw new UsageError(`unexpected argument '${call.positionals[0]}'; configuration files follow --for`);
  }
  for (const name of ["service", "calls-per-day"]) {
    if (textOption(call, name) !== undefined && files.length === 0) {
      throw new UsageError(`--${name} goes with --for, which says what the objectives are`);
    }
  }
}

/** Of several files. An objective may be in two of them if it is the same. */
function merged(files: readonly string[], cwd: string): readonly Objective[] {
  const objectives = new Map<string, Objective>();
  for (const file of files) {
    for (const objective of loadObjectives(file, cwd)) {
      const known = objectives.get(objective.name);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(objective)) {
        throw new CommandError(
          `'${file}' has another objective '${objective.name}' than a file before it; print the rules of each file for its --service`,
        );
      }
      objectives.set(objective.name, objective);
    }
  }
  return [...objectives.values()];
}

function noteOnPeriod({ period }: RuleSettings): string | undefined {
  const slowest = slowestFactor(tiersOf(period));
  if (slowest >= 0.9) return undefined;
  return `with a period of ${formatDuration(period)} the last tier alerts at ${slowest} times the allowed error rate, so also of objectives that are met; 7d, 28d, 30d and 90d do not`;
}

function notesOn({ name, successRate, latency }: Objective, settings: RuleSettings, callsPerDay?: number): string[] {
  return [successRate, latency?.percentile].flatMap((target) => {
    if (target === undefined) return [];
    const budget = errorBudget(target);
    const notes: string[] = [];
    const clamped = tiersOf(settings.period).filter((tier) => thresholdOf(tier, budget).isClamped);
    if (clamped.length > 0) {
      const names = clamped.map(({ name }) => name).join(" and ");
      notes.push(
        `objective '${name}': no error ratio is high enough for the ${names} alert of a target of ${target} %; it fires over ${clampedThreshold} instead`,
      );
    }
    if (callsPerDay !== undefined && isBudgetUnderOneCall((callsPerDay * settings.period) / day, budget)) {
      notes.push(
        `objective '${name}': ${callsPerDay} calls a day have no error to spare in ${formatDuration(settings.period)} at ${target} %; one error spends the whole budget. Lower the target, or count more calls`,
      );
    }
    return notes;
  });
}

function warn({ io }: Call, ...notes: readonly (string | undefined)[]): void {
  for (const note of notes) if (note !== undefined) io.err(`autometrics rules: ${note}\n`);
}
