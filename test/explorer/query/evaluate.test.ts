/** What is expected here is worked out by hand; test/e2e/explorer compares with a real Prometheus. */
import { describe, expect, it } from "vitest";
import { Evaluator } from "../../../explorer/query/evaluate.js";
import {
  countOver,
  divide,
  groupBy,
  histogramQuantile,
  increase,
  lastOver,
  latest,
  maxBy,
  minus,
  notNegative,
  or,
  orZeroOf,
  type Query,
  rate,
  running,
  select,
  share,
  sumBy,
  sumOver,
  times,
} from "../../../explorer/query/query.js";
import { Scrapes } from "../scrapes.js";

const minute = 60_000;
const c = select("c");

function valueAt(scrapes: Scrapes, query: Query, time: number): number | undefined {
  const vector = new Evaluator(scrapes.memory).instant(query, time);
  expect(vector.length).toBeLessThan(2);
  return vector[0]?.value;
}

describe("an increase", () => {
  it("is extended to the ends of its range where samples are near them", () => {
    // 300 to 330 in (15, 75]: 20 … 70 is seen, so 50 s of 60 s.
    const scrapes = new Scrapes().counter("c", 10, [300, 306, 306, 312, 318, 324, 330, 336]);
    expect(valueAt(scrapes, increase(c, minute), 75)).toBeCloseTo((336 - 306) * (60 / 50), 9);
  });

  it("is extended by half the distance of samples where the series began or ended in its range", () => {
    const scrapes = new Scrapes().counter("c", 10, [null, null, null, 1000, 1010, 1020, null, null]);
    // 30 … 50 is seen, and 5 s are added on both sides; 1000 is too far from 0 to matter.
    expect(valueAt(scrapes, increase(c, 2 * minute), 100)).toBeCloseTo(20 * (30 / 20), 9);
  });

  it("is extended no further back than to where the counter was at 0", () => {
    const scrapes = new Scrapes().counter("c", 10, [null, null, 2, 12, 22]);
    // At a slope of 1 a second, 2 was 0 two seconds before.
    expect(valueAt(scrapes, increase(c, minute), 40)).toBeCloseTo(20 * (22 / 20), 9);
    const fromZero = new Scrapes().counter("c", 10, [0, 10, 20]);
    expect(valueAt(fromZero, increase(c, minute), 20)).toBe(20);
  });

  it("counts on where the counter began anew", () => {
    const scrapes = new Scrapes().counter("c", 10, [100, 110, 4, 14, 3]);
    // 10 and, anew from 0, 4 + 10 and 3.
    expect(valueAt(scrapes, increase(c, 50_000), 40)).toBeCloseTo(27 * (50 / 40), 9);
  });

  it("counts on over scrapes that failed", () => {
    const scrapes = new Scrapes();
    scrapes.at(0, "c 100");
    scrapes.failAt(10);
    scrapes.failAt(20);
    scrapes.at(30, "c 5");
    expect(valueAt(scrapes, increase(c, 40_000), 30)).toBeCloseTo(5 * (40 / 30), 9);
  });

  it("is nothing with one sample, and 0 with equal ones", () => {
    expect(valueAt(new Scrapes().counter("c", 10, [7]), increase(c, minute), 0)).toBeUndefined();
    expect(valueAt(new Scrapes().counter("c", 10, [7, 7, 7]), increase(c, minute), 20)).toBe(0);
  });

  it("begins after the start of its range: a sample there belongs to the range before", () => {
    const scrapes = new Scrapes().counter("c", 10, [0, 1, 2]);
    expect(valueAt(scrapes, countOver(c, 20_000), 20)).toBe(2);
    expect(valueAt(scrapes, countOver(c, 20_001), 20)).toBe(3);
  });
});

describe("a rate", () => {
  it("is the increase by the length of its range", () => {
    const scrapes = new Scrapes().counter("c", 10, [0, 50, 100, 150, 200, 250, 300]);
    expect(valueAt(scrapes, rate(c, minute), 60)).toBeCloseTo((250 * (60 / 50)) / 60, 9);
  });
});

describe("the latest sample", () => {
  it("is looked for in the last five minutes", () => {
    const scrapes = new Scrapes().counter("c", 10, [3, 4]);
    expect(valueAt(scrapes, latest(c), 9.9)).toBe(3);
    expect(valueAt(scrapes, latest(c), 309)).toBe(4);
    expect(valueAt(scrapes, latest(c), 310)).toBeUndefined();
  });

  it("is gone with a scrape that does not have it, or that failed", () => {
    const scrapes = new Scrapes().counter("c", 10, [3, null, 5]);
    scrapes.failAt(30);
    expect([5, 15, 25, 35].map((time) => valueAt(scrapes, latest(c), time))).toEqual([3, undefined, 5, undefined]);
    expect(valueAt(scrapes, lastOver(c, minute), 35)).toBe(5);
    expect(valueAt(scrapes, sumOver(c, minute), 35)).toBe(8);
  });
});

describe("an aggregation", () => {
  const scrapes = new Scrapes();
  scrapes.at(0, 'g{a="1",b="x"} 1\ng{a="1",b="y"} 2\ng{a="2",b="x"} 4', "app:1");
  scrapes.at(0, 'g{a="1",b="x"} 8', "app:2");
  const evaluate = (query: Query) =>
    Object.fromEntries(
      new Evaluator(scrapes.memory).instant(query, 1).map(({ labels, value }) => [JSON.stringify(labels), value]),
    );

  it("is by the labels that it keeps, over all targets", () => {
    expect(evaluate(sumBy(["a"], latest(select("g"))))).toEqual({ '{"a":"1"}': 11, '{"a":"2"}': 4 });
    expect(evaluate(maxBy(["b"], latest(select("g"))))).toEqual({ '{"b":"x"}': 8, '{"b":"y"}': 2 });
    expect(evaluate(groupBy([], latest(select("g"))))).toEqual({ "{}": 1 });
  });

  it("is of what the selector matches", () => {
    expect(evaluate(sumBy([], latest(select("g", { a: "1", b: { operator: "!=", value: "y" } }))))).toEqual({
      "{}": 9,
    });
    expect(evaluate(sumBy([], latest(select("g", { b: { operator: "=~", value: "x|z" } }))))).toEqual({ "{}": 13 });
    expect(evaluate(sumBy([], latest(select("g", { none: "" }))))).toEqual({ "{}": 15 });
    expect(evaluate(sumBy([], latest(select("g", { none: "1" }))))).toEqual({});
  });

  it("adds rates and not counters, so that an instance that begins anew takes nothing away", () => {
    const two = new Scrapes();
    for (const [i, [one, other]] of [
      [100, 500],
      [110, 510],
      [120, 0],
      [130, 10],
    ].entries()) {
      two.at(i * 10, `c ${one}`, "app:1");
      two.at(i * 10, `c ${other}`, "app:2");
    }
    expect(valueAt(two, sumBy([], increase(c, 40_000)), 30)).toBeCloseTo((30 + 20) * (40 / 30), 9);
  });
});

describe("arithmetic", () => {
  const scrapes = new Scrapes();
  scrapes.at(0, 'all{a="1"} 8\nall{a="2"} 0\nall{a="3"} 5\nbad{a="1"} 2\nbad{a="2"} 0');
  const [all, bad] = [sumBy(["a"], latest(select("all"))), sumBy(["a"], latest(select("bad")))];
  const evaluate = (query: Query) =>
    new Evaluator(scrapes.memory).instant(query, 1).map(({ labels, value }) => [labels.a, value]);

  it("takes elements with the same labels together", () => {
    expect(evaluate(minus(all, bad))).toEqual([
      ["1", 6],
      ["2", 0],
    ]);
    expect(evaluate(minus(1, times(2, bad)))).toEqual([
      ["1", -3],
      ["2", 1],
    ]);
    expect(evaluate(notNegative(minus(1, bad)))).toEqual([
      ["1", 0],
      ["2", 1],
    ]);
  });

  it("has no share of nothing, and no NaN", () => {
    expect(evaluate(share(bad, all))).toEqual([["1", 0.25]]);
    expect(evaluate(divide(bad, all))).toEqual([["1", 0.25]]);
  });

  it("takes a missing part for 0 where it is told to", () => {
    expect(evaluate(orZeroOf(bad, all))).toEqual([
      ["1", 2],
      ["2", 0],
      ["3", 0],
    ]);
    expect(evaluate(or(all, bad))).toEqual(evaluate(all));
  });
});

describe("a quantile", () => {
  it("is of each histogram, whatever way bounds are written in", () => {
    const scrapes = new Scrapes();
    scrapes.at(0, 'h_bucket{f="a",le="1.0"} 5\nh_bucket{f="a",le="2"} 10\nh_bucket{f="a",le="+Inf"} 10', "app:1");
    scrapes.at(0, 'h_bucket{f="a",le="1"} 5\nh_bucket{f="a",le="2.0"} 10\nh_bucket{f="a",le="+Inf"} 10', "app:2");
    const buckets = sumBy(["f", "le"], latest(select("h_bucket")));
    expect(new Evaluator(scrapes.memory).instant(histogramQuantile(0.75, buckets), 1)).toEqual([
      { labels: { f: "a" }, value: 1.5 },
    ]);
  });

  it("is nothing without observations", () => {
    const scrapes = new Scrapes();
    scrapes.at(0, 'h_bucket{le="1"} 0\nh_bucket{le="+Inf"} 0');
    expect(valueAt(scrapes, histogramQuantile(0.5, latest(select("h_bucket"))), 1)).toBeUndefined();
  });
});

describe("a range", () => {
  it("has a value or nothing for each of its times", () => {
    const scrapes = new Scrapes().counter("c", 10, [0, 10, null, 30]);
    const { times, series } = new Evaluator(scrapes.memory).range(latest(c), { from: 0, to: 35, step: 10 });
    expect(times).toEqual([0, 10, 20, 30]);
    expect(series.map(({ values }) => values)).toEqual([[0, 10, null, 30]]);
  });

  it("has no series that is nowhere in it", () => {
    const scrapes = new Scrapes().counter("c", 10, [1]);
    expect(new Evaluator(scrapes.memory).range(latest(c), { from: 1000, to: 2000, step: 500 }).series).toEqual([]);
  });
});

describe("a running sum", () => {
  it("adds up what comes in each step since its beginning", () => {
    const scrapes = new Scrapes().counter("c", 10, [5, 1, 2, 3, 4]);
    const query = running(latest(c), 5_000, 60_000, 10_000);
    const { series } = new Evaluator(scrapes.memory).range(query, { from: 0, to: 40, step: 10 });
    expect(series.map(({ values }) => values)).toEqual([[null, 1, 3, 6, 10]]);
  });
});
