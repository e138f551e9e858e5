import { type Cell, table } from "../../cli/columns.js";
import { formatBudget, formatCount, formatQuantile, formatRate, formatSeconds, formatShare } from "../../slo/format.js";
import type { ObjectiveStatus } from "../../slo/status.js";
import type { FunctionReport } from "./report.js";
import type { Styles } from "./screen.js";

/** The table of functions. */
export function renderFunctions(functions: readonly FunctionReport[], { dim, red }: Styles): string[] {
  const columns = [
    { title: "function" },
    { title: "module" },
    ...["calls", "errors", "p50", "p95", "p99"].map((title) => ({ title, right: true })),
  ];
  const rows = functions.map(({ name, module, calls, errors, buckets }): Cell[] => [
    name,
    module,
    formatCount(calls),
    errors > 0 ? { text: formatCount(errors), style: red } : "0",
    ...[0.5, 0.95, 0.99].map((q) => formatQuantile(q, buckets)),
  ]);
  return table(columns, rows, dim);
}

/** The table of an objective's targets. */
export function renderTargets(targets: readonly ObjectiveStatus[], { dim, red }: Styles): string[] {
  const columns = [
    { title: "" },
    { title: "target", right: true },
    { title: "actual", right: true },
    { title: "error budget left" },
    { title: "burn rate", right: true },
  ];
  const rows = targets.map(({ targetPercent, threshold, standing }): Cell[] => {
    const name = threshold === undefined ? "succeeded" : `within ${formatSeconds(threshold)}`;
    const target = `${targetPercent} %`;
    if (standing === undefined) return [name, target, "no calls", "–", "–"];
    const { calls, errors, burnRate, budgetLeft } = standing;
    const budget = formatBudget(budgetLeft, burnRate);
    return [
      name,
      target,
      formatShare(calls - errors, calls),
      budgetLeft < 0 ? { text: budget, style: red } : budget,
      formatRate(burnRate),
    ];
  });
  return table(columns, rows, dim);
}
