import { decimalText } from "../../slo/budget.js";
import { formatDuration } from "../../slo/duration.js";
import { quoted } from "../../slo/promql.js";
import type { Query, Selector } from "./query.js";

/** The query in PromQL. */
export function promqlOf(query: Query): string {
  switch (query.kind) {
    case "latest":
      return selectorText(query.of);
    case "over":
      return `${query.function}(${selectorText(query.of)}[${formatDuration(query.range)}])`;
    case "aggregate":
      return `${query.operator}${query.by.length > 0 ? ` by (${query.by.join(", ")}) ` : ""}(${promqlOf(query.of)})`;
    case "quantile":
      return `histogram_quantile(${query.q}, ${promqlOf(query.of)})`;
    case "arithmetic":
      return `${within(query.left, binding(query))} ${query.operator} ${within(query.right, binding(query) + 1)}`;
    case "positive":
      return `${within(query.of, binding(query))} > 0`;
    case "not negative":
      return `clamp_min(${promqlOf(query.of)}, 0)`;
    case "or":
      return `${within(query.left, binding(query))} or ${within(query.right, binding(query) + 1)}`;
    case "running": {
      // `time()` is that of each step.
      const later = `${within(query.of, 2)} and on () vector(time()) > ${decimalText(query.since / 1000)}`;
      return `sum_over_time((${later})[${formatDuration(query.range)}:${formatDuration(query.step)}])`;
    }
  }
}

function selectorText({ metric, matchers }: Selector): string {
  const texts = matchers.map(({ label, operator, value }) => `${label}${operator}${quoted(value)}`);
  return texts.length > 0 ? `${metric}{${texts.join(",")}}` : metric;
}

/** An operand, in parentheses where it binds more loosely than its place needs. */
function within(operand: Query | number, needed: number): string {
  if (typeof operand === "number") return decimalText(operand);
  const text = promqlOf(operand);
  return binding(operand) < needed ? `(${text})` : text;
}

/** How tightly PromQL's operators hold their operands together. */
function binding(query: Query): number {
  switch (query.kind) {
    case "or":
      return 1;
    case "positive":
      return 2;
    case "arithmetic":
      return query.operator === "+" || query.operator === "-" ? 3 : 4;
    default:
      return 5;
  }
}
