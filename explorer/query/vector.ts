/** What queries answer. */
export type Labels = Readonly<Record<string, string>>;

/** At one time. An element never is NaN: it would be left out. */
export type Vector = readonly VectorElement[];

export interface VectorElement {
  readonly labels: Labels;
  readonly value: number;
}

/** At many times. */
export interface Matrix {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly series: readonly MatrixSeries[];
}

export interface MatrixSeries {
  readonly labels: Labels;
  /** One for each time; null where there is nothing. */
  readonly values: readonly (number | null)[];
}

/** Evenly spaced times: seconds since 1970, and seconds between them. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export function timesOf({ from, to, step }: TimeRange): number[] {
  // Whole milliseconds, which is what Prometheus counts in; a little more than `to` is `to` after rounding.
  const count = Math.floor((to - from) / step + 1e-6) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Math.round((from + i * step) * 1000) / 1000);
}

/** The same text for the same labels in any order. An empty label is none, as in Prometheus. */
export function keyOf(labels: Labels): string {
  const names = Object.keys(labels).filter((name) => labels[name] !== "");
  return JSON.stringify(names.sort().map((name) => [name, labels[name]]));
}

const keys = new WeakMap<Labels, string>();

/** `keyOf` for labels that are asked for again and again. */
export function knownKeyOf(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = keyOf(labels);
    keys.set(labels, key);
  }
  return key;
}
