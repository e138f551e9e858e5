import { describe, expect, test } from "vitest";
import { day, formatDuration, hour, minute, parseDuration, second } from "../../slo/duration.js";

describe("formatDuration", () => {
  test.each([
    [5 * minute, "5m"],
    [90 * minute, "1h30m"],
    [26 * hour, "1d2h"],
    [28 * day, "28d"],
    [299 * second, "4m59s"],
    [(299 * second) / 60, "4s983ms"],
    [0.2, "1ms"],
  ])("writes %d ms as %s", (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});

describe("parseDuration", () => {
  test.each([
    ["30d", 30 * day],
    ["4w", 28 * day],
    ["1h30m", 90 * minute],
    ["1s500ms", 1500],
  ])("reads %s", (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  test.each(["", "30", "d", "1.5h", "30m1h", "-1d", "0s", "1 d", "30D"])("refuses '%s'", (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});
