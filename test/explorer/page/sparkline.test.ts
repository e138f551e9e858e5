import { expect, it } from "vitest";
import { sparklinePath } from "../../../explorer/page/sparklinePath.js";

it("a sparkline has a gap where there is no data, and a dash for a lone value", () => {
  expect(sparklinePath([0, 10, null, 10, null], 100, 20)).toBe("M0 18.5L25 1.5M75 1.5h1");
});

it("a sparkline of no calls lies at the bottom, and of no data is empty", () => {
  expect(sparklinePath([0, 0], 100, 20)).toBe("M0 18.5L100 18.5");
  expect(sparklinePath([null, null], 100, 20)).toBe("");
  expect(sparklinePath([], 100, 20)).toBe("");
});
