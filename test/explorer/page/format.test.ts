import { describe, expect, it } from "vitest";
import {
  formatBudget,
  formatBurnRate,
  formatCount,
  formatRate,
  formatRatio,
  formatSeconds,
  formatShare,
  formatSpan,
} from "../../../explorer/page/format.js";

describe("numbers of the Explorer's page", () => {
  it("shows what is not known as a dash, never as 0", () => {
    for (const format of [formatRate, formatRatio, formatShare, formatBudget, formatBurnRate, formatSeconds]) {
      expect(format(null)).toBe("–");
      expect(format(0)).toMatch(/^0/);
    }
  });

  it("never shows a share as 100 % that is not", () => {
    expect([1, 0.99999, 0.99996, 0.9996, 0.999, 0.5, 1 / 3].map(formatShare)).toEqual([
      "100 %",
      "99.999 %",
      "99.996 %",
      "99.96 %",
      "99.9 %",
      "50 %",
      "33.33 %",
    ]);
    expect(formatShare(1 - 1e-9)).toBe("99.999999 %");
  });

  it("shows targets as they were written", () => {
    for (const target of [0.9, 0.95, 0.99, 0.995, 0.999, 0.9995, 0.9999, 0.99999]) {
      expect(formatShare(target)).toBe(`${Number((target * 100).toFixed(3))} %`);
    }
  });

  it("never shows a few errors as none", () => {
    expect([0, 0.000001, 0.0012, 0.05, 0.1234, 1].map(formatRatio)).toEqual([
      "0 %",
      "<0.01 %",
      "0.12 %",
      "5 %",
      "12.3 %",
      "100 %",
    ]);
    expect(formatCount(0.2)).toBe("<1");
    expect(formatBurnRate(0.0001)).toBe("<0.01×");
    expect(formatRate(0.0001)).toBe("<0.001/s");
  });

  it("chooses the unit of a duration", () => {
    expect([0.00012, 0.0125, 0.25, 1.5, 90].map(formatSeconds)).toEqual([
      "120 µs",
      "12.5 ms",
      "250 ms",
      "1.5 s",
      "1 min 30 s",
    ]);
  });

  it("says how long in two units at most", () => {
    expect([0, 45, 3_601, 183_600, 30 * 86_400, 35_000_000].map(formatSpan)).toEqual([
      "0 s",
      "45 s",
      "1 h",
      "2 d 3 h",
      "30 d",
      "405 d",
    ]);
  });

  it("shows an overspent budget as less than nothing", () => {
    expect([1, 0.625, 0.004, 0, -0.05, -2.4].map(formatBudget)).toEqual([
      "100 %",
      "63 %",
      "0.4 %",
      "0 %",
      "-5 %",
      "-240 %",
    ]);
  });
});
