import { describe, expect, it } from "vitest";
import type { FunctionSummary } from "../../../explorer/api.js";
import { ranked, selected } from "../../../explorer/page/functionList.js";

function named(name: string, more: Partial<FunctionSummary> = {}): FunctionSummary {
  return {
    service: "shop",
    function: name,
    module: "m",
    objectives: [],
    rate: 1,
    errorRatio: 0,
    p50: null,
    p95: null,
    p99: null,
    inFlight: null,
    sparkline: [],
    ...more,
  };
}

const namesOf = (functions: readonly FunctionSummary[]) => functions.map((one) => one.function);

describe("the list of functions", () => {
  it("has what holds every word, in any of the names and any case", () => {
    const functions = [
      named("getUser", { module: "users" }),
      named("getCart"),
      named("users", { service: "accounts" }),
    ];
    const filter = { text: "", module: "", objective: "" };
    expect(namesOf(selected(functions, { ...filter, text: " USER get" }))).toEqual(["getUser"]);
    expect(namesOf(selected(functions, { ...filter, text: "accounts" }))).toEqual(["users"]);
    expect(namesOf(selected(functions, filter))).toHaveLength(3);
  });

  it("has what is of a module or counts towards an objective exactly", () => {
    const functions = [named("a", { objectives: ["api"] }), named("b", { objectives: ["api v2"], module: "m/n" })];
    expect(namesOf(selected(functions, { text: "", module: "m", objective: "" }))).toEqual(["a"]);
    expect(namesOf(selected(functions, { text: "", module: "", objective: "api" }))).toEqual(["a"]);
  });

  it("puts what is not known last, whichever way it is sorted", () => {
    const functions = [named("none"), named("slow", { p50: 2 }), named("fast", { p50: 1 })];
    expect(namesOf(ranked(functions, { sort: "p50", isAscending: true }))).toEqual(["fast", "slow", "none"]);
    expect(namesOf(ranked(functions, { sort: "p50", isAscending: false }))).toEqual(["slow", "fast", "none"]);
  });

  it("keeps equals in the order of their names", () => {
    const functions = [named("b"), named("a10"), named("a9")];
    expect(namesOf(ranked(functions, { sort: "rate", isAscending: false }))).toEqual(["a9", "a10", "b"]);
  });
});
