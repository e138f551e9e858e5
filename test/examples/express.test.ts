import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { exposedObjectives } from "../../prometheus/exposed.js";
import { buildExample, type RunningExample, startExample } from "../../scripts/demo/example.js";
import { reportFunctions } from "../../scripts/demo/report.js";
import { type MetricFamily, parseExposition } from "../../slo/exposition.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

beforeAll(async () => {
  await buildExample(root);
});

describe("examples/express after a known sequence of requests", () => {
  let example: RunningExample;
  let families: ReadonlyMap<string, MetricFamily>;
  const statuses: number[] = [];

  const send = async (method: string, path: string, body?: string | Record<string, string>): Promise<void> => {
    const response = await fetch(example.address + path, {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    });
    await response.arrayBuffer();
    statuses.push(response.status);
  };

  beforeAll(async () => {
    // The ninth access to the store fails, the tenth takes longer than the objective's threshold.
    const weather = { STORE_LATENCY_MS: "1", STORE_FAIL_EVERY: "9", STORE_SLOW_EVERY: "10", STORE_SLOW_MS: "300" };
    example = await startExample(root, weather);
    const kay = { name: "Alan Kay", email: "kay@example.com" };
    await send("GET", "/users");
    await send("GET", "/users?search=hopper&page=1&size=1");
    await send("GET", "/users?page=0");
    await send("GET", "/users/1");
    await send("GET", "/users/99");
    await send("POST", "/users", kay);
    await send("POST", "/users", { ...kay, email: "nowhere" });
    await send("POST", "/users", kay);
    await send("POST", "/users", '{"name":');
    await send("PUT", "/users/9", { ...kay, name: "Alan C. Kay" });
    await send("PUT", "/users/9", { ...kay, email: "ada@example.com" });
    await send("GET", "/users/9");
    await send("PUT", "/users/99", kay);
    await send("DELETE", "/users/9");
    await send("DELETE", "/users/9");
    await send("GET", "/nowhere");
    await send("GET", "/metrics");
    families = parseExposition(await (await fetch(`${example.address}/metrics`)).text());
  });

  afterAll(async () => {
    await example?.stop();
  });

  it("has answered as an API should", () => {
    expect(statuses).toEqual([200, 200, 400, 200, 404, 201, 400, 409, 400, 200, 409, 500, 404, 204, 404, 404, 200]);
  });

  it("has counted every call of every function, and as errors only those that failed", () => {
    const counts = reportFunctions(families).map(({ name, module, calls, errors }) => [module, name, calls, errors]);
    expect(counts).toEqual([
      ["app", "GET /users", 3, 0],
      ["app", "GET /users/:id", 3, 1],
      // The body that is no JSON never reached the handler.
      ["app", "POST /users", 3, 0],
      ["app", "PUT /users/:id", 3, 0],
      ["app", "DELETE /users/:id", 2, 0],
      ["users", "UserRepository.list", 2, 0],
      ["users", "UserRepository.find", 3, 1],
      ["users", "UserRepository.add", 2, 0],
      ["users", "UserRepository.replace", 3, 0],
      ["users", "UserRepository.remove", 2, 0],
    ]);
  });

  it("has counted towards the objective what the handlers did, and not being scraped", () => {
    const [succeeded, within] = exposedObjectives([families], "the example");
    expect(succeeded).toMatchObject({ objective: "api", targetPercent: 99.9, standing: { calls: 14, errors: 1 } });
    expect(within).toMatchObject({ objective: "api", targetPercent: 99, threshold: 0.25, standing: { calls: 14 } });
  });

  it("has judged latency by the bucket of the threshold, which the slow call is not in", () => {
    const [, within] = exposedObjectives([families], "the example");
    const handlers = reportFunctions(families).filter(({ module }) => module === "app");
    const slow = handlers.map(
      ({ calls, buckets }) => calls - (buckets.find(({ bound }) => bound === 0.25)?.count ?? 0),
    );
    expect(slow[3], "PUT /users/99 was delayed by the store").toBeGreaterThanOrEqual(1);
    expect(within?.standing?.errors).toBe(slow.reduce((sum, count) => sum + count, 0));
  });

  it("ends when it is asked to", async () => {
    expect(await example.stop()).toBe(true);
    await expect(fetch(example.address)).rejects.toThrow();
  });
});

describe("npm run demo", () => {
  const start = (...args: string[]): { demo: ChildProcess; output: () => string } => {
    const demo = spawn(process.execPath, [join(root, "scripts/demo.mjs"), "--no-build", ...args], {
      // So often that every machine sees some within a second.
      env: { ...process.env, STORE_FAIL_EVERY: "5", STORE_SLOW_EVERY: "7" },
    });
    let output = "";
    for (const stream of [demo.stdout, demo.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    return { demo, output: () => output };
  };
  const end = async (demo: ChildProcess) => (await once(demo, "close"))[0];
  const serverOf = (output: string) => /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? "";

  describe("to its end", () => {
    let code: unknown;
    let text: string;

    beforeAll(async () => {
      const { demo, output } = start("--seconds", "1");
      code = await end(demo);
      text = output();
    });

    const row = (name: string): number[] => {
      const line = text.split("\n").find((line) => line.startsWith(`  ${name}  `)) ?? "";
      const [, calls = "", errors = ""] = line.slice(name.length + 2).match(/\S+/g) ?? [];
      return [Number(calls), Number(errors)];
    };

    it("succeeds and leaves no server behind", async () => {
      expect(text).toContain("The server and its /metrics are gone now");
      expect(code).toBe(0);
      expect(serverOf(text)).not.toBe("");
      await expect(fetch(serverOf(text))).rejects.toThrow();
    });

    it("shows a table in which every request is counted, and every failed one as an error", () => {
      const [, requests, failed] = /1 of 1 s: ([\d,]+) requests, \d+ × 4xx, (\d+) × 5xx/.exec(text) ?? [];
      const handlers = ["GET /users", "GET /users/:id", "POST /users", "PUT /users/:id", "DELETE /users/:id"].map(row);
      const sums = handlers.reduce(([a = 0, b = 0], [calls = 0, errors = 0]) => [a + calls, b + errors], [0, 0]);
      expect(sums).toEqual([Number(requests?.replace(",", "")), Number(failed)]);
      expect(Number(failed)).toBeGreaterThan(0);
      for (const name of ["list", "find", "add", "replace", "remove"]) {
        expect(row(`UserRepository.${name}`)[0], name).toBeGreaterThan(0);
      }
    });

    it("shows how the objective was met", () => {
      expect(text).toMatch(/^Objective api, over the demo's own traffic alone$/m);
      expect(text).toMatch(/^ {2}succeeded +99.9 % +\d\d\.\d\d % +exhausted, [\d.]+ × spent +[\d.]+$/m);
      expect(text).toMatch(/^ {2}within 250 ms +99 % +\d\d\.\d\d % +exhausted, [\d.]+ × spent +[\d.]+$/m);
    });

    it("writes no control characters into a pipe, and no line over 80 columns", () => {
      expect(text.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
    });
  });

  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)("takes its server along when it gets %s", async (signal) => {
    const { demo, output } = start("--seconds", "600");
    onTestFinished(() => void demo.kill("SIGKILL"));
    await vi.waitUntil(() => serverOf(output()) !== "", { timeout: 60_000 });
    expect((await fetch(serverOf(output()))).status).toBe(404);
    demo.kill(signal);
    await end(demo);
    await vi.waitFor(() => expect(fetch(serverOf(output()))).rejects.toThrow(), { timeout: 60_000 });
  });

  it("says which options it takes when one is unknown or wrong", async () => {
    for (const args of [["--fast"], ["--seconds", "none"]]) {
      const { demo, output } = start(...args);
      expect(await end(demo)).toBe(1);
      expect(output()).toContain(
        "Usage: npm run demo -- [--seconds <of traffic>] [--no-build] [--explore [--no-open]]",
      );
    }
  });
});
