import { describe, expect, it } from "vitest";
import { burnRate, errorBudget, percentToRatio, ratioToPercent } from "../../slo/budget.js";

describe("the error budget", () => {
  it.each([
    [99.9, 0.001],
    [99.95, 0.0005],
    [99.99, 0.0001],
    [99.999, 0.00001],
    [99, 0.01],
    [95, 0.05],
    [99.50000000000001, 0.0049999999999999],
  ])("of %s %% is exactly %s", (target, budget) => {
    expect(errorBudget(target)).toBe(budget);
  });

  it("burns at 1 when exactly it is spent", () => {
    expect(burnRate(0.001, errorBudget(99.9))).toBe(1);
  });
});

it("turns percent into ratios and back without an error of binary fractions", () => {
  for (const [percent, ratio] of [
    [99.9, 0.999],
    [99.999, 0.99999],
    [0.5, 0.005],
    [50, 0.5],
    [1e-7, 1e-9],
  ] as const) {
    expect(percentToRatio(percent)).toBe(ratio);
    expect(ratioToPercent(ratio)).toBe(percent);
  }
});
