/** The API of a program that was compiled with the transformer and runs; and of one that has two thousand functions. */
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { readFunctionList } from "../../../explorer/answers/functions.js";
import { readObjectiveList } from "../../../explorer/answers/objectives.js";
import type { FunctionDetail, FunctionList, ObjectiveDetail, ObjectiveList, Status } from "../../../explorer/api.js";
import { Evaluator } from "../../../explorer/query/evaluate.js";
import { latest, select, sumBy } from "../../../explorer/query/query.js";
import type { Samples } from "../../../explorer/query/samples.js";
import { ApplicationSource, usualSettings } from "../../../explorer/sources/application.js";
import { metricsAddress } from "../../../prometheus/scrape.js";
import { Program } from "../../runtime/program.js";
import { Project } from "../../support/project.js";
import { Scrapes } from "../scrapes.js";
import { sourceOf, TestExplorer } from "./explorer.js";

const shop = `
  import { createServer } from "node:http";
  import { register } from "prom-client";

  /** @autometrics callers concurrency */
  async function query(id: number): Promise<number> {
    if (id % 4 === 0) throw new Error("no row");
    return id;
  }

  /** @autometrics objective=api callers */
  async function load(id: number): Promise<number> {
    return await query(id);
  }

  createServer(async (request, response) => {
    const calls = Number(new URL(request.url ?? "", "http://shop").searchParams.get("calls"));
    for (let id = 0; id < calls; id++) await load(id).catch(() => {});
    response.end(request.url === "/metrics" ? await register.metrics() : "done");
  }).listen(0, "127.0.0.1", function (this: import("node:net").Server) {
    console.log("at", JSON.stringify(this.address()));
  });
`;

describe("of a program that runs", () => {
  it("has its objectives, its functions and who calls whom", async () => {
    const project = new Project({ "shop.ts": shop }, { options: { instrument: "annotated" } }).build();
    const program = new Program(project.folder, "dist/shop.js", { env: { AUTOMETRICS_SERVICE_NAME: "shop" } });
    const { port } = JSON.parse((await program.said(/at (\{.*\})/))[0] ?? "");
    const url = `http://127.0.0.1:${port}`;
    const source = new ApplicationSource([metricsAddress(url)], { ...usualSettings, interval: 1_000 });
    source.start();
    onTestFinished(() => source.stop());
    const place = { place: "src/shop.ts:6:3", link: null };
    const explorer = await TestExplorer.start({
      source,
      placeOf: ({ module, function: name }) => (module === "shop" && name === "query" ? place : null),
    });

    const seen = sumBy([], latest(select("function_calls_total", { function: "query", caller_function: "load" })));
    const call = async (calls: number, all: number) => {
      await fetch(`${url}/?calls=${calls}`);
      while ((await source.instant(seen, Date.now() / 1000))[0]?.value !== all) await delay(50);
    };
    // A pair of caller and callee is there from its first call on.
    await call(4, 4);
    await call(40, 44);

    const status = (await explorer.json("/api/status")) as Status;
    expect(status).toMatchObject({ source: { kind: "application", targets: [{ state: "up" }] }, queryLink: null });
    const now = status.now + 1;
    const span = { from: now - 900, to: now };

    const { objectives: list } = (await explorer.json("/api/objectives")) as ObjectiveList;
    expect(list.map(({ service, objective, sli, state }) => [service, objective, sli, state])).toEqual([
      ["shop", "api", "success_rate", "exhausted"],
      ["shop", "api", "latency", "ok"],
    ]);
    const [success, latency] = list;
    expect(success).toMatchObject({ target: 0.999, threshold: null, ratio: expect.closeTo(0.75, 9) });
    expect(success?.budgetLeft).toBeCloseTo(1 - 0.25 / 0.001, 6);
    expect(latency).toMatchObject({ target: 0.99, threshold: 0.25, ratio: 1, budgetLeft: 1, exhaustedIn: null });

    const { functions } = (await explorer.json("/api/functions", span)) as FunctionList;
    expect(functions.map(({ function: name, errorRatio, objectives }) => [name, errorRatio, objectives])).toEqual([
      ["load", expect.closeTo(0.25, 9), ["api"]],
      ["query", expect.closeTo(0.25, 9), []],
    ]);
    expect(functions.map(({ inFlight }) => inFlight)).toEqual([null, 0]);

    const key = { service: "shop", objective: "api", sli: "success_rate" };
    const detail = (await explorer.json("/api/objective", { ...key, ...span })) as ObjectiveDetail;
    expect(detail.members).toMatchObject([{ function: "load", module: "shop", shareOfErrors: 1 }]);
    expect(detail.tiers.map(({ tier, isOn }) => [tier, isOn])).toEqual([
      ["fast", true],
      ["medium", true],
      ["slow", true],
      ["longterm", true],
    ]);

    const of = { service: "shop", module: "shop", function: "query" };
    const query = (await explorer.json("/api/function", { ...of, ...span })) as FunctionDetail;
    expect(query).toMatchObject({
      callers: [{ function: "load", module: "shop", errorRatio: expect.closeTo(0.25, 9) }],
      callees: [],
    });
    expect(query.source).toEqual(place);
    expect(query.summary.p99).toBeGreaterThan(0);
    const caller = (await explorer.json("/api/function", { ...of, function: "load", ...span })) as FunctionDetail;
    expect(caller).toMatchObject({
      callees: [{ function: "query", module: "shop" }],
      thresholds: [0.25],
      inFlight: null,
    });
  });
});

describe("of very little", () => {
  it("is empty, and no mistake, before the first scrape", async () => {
    const explorer = await TestExplorer.start();
    expect(await explorer.json("/api/objectives")).toEqual({ objectives: [] });
    expect(await explorer.json("/api/functions", { from: 1_000, to: 1_900 })).toMatchObject({
      functions: [],
      deploys: [],
    });
    expect(await explorer.json("/api/status")).toMatchObject({ dataSince: null });
  });

  it("knows nothing, and not 0, with one sample", async () => {
    const scrapes = new Scrapes();
    scrapes.at(1_000, 'function_calls_total{function="f",module="m",service_name="s",result="ok"} 5');
    const { functions } = await readFunctionList(sourceOf(scrapes.memory), { from: 700, to: 1_001 }, 1_001);
    expect(functions).toMatchObject([
      { function: "f", rate: null, errorRatio: null, p50: null, p95: null, p99: null, inFlight: null },
    ]);
  });

  it("does not take for a target what is no share of calls, and for an objective what has no calls is no data", async () => {
    const scrapes = new Scrapes();
    const target = (name: string, sli: string) =>
      `autometrics_objective_target_ratio{objective_name="${name}",sli="${sli}"}`;
    const lies = [5, 1, 0, -1, "+Inf", "NaN"].map((value, i) => `${target(`lie ${i}`, "success_rate")} ${value}`);
    scrapes.at(1_000, [...lies, `${target("other", "speed")} 0.9`, `${target("idle", "success_rate")} 0.9`].join("\n"));
    const { objectives } = await readObjectiveList(sourceOf(scrapes.memory), 1_001);
    expect(objectives).toMatchObject([
      { objective: "idle", state: "no data", calls: 0, ratio: null, budgetLeft: null, exhaustedIn: null },
    ]);
  });

  it("has the stricter target while instances with two run, and the new one when they have gone", async () => {
    const scrapes = new Scrapes();
    const target = 'autometrics_objective_target_ratio{objective_name="api",sli="success_rate"}';
    scrapes.at(1_000, `${target} 0.999`, "old:1");
    scrapes.at(1_010, `${target} 0.99`, "new:1");
    const targetAt = async (time: number) =>
      (await readObjectiveList(sourceOf(scrapes.memory), time)).objectives.map(({ target }) => target);
    expect(await targetAt(1_011)).toEqual([0.999]);
    scrapes.failAt(1_020, "old:1");
    expect(await targetAt(1_021)).toEqual([0.99]);
    // Known for a day.
    expect(await targetAt(9_000)).toEqual([0.999]);
  });

  it("has a rate of 0 and no error ratio without calls", async () => {
    const scrapes = new Scrapes().counter('function_calls_total{function="f",result="ok"}', 10, [5, 5, 5]);
    const { functions } = await readFunctionList(sourceOf(scrapes.memory), { from: 0, to: 21 }, 21);
    expect(functions).toMatchObject([{ rate: 0, errorRatio: null }]);
  });
});

describe("of 2,000 functions over an hour", () => {
  it("looks at each series once for all figures of the list, and once for each point of its sparkline", async () => {
    const scrapes = new Scrapes();
    const count = 2_000;
    for (let i = 0; i <= 6; i++) {
      const text = Array.from({ length: count }, (_, n) => {
        const labels = `function="f${n}",module="m",service_name="s"`;
        const results = ["ok", "error"].map(
          (result) => `function_calls_total{${labels},result="${result}"} ${i * n}\n`,
        );
        const buckets = ["0.1", "1", "+Inf"].map(
          (le) => `function_calls_duration_seconds_bucket{${labels},le="${le}"} ${i * n}\n`,
        );
        return [...results, ...buckets].join("");
      });
      scrapes.at(i * 600, text.join(""));
    }
    const looked = { selections: 0, stretches: 0 };
    const evaluator = new Evaluator(counting(scrapes.memory, looked));
    const source = {
      ...sourceOf(scrapes.memory, 120),
      instant: async (...call: Parameters<Evaluator["instant"]>) => evaluator.instant(...call),
      range: async (...call: Parameters<Evaluator["range"]>) => evaluator.range(...call),
    };
    const { functions, times } = await readFunctionList(source, { from: 0, to: 3_600 }, 3_600);
    expect(functions).toHaveLength(count);
    expect(times.length).toBeLessThanOrEqual(31);
    // Known, all and failed calls and buckets: 2 + 2 + 1 + 3. A sparkline is of 2.
    expect(looked.stretches).toBeLessThanOrEqual(count * (8 + 2 * times.length));
    expect(looked.selections).toBeLessThan(10);
  });
});

function counting(samples: Samples, looked: { selections: number; stretches: number }): Samples {
  return {
    select(selector) {
      looked.selections++;
      return samples.select(selector).map((series) => ({
        labels: series.labels,
        latest: (after, until) => series.latest(after, until),
        stretch(after, until) {
          looked.stretches++;
          return series.stretch(after, until);
        },
      }));
    },
  };
}
