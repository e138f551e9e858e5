import { describe, expect, it } from "vitest";
import { burnRate } from "../../slo/budget.js";
import { day } from "../../slo/duration.js";
import { type Health, isAsBadAs, stateOf, states, tiersOn } from "../../slo/state.js";
import { tiersOf } from "../../slo/tiers.js";

const quiet = { "5m": 0, "30m": 0, "1h": 0, "2h": 0, "6h": 0, "1d": 0, "3d": 0 };

function health(own: Partial<Health>): Health {
  return { tiers: tiersOf(30 * day), budget: 0.001, burnRates: quiet, budgetLeft: 0.9, ...own };
}

describe("the state of an objective", () => {
  it("is ok while no tier is on and some budget is left", () => {
    expect(stateOf(health({}))).toBe("ok");
    expect(stateOf(health({ burnRates: { ...quiet, "5m": 1000, "6h": 5 }, budgetLeft: 0.001 }))).toBe("ok");
  });

  it.each([
    ["fast", { "1h": 14.5, "5m": 14.5 }],
    ["medium", { "6h": 6.1, "30m": 6.1 }],
  ])("is burning while the %s tier is on", (tier, rates) => {
    const burning = health({ burnRates: { ...quiet, ...rates } });
    expect(tiersOn(burning).map(({ name }) => name)).toEqual([tier]);
    expect(stateOf(burning)).toBe("burning");
  });

  it.each([
    ["slow", { "1d": 3.1, "2h": 3.1 }],
    ["longterm", { "3d": 1.1, "6h": 1.1 }],
  ])("is at risk while only the %s tier is on", (tier, rates) => {
    const atRisk = health({ burnRates: { ...quiet, ...rates } });
    expect(tiersOn(atRisk).map(({ name }) => name)).toEqual([tier]);
    expect(stateOf(atRisk)).toBe("at risk");
  });

  it("needs both windows of a tier: one that has recovered is off", () => {
    expect(stateOf(health({ burnRates: { ...quiet, "1h": 100 } }))).toBe("ok");
    expect(stateOf(health({ burnRates: { "1h": 100 } }))).toBe("ok");
  });

  it("is exhausted when nothing is left, also while the budget still burns", () => {
    expect(stateOf(health({ budgetLeft: 0 }))).toBe("exhausted");
    expect(stateOf(health({ budgetLeft: -3, burnRates: { ...quiet, "1h": 100, "5m": 100 } }))).toBe("exhausted");
  });

  it("tells that there is no data from everything failing, and from everything succeeding", () => {
    expect(stateOf(health({ burnRates: {}, budgetLeft: undefined }))).toBe("no data");
    expect(stateOf(health({ burnRates: { "5m": Number.NaN }, budgetLeft: Number.NaN }))).toBe("no data");
    expect(stateOf(health({ burnRates: { "5m": 1000, "1h": 1000 }, budgetLeft: undefined }))).toBe("burning");
    expect(stateOf(health({ burnRates: { "5m": 0 }, budgetLeft: undefined }))).toBe("ok");
  });
});

describe("a tier", () => {
  it("is off at exactly its burn rate, in decimal", () => {
    const rate = burnRate(0.0072, 0.0005);
    const at = health({ budget: 0.0005, burnRates: { "1h": rate, "5m": rate } });
    expect(tiersOn(at)).toEqual([]);
    expect(tiersOn({ ...at, burnRates: { "1h": rate + 1e-6, "5m": rate + 1e-6 } })).toHaveLength(1);
  });

  it("is on over an error ratio of 0.9 where no ratio reaches its burn rate", () => {
    const outage = (ratio: number) => ({ "1h": burnRate(ratio, 0.1), "5m": burnRate(ratio, 0.1) });
    expect(stateOf(health({ budget: 0.1, burnRates: outage(0.95) }))).toBe("burning");
    expect(stateOf(health({ budget: 0.1, burnRates: outage(0.9) }))).toBe("ok");
  });

  it("is held back by few failures in its long window, as its alert is", () => {
    const burnRates = { ...quiet, "1h": 100, "5m": 100 };
    expect(stateOf(health({ burnRates, errors: { "1h": 2 } }))).toBe("ok");
    expect(stateOf(health({ burnRates, errors: { "1h": 3 } }))).toBe("burning");
    expect(stateOf(health({ burnRates, errors: { "1h": 3 }, minFailures: 4 }))).toBe("ok");
    expect(stateOf(health({ burnRates, errors: {} }))).toBe("ok");
  });
});

it("an exhausted budget is worse than a burning one, and no data is not bad", () => {
  const asBad = (other: "burning" | "exhausted") => states.filter((state) => isAsBadAs(state, other));
  expect(asBad("burning")).toEqual(["exhausted", "burning"]);
  expect(asBad("exhausted")).toEqual(["exhausted"]);
});
