import { describe, expect, test } from "vitest";
import { errorBudget } from "../../slo/budget.js";
import { day, formatDuration, parseDuration } from "../../slo/duration.js";
import { isBudgetUnderOneCall, thresholdOf, tiersOf } from "../../slo/tiers.js";

describe("the tiers of a period", () => {
  test.each([
    ["30d", [14.4, 6, 3, 1]],
    ["28d", [13.44, 5.6, 2.8, 0.9333]],
    ["7d", [13.44, 3.5, 1.4, 0.98]],
    ["90d", [14.4, 6, 3, 1]],
    ["14d", [6.72, 2.8, 1.4, 0.4667]],
  ])("have the factors for %s", (period, factors) => {
    expect(tiersOf(parseDuration(period) ?? 0).map(({ factor }) => factor)).toEqual(factors);
  });

  test("have the same windows, but for the last of 90 days", () => {
    const windows = (period: number) =>
      tiersOf(period).map(({ long, short }) => `${formatDuration(long)}/${formatDuration(short)}`);
    expect(windows(30 * day)).toEqual(["1h/5m", "6h/30m", "1d/2h", "3d/6h"]);
    expect(windows(7 * day)).toEqual(windows(30 * day));
    expect(windows(90 * day)).toEqual(["1h/5m", "6h/30m", "1d/2h", "9d/18h"]);
  });

  test("page for the fast two, and make tickets of the others", () => {
    expect(tiersOf(30 * day).map(({ severity }) => severity)).toEqual(["page", "page", "ticket", "ticket"]);
  });

  test.each([
    [
      5 * day,
      "a period of 5d is too short: its longest alert window, 3d, would be over half of it; use 7d, or another of at least 6d",
    ],
    [
      60 * day,
      "a period of 60d is too long: the budget could be overspent at 2 times the allowed rate without any alert; use 30d, or 90d",
    ],
  ])("are refused for %d ms, with what would do", (period, message) => {
    expect(() => tiersOf(period)).toThrow(message);
  });

  test("are there for the shortest and the longest that is not refused", () => {
    expect(() => tiersOf(6 * day)).not.toThrow();
    expect(() => tiersOf(30 * day + 1)).not.toThrow();
    expect(() => tiersOf(31 * day)).toThrow();
  });
});

describe("a tier's threshold", () => {
  const [fast, medium, slow, longterm] = tiersOf(30 * day);
  const ratios = (target: number) =>
    [fast, medium, slow, longterm].map((tier) => tier && thresholdOf(tier, errorBudget(target)).ratio);

  test.each([
    [99.9, [0.0144, 0.006, 0.003, 0.001]],
    [99.95, [0.0072, 0.003, 0.0015, 0.0005]],
    [99, [0.144, 0.06, 0.03, 0.01]],
    [95, [0.72, 0.3, 0.15, 0.05]],
    [99.999, [0.000144, 0.00006, 0.00003, 0.00001]],
  ])("is exact in decimal at %d %%", (target, expected) => {
    expect(ratios(target)).toEqual(expected);
  });

  test("is clamped where no error ratio could be over it", () => {
    expect(fast && thresholdOf(fast, errorBudget(90))).toEqual({ ratio: 0.9, isClamped: true });
    expect(fast && thresholdOf(fast, errorBudget(93.5))).toEqual({ ratio: 0.936, isClamped: false });
    expect(medium && thresholdOf(medium, errorBudget(90))).toEqual({ ratio: 0.6, isClamped: false });
  });
});

test("a budget under one call is one that a single error spends", () => {
  expect(isBudgetUnderOneCall(999, 0.001)).toBe(true);
  expect(isBudgetUnderOneCall(1000, 0.001)).toBe(false);
});
