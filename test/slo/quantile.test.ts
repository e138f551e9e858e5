import { describe, expect, it } from "vitest";
import { type Bucket, quantile } from "../../slo/quantile.js";

const infinity = Number.POSITIVE_INFINITY;
const buckets = (counts: Record<string, number>): Bucket[] =>
  Object.entries(counts).map(([le, count]) => ({ bound: le === "+Inf" ? infinity : Number(le), count }));

// 10 observations up to 0.1, 10 more up to 0.2, 4 above.
const some = buckets({ "0.1": 10, "0.2": 20, "+Inf": 24 });

describe("a quantile from buckets", () => {
  it("is interpolated within its bucket", () => {
    expect(quantile(0.5, some)).toBeCloseTo(0.12, 12);
    expect(quantile(0.75, some)).toBeCloseTo(0.18, 12);
  });

  it("starts the lowest bucket at 0", () => {
    expect(quantile(0.25, some)).toBeCloseTo(0.06, 12);
  });

  it("is the bound itself when it takes the whole bucket", () => {
    expect(quantile(10 / 24, some)).toBe(0.1);
  });

  it("is the highest finite bound when it lies above", () => {
    expect(quantile(0.95, some)).toBe(0.2);
    expect(quantile(1, some)).toBe(0.2);
  });

  it("passes over empty buckets", () => {
    expect(quantile(0.9, buckets({ "0.1": 0, "0.2": 0, "0.4": 10, "0.8": 10, "+Inf": 10 }))).toBeCloseTo(0.38, 12);
  });

  it("takes buckets in any order, and adds up those with one bound", () => {
    const other = buckets({ "+Inf": 24, "0.2": 20, "0.1": 10 });
    expect(quantile(0.5, [...some, ...other])).toBeCloseTo(quantile(0.5, some), 12);
  });

  it("lets no count fall below the one before it", () => {
    expect(quantile(0.5, buckets({ "0.1": 10, "0.2": 8, "0.4": 20, "+Inf": 20 }))).toBe(0.1);
  });

  it("is a bound at or below 0 as it is", () => {
    expect(quantile(0.2, buckets({ "-1": 10, "1": 20, "+Inf": 20 }))).toBe(-1);
  });

  it("is NaN without observations, without a bucket for all of them, and for one bucket", () => {
    expect(quantile(0.5, [])).toBeNaN();
    expect(quantile(0.5, buckets({ "0.1": 0, "+Inf": 0 }))).toBeNaN();
    expect(quantile(0.5, buckets({ "0.1": 5, "0.2": 5 }))).toBeNaN();
    expect(quantile(0.5, buckets({ "+Inf": 5 }))).toBeNaN();
    expect(quantile(Number.NaN, some)).toBeNaN();
  });

  it("is infinite outside of 0 to 1", () => {
    expect(quantile(-0.1, some)).toBe(-infinity);
    expect(quantile(1.1, some)).toBe(infinity);
  });
});
