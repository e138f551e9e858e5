import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildExample, type RunningExample, startExample } from "../../scripts/demo/example.js";
import { autometrics } from "./autometrics.js";
import { describeWith } from "./programs.js";
import { Prometheus } from "./prometheus.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** 60 accesses to the store: every tenth fails, every fifteenth takes longer than the objective's 250 ms. */
const weather = { STORE_LATENCY_MS: "1", STORE_FAIL_EVERY: "10", STORE_SLOW_EVERY: "15", STORE_SLOW_MS: "300" };
const calls = 60;
const errors = 6;
const slow = 4;

describeWith(["prometheus"], "a Prometheus that scrapes the example", (programs) => {
  let example: RunningExample;
  let prometheus: Prometheus;

  beforeAll(async () => {
    await buildExample(root);
    example = await startExample(root, weather);
    prometheus = await Prometheus.start({ path: programs.prometheus, targets: [new URL(example.address).host] });
    // From 0, before the first call.
    await prometheus.until(`function_calls_total{function="GET /users/:id"} == 0`, ({ length }) => length === 2);
    for (let i = 0; i < calls; i++) await (await fetch(`${example.address}/users/1`)).arrayBuffer();
    await prometheus.until(`sum(function_calls_total{function="GET /users/:id"})`, ([sum]) => sum?.value === calls);
  });
  afterAll(async () => {
    await prometheus?.stop();
    await example?.stop();
  });

  it.each(["GET /users/:id", "UserRepository.find"])(
    "has exactly the calls and errors that were sent: %s",
    async (name) => {
      const counted = await prometheus.query(`sum by (result) (function_calls_total{function="${name}"})`);
      expect(Object.fromEntries(counted.map(({ labels, value }) => [labels.result, value]))).toEqual({
        ok: calls - errors,
        error: errors,
      });
    },
  );

  it("sees the whole of an increase, as each series is there from 0", async () => {
    const increase = `max_over_time(function_calls_total{function="GET /users/:id",result="error"}[5m]) - min_over_time(function_calls_total{function="GET /users/:id",result="error"}[5m])`;
    expect((await prometheus.query(increase)).map(({ value }) => value)).toEqual([errors]);
  });

  it("has the right share within the threshold, which is a label and a bucket", async () => {
    const [share] = await prometheus.query(`
      sum(function_calls_duration_seconds_bucket{objective_name="api",objective_latency_threshold="0.25",le="0.25",function="GET /users/:id"})
        / sum(function_calls_duration_seconds_count{objective_name="api",function="GET /users/:id"})`);
    expect(share?.value).toBeCloseTo(1 - slow / calls, 10);
  });

  it("has the objective's events, as the rules will read them", async () => {
    const events = await prometheus.query(`autometrics_objective_calls_total{objective_name="api"}`);
    const found = Object.fromEntries(events.map(({ labels, value }) => [`${labels.sli} ${labels.result}`, value]));
    expect(found).toEqual({
      "success_rate ok": calls - errors,
      "success_rate error": errors,
      "latency ok": calls - slow,
      "latency error": slow,
    });
  });

  it("tells 'autometrics slo' what the example itself tells it, without any rules", async () => {
    const read = async (...source: readonly string[]) => {
      const { stdout } = await autometrics("slo", ...source, "--json");
      const { objectives } = JSON.parse(stdout);
      return Object.fromEntries(objectives.map((one: { sli: string }) => [one.sli, one]));
    };
    const bad = { success_rate: errors, latency: slow };
    const own = await read("--app", example.address);
    const there = await read("--prometheus", prometheus.url, "--period", "7d");
    for (const [sli, errors] of Object.entries(bad)) {
      expect(own[sli]).toMatchObject({ state: "exhausted", source: "application", calls, errors });
      expect(there[sli]).toMatchObject({ state: "exhausted", source: "counters", period: "7d" });
      // `increase` looks beyond its samples by up to an interval, for both in the same way.
      expect(there[sli].ratio).toBeCloseTo(own[sli].ratio, 10);
      expect(there[sli].calls).toBeGreaterThanOrEqual(calls);
    }
  });

  it("has one series a label set: nothing of the example is served twice", async () => {
    expect(await prometheus.query(`count by (function, module, result) (function_calls_total) > 1`)).toEqual([]);
    expect(await prometheus.query(`up`)).toMatchObject([{ value: 1 }]);
  });

  it("knows what is running", async () => {
    const [info] = await prometheus.query(`build_info`);
    expect(info).toMatchObject({ value: 1, labels: { service_name: "example-express", autometrics_version: "1.0.0" } });
  });
});
