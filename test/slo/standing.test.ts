import { describe, expect, it } from "vitest";
import { standingOf } from "../../slo/standing.js";

describe("the standing of an objective", () => {
  it("has the whole budget while nothing failed", () => {
    expect(standingOf({ ok: 1000, error: 0 }, 99.9)).toEqual({
      calls: 1000,
      errors: 0,
      ratio: 1,
      burnRate: 0,
      budgetLeft: 1,
    });
  });

  it("has none left when exactly the budget failed", () => {
    expect(standingOf({ ok: 999, error: 1 }, 99.9)).toEqual({
      calls: 1000,
      errors: 1,
      ratio: 0.999,
      burnRate: 1,
      budgetLeft: 0,
    });
  });

  it("goes below none", () => {
    expect(standingOf({ ok: 996, error: 4 }, 99.9)).toEqual({
      calls: 1000,
      errors: 4,
      ratio: 0.996,
      burnRate: 4,
      budgetLeft: -3,
    });
  });

  it("tells a total failure from no calls", () => {
    expect(standingOf({ ok: 0, error: 10 }, 99)).toEqual({
      calls: 10,
      errors: 10,
      ratio: 0,
      burnRate: 100,
      budgetLeft: -99,
    });
    expect(standingOf({ ok: 0, error: 0 }, 99)).toBeUndefined();
  });
});
