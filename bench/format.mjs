// Numbers and tables as Markdown has them.
import { median } from "./statistics.mjs";

export function table(titles, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(titles), line(titles.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What one variant takes longer than another, run by run. */
export function overhead(runs, variant, than, what) {
  return median(runs[variant].map((run, i) => run[what] / runs[than][i][what])) - 1;
}

export const count = (value) => value.toLocaleString("en-US");
export const seconds = (value) => value.toFixed(value < 10 ? 2 : 1);
export const percent = (ratio) => `${ratio < 0 ? "−" : "+"}${Math.abs(ratio * 100).toFixed(1)} %`;
export const nanoseconds = (value) => (value < 10 ? value.toFixed(1) : count(Math.round(value)));
export const times = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ×`;
