import { describe, expect, it } from "vitest";
import { formatBudget, formatQuantile, formatRate, formatSeconds, formatShare } from "../../slo/format.js";

it("a duration has three digits at most", () => {
  const durations = [0.00025, 0.005, 0.0224, 0.0999, 0.4124, 1, 1.254, 12.34];
  expect(durations.map(formatSeconds)).toEqual([
    "0.25 ms",
    "5 ms",
    "22.4 ms",
    "99.9 ms",
    "412 ms",
    "1 s",
    "1.25 s",
    "12.3 s",
  ]);
});

describe("a quantile", () => {
  const buckets = (...counts: number[]) =>
    [0.005, 0.01, 10, Number.POSITIVE_INFINITY].map((bound, i) => ({ bound, count: counts[i] ?? 0 }));

  it("is an estimate between two bounds", () => {
    expect(formatQuantile(0.5, buckets(0, 10, 10, 10))).toBe("7.5 ms");
  });

  it("is said to lie outside where the bounds tell no more", () => {
    expect(formatQuantile(0.5, buckets(10, 10, 10, 10))).toBe("≤ 5 ms");
    expect(formatQuantile(0.5, buckets(0, 0, 0, 10))).toBe("≥ 10 s");
  });

  it("is nothing without calls", () => {
    expect(formatQuantile(0.5, buckets(0, 0, 0, 0))).toBe("–");
    expect(formatQuantile(0.5, [])).toBe("–");
  });
});

it("a share is rounded down, so that a missed target never looks met", () => {
  expect(formatShare(99_899, 100_000)).toBe("99.89 %");
  expect(formatShare(999_999, 1_000_000)).toBe("99.99 %");
  expect(formatShare(5, 5)).toBe("100.00 %");
  expect(formatShare(0, 5)).toBe("0.00 %");
});

it("a budget is what is left of it, or how often it was spent", () => {
  expect(formatBudget(1, 0)).toBe("100 %");
  expect(formatBudget(0.996, 0.004)).toBe("99 %");
  expect(formatBudget(0.004, 0.996)).toBe("< 1 %");
  expect(formatBudget(0, 1)).toBe("none, exactly spent");
  expect(formatBudget(-3.2, 4.2)).toBe("exhausted, 4.2 × spent");
});

it("a burn rate has two digits", () => {
  expect([0, 0.414, 0.0042, 1, 4.24, 120.3].map(formatRate)).toEqual(["0", "0.41", "0.0042", "1.0", "4.2", "120"]);
});
