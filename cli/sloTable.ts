/** Objectives as lines of text, and as JSON. */
import type { ReadObjective } from "../prometheus/objectives.js";
import { printable } from "../prometheus/printable.js";
import { formatBudget, formatRate, formatSeconds, formatShare } from "../slo/format.js";
import type { ObjectiveStatus } from "../slo/status.js";
import { type Cell, table } from "./columns.js";

/** An objective from a Prometheus, or from applications, which know of no period. */
export type Shown = ObjectiveStatus & Partial<Pick<ReadObjective, "source" | "period">>;

const windows = ["5m", "1h", "6h"];
const none = "-";

export function sloTable(objectives: readonly Shown[]): string {
  const isFromApplications = objectives.some(({ source }) => source === undefined);
  const rates = isFromApplications ? ["burn"] : windows.map((window) => `burn ${window}`);
  const columns = [
    { title: "service" },
    { title: "objective" },
    { title: "target" },
    { title: "actual", right: true },
    { title: "budget left" },
    ...rates.map((title) => ({ title, right: true })),
    { title: "state" },
  ];
  const rows = objectives.map((objective): Cell[] => {
    const { service, standing, burnRates, state } = objective;
    const burning = isFromApplications ? [standing?.burnRate] : windows.map((window) => burnRates[window]);
    return [
      printable(service),
      printable(objective.objective),
      targetText(objective),
      actualText(objective),
      standing === undefined ? none : formatBudget(standing.budgetLeft, standing.burnRate),
      ...burning.map((rate) => (rate === undefined ? none : formatRate(rate))),
      state,
    ];
  });
  return [table(columns, rows), notes(objectives)]
    .filter(({ length }) => length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(""))
    .join("\n");
}

function targetText({ targetPercent, sli, threshold }: Shown): string {
  if (threshold !== undefined) return `${targetPercent} % within ${formatSeconds(threshold)}`;
  return `${targetPercent} % ${sli === "success_rate" ? "succeed" : printable(sli)}`;
}

/** With a digit more than the target, at least two: what just misses it does not look like it. */
function actualText({ standing, targetPercent }: Shown): string {
  if (standing === undefined) return none;
  const { calls, errors } = standing;
  const decimals = (String(targetPercent).split(".")[1] ?? "").length + 1;
  return formatShare(calls - errors, calls, Math.min(Math.max(2, decimals), 10));
}

/** Where numbers are from; when not all are from one place, of which objectives. */
function notes(objectives: readonly Shown[]): string[] {
  const notes = new Map<string, Set<string>>();
  for (const { source, period = "", objective, service, state } of objectives) {
    if (state === "no data") continue;
    const note = noteOn(source, period);
    notes.set(note, (notes.get(note) ?? new Set()).add(printable(`${objective} of ${service}`)));
  }
  if (notes.size === 1) return [...notes.keys()].map((note) => `${note}.`);
  return [...notes].map(([note, names]) => `${note}: ${[...names].join(", ")}`);
}

function noteOn(source: Shown["source"], period: string): string {
  switch (source) {
    case undefined:
      return "Over the whole life of each process, which stands for the period of the error budget";
    case "recorded":
      return `Recorded by the rules, for error budgets of ${period}`;
    case "counters":
      return `Worked out of the counters, as no rules record it here, for error budgets of ${period}`;
  }
}

/** What is not known is null. */
export function sloJson(objectives: readonly Shown[]): string {
  const listed = objectives.map((shown) => ({
    service: shown.service,
    objective: shown.objective,
    sli: shown.sli,
    state: shown.state,
    targetPercent: shown.targetPercent,
    thresholdSeconds: shown.threshold ?? null,
    source: shown.source ?? "application",
    period: shown.period ?? null,
    calls: shown.standing?.calls ?? null,
    errors: shown.standing?.errors ?? null,
    ratio: shown.standing?.ratio ?? null,
    budgetLeft: shown.standing?.budgetLeft ?? null,
    burnRate: shown.standing?.burnRate ?? null,
    burnRates: shown.burnRates,
    tiersOn: shown.tiersOn,
  }));
  // JSON lets through some of what a terminal takes for a command; as an escape it means the same.
  return `${JSON.stringify({ version: 1, objectives: listed }, undefined, 2).split("\n").map(printable).join("\n")}\n`;
}
