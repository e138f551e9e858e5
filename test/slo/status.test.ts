import { describe, expect, it } from "vitest";
import { day } from "../../slo/duration.js";
import type { ByWindow } from "../../slo/state.js";
import { goneStatus, type ObjectiveStatus, statusOf, worstFirst } from "../../slo/status.js";
import { tiersOf } from "../../slo/tiers.js";

const target = { service: "shop", objective: "api", sli: "success_rate", targetPercent: 99.9, threshold: undefined };

function status(total: ByWindow, errors: ByWindow): ObjectiveStatus {
  return statusOf(target, { total, errors }, "30d", tiersOf(30 * day));
}

describe("the status of an objective", () => {
  it("is its standing over the period, and burn rates over the windows that had calls", () => {
    expect(status({ "5m": 0, "1h": 200, "30d": 1000 }, { "1h": 1 })).toMatchObject({
      standing: { calls: 1000, errors: 0, budgetLeft: 1 },
      burnRates: { "1h": 5 },
      state: "ok",
    });
  });

  it("has the tiers that are on, with three failures or more in the long window", () => {
    const total = { "5m": 10, "1h": 100, "30d": 100_000 };
    expect(status(total, { "5m": 1, "1h": 2, "30d": 3 })).toMatchObject({ tiersOn: [], state: "ok" });
    expect(status(total, { "5m": 1, "1h": 3, "30d": 3 })).toMatchObject({ tiersOn: ["fast"], state: "burning" });
  });

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])("knows nothing by counts of %d", (count) => {
    const nothing = { standing: undefined, burnRates: {}, state: "no data" };
    expect(status({ "5m": count, "30d": count }, {})).toMatchObject(nothing);
    expect(status({ "5m": 100, "30d": 100 }, { "5m": count, "30d": count })).toMatchObject(nothing);
  });

  it("takes more errors than calls as nothing but errors", () => {
    expect(status({ "30d": 10 }, { "30d": 10.2 }).standing).toMatchObject({ ratio: 0 });
  });
});

it("the worst come first, then those with the least budget left", () => {
  const named = (objective: string, state: ObjectiveStatus["state"], errors?: number): ObjectiveStatus => ({
    ...goneStatus({ ...target, objective }),
    standing: errors === undefined ? undefined : status({ "30d": 1000 }, { "30d": errors }).standing,
    state,
  });
  const sorted = [
    named("d", "no data"),
    named("c", "ok", 0),
    named("b", "ok", 0.5),
    named("z", "burning", 0.1),
    named("a", "exhausted", 2),
    named("b", "no data"),
  ].sort(worstFirst);
  expect(sorted.map(({ objective, state }) => `${objective} ${state}`)).toEqual([
    ...["a exhausted", "z burning", "b ok", "c ok", "b no data", "d no data"],
  ]);
});
