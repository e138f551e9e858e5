/** What is drawn decides how: where the axis begins and ends, and how its numbers are written. */
import {
  formatBudget,
  formatBurnRate,
  formatCount,
  formatRate,
  formatRatio,
  formatSeconds,
  formatShare,
} from "../format.js";

export interface Kind {
  readonly format: (value: number | null) => string;
  /** The axis' ends, from the least and the greatest value that is drawn. */
  readonly range: (least: number, greatest: number) => [number, number];
  /** Where the axis is marked, when not at even steps. */
  readonly marks?: readonly number[];
  /** Close together near 0, and each tenfold as tall as the next: 1 and 1,000 in one chart. */
  readonly isLogarithmic?: boolean;
  readonly isFilled?: boolean;
  /** There is nothing between 1 and 2. */
  readonly isWhole?: boolean;
}

const fromZero =
  (least: number) =>
  (_: number, greatest: number): [number, number] => [0, greatest > 0 ? greatest * 1.08 : least];

export const kinds = {
  rate: { format: formatRate, range: fromZero(1), isFilled: true },
  count: {
    format: (value) => (value === null ? "–" : formatCount(value)),
    range: fromZero(1),
    isFilled: true,
    isWhole: true,
  },
  errors: {
    format: formatRatio,
    range: (least, greatest) => {
      const [from, to] = fromZero(0.01)(least, greatest);
      return [from, Math.min(to, 1)];
    },
    isFilled: true,
  },
  duration: { format: formatSeconds, range: fromZero(0.01) },
  // From the worst to 100 %: the nines are what is looked at.
  share: { format: formatShare, range: (least) => [Math.max(0, least - (1 - least) * 0.12 - 1e-6), 1] },
  budget: { format: formatBudget, range: (least) => [Math.min(0, least * 1.05), 1], isFilled: true },
  burnRate: {
    format: formatBurnRate,
    range: fromZero(1),
    marks: [0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000],
    isLogarithmic: true,
  },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof kinds;
