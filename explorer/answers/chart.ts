import type { Chart, Line } from "../api.js";
import { promqlOf } from "../query/promql.js";
import type { Query } from "../query/query.js";
import { type TimeRange, timesOf } from "../query/vector.js";
import type { Source } from "../sources/source.js";

export interface WantedLine {
  readonly name: string;
  /** Gives one series at most. */
  readonly query: Query;
}

export async function chartOf(
  source: Source,
  unit: Chart["unit"],
  range: TimeRange,
  wanted: readonly WantedLine[],
): Promise<Chart> {
  const times = timesOf(range);
  const lines = wanted.map(async ({ name, query }): Promise<Line> => {
    const { series } = await source.range(query, range);
    return { name, values: (series[0]?.values ?? times.map(() => null)).map(shown), promql: promqlOf(query) };
  });
  return { unit, times, lines: await Promise.all(lines) };
}

/** JSON has no infinity, and a chart no place for one. */
export function shown(value: number | null | undefined): number | null {
  return value !== undefined && value !== null && Number.isFinite(value) ? value : null;
}
