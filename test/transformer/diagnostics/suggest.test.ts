import { describe, expect, it } from "vitest";
import { didYouMean } from "../../../transformer/diagnostics/suggest.js";

const keys = ["objectives", "instrument", "include", "exclude", "routes", "callers", "buckets", "successRate"];

describe("didYouMean", () => {
  it.each([
    ["objectivs", "objectives"],
    ["Objectives", "objectives"],
    ["sucessRate", "successRate"],
    ["succesrate", "successRate"],
    ["incldue", "include"],
    ["bucket", "buckets"],
    ["exlude", "exclude"],
  ])("takes %s for %s", (word, meant) => {
    expect(didYouMean(word, keys)).toBe(`did you mean '${meant}'?`);
  });

  it("takes a word with an accent for one without", () => {
    expect(didYouMean("apí", ["web", "api"])).toBe("did you mean 'api'?");
  });

  it("takes the nearest of several, and of two as near the first", () => {
    expect(didYouMean("roates", ["rates", "routes"])).toBe("did you mean 'rates'?");
    expect(didYouMean("excludes", keys)).toBe("did you mean 'exclude'?");
  });

  it.each(["metricsPrefix", "x", "", "of"])("says nothing about '%s'", (word) => {
    expect(didYouMean(word, keys)).toBeUndefined();
  });

  it("does not take one letter for another", () => {
    expect(didYouMean("a", ["b"])).toBeUndefined();
  });
});
