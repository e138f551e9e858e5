import { describe, expect, it } from "vitest";
import { boundsOf, isLive } from "../../../explorer/page/range.js";
import { allFunctions, isSamePlace, type Route, readRoute, writeRoute } from "../../../explorer/page/route.js";

const awkward = { service: "shop & co", function: "GET /users/:id?#%", module: 'a/b "c"' };

describe("addresses of the Explorer's views", () => {
  const routes: readonly Route[] = [
    { view: { name: "objectives" }, range: { last: "1h" } },
    { view: { name: "objective", service: "shop", objective: "my api", sli: "latency" }, range: { last: "6h" } },
    { view: allFunctions, range: { last: "7d", at: 1_764_000_000 } },
    {
      view: {
        ...allFunctions,
        text: "a+b c",
        module: "m",
        objective: "o",
        sort: "p99",
        isAscending: true,
        page: 3,
      },
      range: { from: 1_764_000_000, to: 1_764_003_600 },
    },
    { view: { name: "function", ...awkward }, range: { last: "1h", at: 1_764_000_000 } },
  ];
  it.each(routes)("lead back to the same view and time: $view.name", (route) => {
    expect(readRoute(writeRoute(route))).toEqual(route);
  });

  it("show the objectives of the last hour where they are not understood", () => {
    for (const hash of ["", "#", "#/nonsense", "#/objectives?last=3y&from=x", "#/objectives?from=20&to=10"]) {
      expect(readRoute(hash)).toEqual({ view: { name: "objectives" }, range: { last: "1h" } });
    }
  });

  it("tell another function from another sorting", () => {
    expect(isSamePlace(allFunctions, { ...allFunctions, sort: "p50" })).toBe(true);
    const view = { name: "function", ...awkward } as const;
    expect(isSamePlace(view, { ...view, module: "other" })).toBe(false);
  });
});

describe("the time shown", () => {
  it("ends now, or where it was paused", () => {
    expect(boundsOf({ last: "15m" }, 10_000)).toEqual({ from: 9_100, to: 10_000 });
    expect(boundsOf({ last: "15m", at: 5_000 }, 10_000)).toEqual({ from: 4_100, to: 5_000 });
    expect(boundsOf({ last: "15m" }, 10_000, 2_000)).toEqual({ from: 9_100, to: 10_000 });
  });

  it("begins where there is data, and is a minute at least", () => {
    expect(boundsOf({ last: "15m" }, 10_000, 9_700.5)).toEqual({ from: 9_700, to: 10_000 });
    expect(boundsOf({ last: "15m" }, 10_000, 9_995)).toEqual({ from: 9_940, to: 10_000 });
    expect(boundsOf({ from: 1, to: 2 }, 10_000, 9_995)).toEqual({ from: 1, to: 2 });
  });

  it("goes on with time unless it is paused or custom", () => {
    expect([{ last: "1h" } as const, { last: "1h", at: 5 } as const, { from: 1, to: 2 }].map(isLive)).toEqual([
      true,
      false,
      false,
    ]);
  });
});
