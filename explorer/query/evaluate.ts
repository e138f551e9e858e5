import { minute } from "../../slo/duration.js";
import { type Bucket, quantile } from "../../slo/quantile.js";
import type { Aggregation, Arithmetic, Query, Selector } from "./query.js";
import { increaseOver } from "./rate.js";
import type { SampledSeries, Samples, Stretch } from "./samples.js";
import {
  knownKeyOf,
  type Labels,
  type Matrix,
  type TimeRange,
  timesOf,
  type Vector,
  type VectorElement,
} from "./vector.js";

/** How far back Prometheus looks for the latest sample. */
const lookback = 5 * minute;

/** Of series that come and go there is another group again and again. */
const mostGroups = 200_000;

type Elements = VectorElement[];
type Of<Kind extends Query["kind"]> = Extract<Query, { kind: Kind }>;

/** Works queries out on samples as Prometheus 3 does. It keeps what it has found until it is told that there are others. */
export class Evaluator {
  readonly #samples: Samples;
  readonly #selected = new Map<Selector, readonly SampledSeries[]>();
  /** By what they keep of labels. */
  readonly #groupings = new Map<string, Grouping>();
  readonly #steps = new Map<Query, { readonly evaluator: Evaluator; readonly found: Map<number, Vector> }>();
  /** Of one time: queries share parts. */
  readonly #done = new Map<Query, Elements>();
  #time = Number.NaN;

  constructor(samples: Samples) {
    this.#samples = samples;
  }

  /** There have been more samples. */
  refresh(): void {
    this.#selected.clear();
    this.#steps.clear();
    this.#done.clear();
    for (const [name, { size }] of this.#groupings) if (size > mostGroups) this.#groupings.delete(name);
  }

  /** @param time Seconds since 1970. */
  instant(query: Query, time: number): Vector {
    const milliseconds = Math.round(time * 1000);
    if (milliseconds !== this.#time) this.#done.clear();
    this.#time = milliseconds;
    return this.#evaluate(query).filter(({ value }) => !Number.isNaN(value));
  }

  range(query: Query, range: TimeRange): Matrix {
    const times = timesOf(range);
    const series = new Map<string, { labels: Labels; values: (number | null)[] }>();
    for (const [i, time] of times.entries()) {
      for (const { labels, value } of this.instant(query, time)) {
        const key = knownKeyOf(labels);
        const known = series.get(key) ?? { labels, values: times.map(() => null) };
        series.set(key, known);
        known.values[i] = value;
      }
    }
    return { times, series: [...series.values()] };
  }

  #evaluate(query: Query): Elements {
    let elements = this.#done.get(query);
    if (elements === undefined) {
      elements = this.#workOut(query);
      this.#done.set(query, elements);
    }
    return elements;
  }

  #workOut(query: Query): Elements {
    switch (query.kind) {
      case "latest":
        return this.#each(query.of, (series) => series.latest(this.#time - lookback, this.#time));
      case "over":
        return this.#over(query);
      case "aggregate":
        return this.#aggregate(query);
      case "quantile":
        return this.#quantile(query);
      case "arithmetic":
        return this.#arithmetic(query);
      case "positive":
        return this.#evaluate(query.of).filter(({ value }) => value > 0);
      case "not negative":
        return this.#evaluate(query.of).map(({ labels, value }) => ({ labels, value: Math.max(0, value) }));
      case "or":
        return union(this.#evaluate(query.left), this.#evaluate(query.right));
      case "running":
        return this.#running(query);
    }
  }

  #each(selector: Selector, read: (series: SampledSeries) => number | undefined): Elements {
    let all = this.#selected.get(selector);
    if (all === undefined) {
      all = this.#samples.select(selector);
      this.#selected.set(selector, all);
    }
    const elements: Elements = [];
    for (const series of all) {
      const value = read(series);
      if (value !== undefined) elements.push({ labels: series.labels, value });
    }
    return elements;
  }

  #over({ function: name, of, range }: Of<"over">): Elements {
    const until = this.#time;
    const after = until - Math.round(range);
    const functions = {
      rate: (stretch: Stretch) => {
        const increase = increaseOver(stretch, after, until);
        return increase === undefined ? undefined : increase / (range / 1000);
      },
      increase: (stretch: Stretch) => increaseOver(stretch, after, until),
      last_over_time: (stretch: Stretch) => stretch.last,
      sum_over_time: (stretch: Stretch) => stretch.sum,
      count_over_time: (stretch: Stretch) => stretch.count,
    };
    const read = functions[name];
    return this.#each(of, (series) => {
      const stretch = series.stretch(after, until);
      return stretch === undefined ? undefined : read(stretch);
    });
  }

  #aggregate(query: Of<"aggregate">): Elements {
    const grouping = this.#grouping(`by ${query.by.join()}`, (labels) =>
      Object.fromEntries(query.by.flatMap((name) => (labels[name] ? [[name, labels[name]]] : []))),
    );
    const values = new Map<Labels, number>();
    for (const { labels, value } of this.#evaluate(query.of)) {
      const group = grouping.of(labels);
      const before = values.get(group);
      values.set(group, before === undefined ? alone(query.operator, value) : joined(query.operator, before, value));
    }
    return Array.from(values, ([labels, value]) => ({ labels, value }));
  }

  #quantile(query: Of<"quantile">): Elements {
    const grouping = this.#grouping("without le", ({ le, ...rest }) => rest);
    const histograms = new Map<Labels, Bucket[]>();
    for (const { labels, value: count } of this.#evaluate(query.of)) {
      const { le = "" } = labels;
      const histogram = grouping.of(labels);
      const buckets = histograms.get(histogram) ?? [];
      histograms.set(histogram, buckets);
      buckets.push({ bound: le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le), count });
    }
    return Array.from(histograms, ([labels, buckets]) => ({ labels, value: quantile(query.q, buckets) }));
  }

  #grouping(name: string, leave: (labels: Labels) => Labels): Grouping {
    let grouping = this.#groupings.get(name);
    if (grouping === undefined) {
      grouping = new Grouping(leave);
      this.#groupings.set(name, grouping);
    }
    return grouping;
  }

  #running(query: Of<"running">): Elements {
    const { of, since, step } = query;
    const steps = this.#steps.get(query) ?? {
      evaluator: new Evaluator(this.#samples),
      found: new Map<number, Vector>(),
    };
    this.#steps.set(query, steps);
    const sums = new Map<string, VectorElement>();
    for (let time = (Math.floor(since / step) + 1) * step; time <= this.#time; time += step) {
      const vector = steps.found.get(time) ?? steps.evaluator.instant(of, time / 1000);
      steps.found.set(time, vector);
      for (const { labels, value } of vector) {
        const key = knownKeyOf(labels);
        sums.set(key, { labels, value: (sums.get(key)?.value ?? 0) + value });
      }
    }
    return [...sums.values()];
  }

  #arithmetic({ operator, left, right }: Of<"arithmetic">): Elements {
    const compute = operations[operator];
    if (typeof left === "number") {
      if (typeof right === "number") return [{ labels: {}, value: compute(left, right) }];
      return this.#evaluate(right).map(({ labels, value }) => ({ labels, value: compute(left, value) }));
    }
    const elements = this.#evaluate(left);
    if (typeof right === "number") {
      return elements.map(({ labels, value }) => ({ labels, value: compute(value, right) }));
    }
    const others = new Map(this.#evaluate(right).map(({ labels, value }) => [knownKeyOf(labels), value]));
    return elements.flatMap(({ labels, value }) => {
      const other = others.get(knownKeyOf(labels));
      return other === undefined ? [] : [{ labels, value: compute(value, other) }];
    });
  }
}

const operations: Readonly<Record<Arithmetic, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};

function alone(operator: Aggregation, value: number): number {
  return operator === "group" ? 1 : value;
}

function joined(operator: Aggregation, before: number, value: number): number {
  switch (operator) {
    case "sum":
      return before + value;
    case "min":
      return Math.min(before, value);
    case "max":
      return Math.max(before, value);
    case "group":
      return 1;
  }
}

/** Finds the label set that is left of another: always the same object for one group. */
class Grouping {
  readonly #leave: (labels: Labels) => Labels;
  readonly #known = new WeakMap<Labels, Labels>();
  readonly #groups = new Map<string, Labels>();

  constructor(leave: (labels: Labels) => Labels) {
    this.#leave = leave;
  }

  get size(): number {
    return this.#groups.size;
  }

  of(labels: Labels): Labels {
    let group = this.#known.get(labels);
    if (group === undefined) {
      const own = this.#leave(labels);
      const key = knownKeyOf(own);
      group = this.#groups.get(key) ?? own;
      this.#groups.set(key, group);
      this.#known.set(labels, group);
    }
    return group;
  }
}

function union(left: Elements, right: Elements): Elements {
  const known = new Set(left.map(({ labels }) => knownKeyOf(labels)));
  return [...left, ...right.filter(({ labels }) => !known.has(knownKeyOf(labels)))];
}
