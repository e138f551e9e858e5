import { beforeAll, describe, expect, it } from "vitest";
import type { Calls, Metrics } from "../support/metrics.js";
import { Project } from "../support/project.js";

const main = `
import prometheus from "prom-client";

/** @autometrics objective=api */ function plain() {}
plain();
/** @autometrics objective="my api" */ function quoted() {}
quoted();
/** @autometrics objective='my api' */ function quotedOnce() {}
quotedOnce();
/** @autometrics objective=fast */ function onlyLatency() {}
onlyLatency();
/** @autometrics objective=safe */ function onlySuccess() {}
onlySuccess();

/** @autometrics name=another */ function named() {}
named();
/** @autometrics name="with spaces, and @signs" */ function namedInQuotes() {}
namedInQuotes();

/** @autometrics objective=api concurrency */
class Service {
  first() {}
  /** @autometrics skip */ left() {}
  /** @autometrics objective=safe */ own() {}
  /** @autometrics name=third */ third() {}
  *generator() {}
  get size() { return 1; }
}
const service = new Service();
service.first(); service.left(); service.own(); service.third(); service.size; [...service.generator()];

let release = () => {};
/** @autometrics concurrency */ function inFlight() { return new Promise<void>((resolve) => (release = resolve)); }
const gauge = async () => (await prometheus.register.getSingleMetricAsString("function_calls_concurrent")).match(/inFlight.* (\\d+)/)?.[1];
const gauges: unknown[] = [await gauge()];
const one = inFlight();
gauges.push(await gauge());
release();
await one;
gauges.push(await gauge());

/** @autometrics callers */ function withCallers() {}
withCallers();
/** @autometrics callers=true */ function withCallersTrue() {}
withCallersTrue();
/** @autometrics callers=false */ function withoutCallers() {}
withoutCallers();

const isBad = (n: number) => n < 0, isExpected = () => true;
/** @autometrics error-if={@link isBad} ok-if={@link isExpected | an expected one} */ function linked(n: number) { if (n === 0) throw 0; return n; }
linked(-1); linked(1); try { linked(0); } catch {}

/** @autometrics
 * objective=api name=everything concurrency callers=false
 *   error-if=isBad
 *   ok-if=isExpected
 */
function all() {}
all();
console.log(JSON.stringify(gauges));
`;

describe("the keys of an annotation", () => {
  let metrics: Metrics;
  let calls: Record<string, Calls>;
  let gauges: unknown;
  beforeAll(async () => {
    const options = {
      objectives: {
        api: { successRate: 99.9, latency: ["250ms", 99] },
        "my api": { successRate: 99 },
        fast: { latency: ["100ms", 95] },
        safe: { successRate: 99.99 },
      },
    };
    const run = await new Project({ "main.ts": main.replace("all() {}", "all() { return 1; }") }, { options })
      .build()
      .run();
    expect(run.stderr).toBe("");
    ({ metrics, result: gauges } = run);
    calls = metrics.calls();
  });

  const counterLabels = (name: string) =>
    metrics.find("function_calls_total", { function: name, result: "ok" })[0]?.labels ?? {};
  const histogramLabels = (name: string) =>
    metrics.find("function_calls_duration_seconds_count", { function: name })[0]?.labels ?? {};

  it.each([
    ["plain", "api", "99.9", "99", "0.25"],
    ["quoted", "my api", "99", "", ""],
    ["quotedOnce", "my api", "99", "", ""],
    ["onlyLatency", "fast", "", "95", "0.1"],
    ["onlySuccess", "safe", "99.99", "", ""],
    ["Service.first", "api", "99.9", "99", "0.25"],
    ["Service.own", "safe", "99.99", "", ""],
    ["Service.generator", "api", "99.9", "99", "0.25"],
    ["everything", "api", "99.9", "99", "0.25"],
    ["another", "", "", "", ""],
  ])("put '%s' under the objective '%s'", (name, objective, successRate, latency, threshold) => {
    expect(calls[name]).toEqual({ ok: 1, error: 0 });
    expect(counterLabels(name)).toMatchObject({
      objective_name: successRate === "" ? "" : objective,
      objective_percentile: successRate,
    });
    expect(histogramLabels(name)).toMatchObject({
      objective_name: latency === "" ? "" : objective,
      objective_percentile: latency,
      objective_latency_threshold: threshold,
    });
  });

  it("name a function", () => {
    expect(calls).toMatchObject({ another: { ok: 1 }, "with spaces, and @signs": { ok: 1 }, third: { ok: 1 } });
    expect(calls).not.toHaveProperty("named");
  });

  it("skip a method", () => {
    expect(Object.keys(calls).filter((name) => name.includes("Service"))).toEqual([
      "Service.first",
      "Service.own",
      "Service.generator",
      "get Service.size",
    ]);
  });

  it("keep the gauge of calls in flight", () => {
    expect(gauges).toEqual(["0", "1", "0"]);
  });

  it("keep it for the methods of a class, but for its generators", () => {
    const functions = metrics.find("function_calls_concurrent").map(({ labels }) => labels.function);
    expect(functions).toEqual(["Service.first", "Service.own", "third", "get Service.size", "inFlight", "everything"]);
  });

  it("may ask for callers or against them", () => {
    expect(calls).toMatchObject({ withCallers: { ok: 1 }, withCallersTrue: { ok: 1 }, withoutCallers: { ok: 1 } });
  });

  it("take a predicate as a link", () => {
    expect(calls.linked).toEqual({ ok: 2, error: 1 });
  });
});
