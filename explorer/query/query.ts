/**
 * Queries as plain data: what the Explorer asks is written once, printed as PromQL (promql.ts) for Prometheus and for
 * people, and worked out on samples in memory (evaluate.ts) with the same meaning.
 */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

export interface Matcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~";
  readonly value: string;
}

export type RangeFunction = "rate" | "increase" | "last_over_time" | "sum_over_time" | "count_over_time";
export type Aggregation = "sum" | "min" | "max" | "group";
export type Arithmetic = "+" | "-" | "*" | "/";

/** Gives a vector: one value for each label set. Metrics' names are not among the labels of an answer. */
export type Query =
  /** The latest sample of each series. */
  | { readonly kind: "latest"; readonly of: Selector }
  /** `range` in milliseconds. */
  | { readonly kind: "over"; readonly function: RangeFunction; readonly of: Selector; readonly range: number }
  | { readonly kind: "aggregate"; readonly operator: Aggregation; readonly by: readonly string[]; readonly of: Query }
  /** Of a histogram's buckets. */
  | { readonly kind: "quantile"; readonly q: number; readonly of: Query }
  /** Elements of the two sides belong together when all their labels are the same. */
  | {
      readonly kind: "arithmetic";
      readonly operator: Arithmetic;
      readonly left: Query | number;
      readonly right: Query | number;
    }
  /** Elements over 0: what a division by must keep to. */
  | { readonly kind: "positive"; readonly of: Query }
  /** Elements below 0 become 0. */
  | { readonly kind: "not negative"; readonly of: Query }
  /** The left side's elements, and those of the right with other labels. */
  | { readonly kind: "or"; readonly left: Query; readonly right: Query }
  /**
   * The sum of what a query gave at every `step` after `since`, at multiples of the step. Times and steps are in
   * milliseconds. It is asked for at no time later than `since` and `range`.
   */
  | {
      readonly kind: "running";
      readonly of: Query;
      readonly since: number;
      readonly range: number;
      readonly step: number;
    };

/** Label → the value it must have, or a whole matcher. */
export type Wanted = Readonly<Record<string, string | Omit<Matcher, "label">>>;

export function select(metric: string, wanted: Wanted = {}): Selector {
  const matchers = Object.entries(wanted).map(
    ([label, value]): Matcher => (typeof value === "string" ? { label, operator: "=", value } : { label, ...value }),
  );
  return { metric, matchers };
}

export function latest(of: Selector): Query {
  return { kind: "latest", of };
}

/** Calls a second, of a counter. */
export function rate(of: Selector, range: number): Query {
  return { kind: "over", function: "rate", of, range };
}

/** By how much a counter has grown. */
export function increase(of: Selector, range: number): Query {
  return { kind: "over", function: "increase", of, range };
}

/** The latest sample of each series, however long ago within the range. */
export function lastOver(of: Selector, range: number): Query {
  return { kind: "over", function: "last_over_time", of, range };
}

export function sumOver(of: Selector, range: number): Query {
  return { kind: "over", function: "sum_over_time", of, range };
}

export function countOver(of: Selector, range: number): Query {
  return { kind: "over", function: "count_over_time", of, range };
}

export function sumBy(by: readonly string[], of: Query): Query {
  return { kind: "aggregate", operator: "sum", by, of };
}

export function minBy(by: readonly string[], of: Query): Query {
  return { kind: "aggregate", operator: "min", by, of };
}

export function maxBy(by: readonly string[], of: Query): Query {
  return { kind: "aggregate", operator: "max", by, of };
}

/** Which label sets there are. */
export function groupBy(by: readonly string[], of: Query): Query {
  return { kind: "aggregate", operator: "group", by, of };
}

export function histogramQuantile(q: number, of: Query): Query {
  return { kind: "quantile", q, of };
}

export function minus(left: Query | number, right: Query | number): Query {
  return { kind: "arithmetic", operator: "-", left, right };
}

export function times(left: Query | number, right: Query | number): Query {
  return { kind: "arithmetic", operator: "*", left, right };
}

export function divide(left: Query | number, right: Query | number): Query {
  return { kind: "arithmetic", operator: "/", left, right };
}

/** The share of a part in the whole; nothing where the whole is nothing. */
export function share(part: Query, whole: Query): Query {
  return divide(part, { kind: "positive", of: whole });
}

export function notNegative(of: Query): Query {
  return { kind: "not negative", of };
}

export function or(left: Query, right: Query): Query {
  return { kind: "or", left, right };
}

/** The first, or 0 for each element of the second that has none: a series of errors may not be there yet. */
export function orZeroOf(query: Query, of: Query): Query {
  return or(query, times(0, of));
}

/** What has come together since a time (milliseconds since 1970), of what comes in each step. */
export function running(of: Query, since: number, range: number, step: number): Query {
  return { kind: "running", of, since, range, step };
}
