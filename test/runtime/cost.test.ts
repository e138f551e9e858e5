import { beforeAll, describe, expect, it } from "vitest";
import { compileSubjects, runBench, runProgram, withSubjects } from "../bench/benchProcess.js";

let path: unknown;

beforeAll(async () => {
  path = await compileSubjects();
});

describe("a sync call", () => {
  it("allocates no more than the two clock reads in it, whatever it returns", async () => {
    // In a young generation so large that nothing is collected between two looks at the heap, and with the optimising
    // compiler at work when it is asked and not some time later.
    const flags = [
      "--expose-gc",
      "--no-concurrent-recompilation",
      "--max-semi-space-size=256",
      "--min-semi-space-size=256",
    ];
    const result = await runProgram(
      `${withSubjects(path)}
      const { loopFor } = await import("./bench/calls/loops.mjs");
      const calls = 10_000;
      const bytes = (name, call) => {
        const loop = loopFor(name);
        const sink = { value: undefined };
        for (let i = 0; i < 20; i++) loop(call, calls, sink);
        let least = Infinity;
        for (let i = 0; i < 5; i++) {
          gc();
          const before = process.memoryUsage().heapUsed;
          loop(call, calls, sink);
          least = Math.min(least, (process.memoryUsage().heapUsed - before) / calls);
        }
        return least;
      };
      print(["number", "object", "result"].map((name) => {
        const floor = bytes(name, clock[name]);
        return { name, floor, more: bytes(name, emitted[name]) - floor };
      }));
      `,
      flags,
    );
    const name = expect.any(String);
    const floor = expect.any(Number);
    expect(result).toEqual(Array(3).fill({ name, floor, more: expect.any(Number) }));
    // Less than the smallest object: what is over is the measuring's own.
    expect((result as { more: number }[]).filter(({ more }) => more >= 8)).toEqual([]);
  });
});

describe("an async call", () => {
  it("makes no promise that the function alone does not make", async () => {
    const result = await runProgram(`${withSubjects(path)}
      const { createHook } = await import("node:async_hooks");
      let promises = 0;
      createHook({ init(_id, type) { if (type === "PROMISE") promises++ } }).enable();
      const made = async (call) => {
        const before = promises;
        for (let i = 0; i < 10; i++) await call(i, 1);
        return promises - before;
      };
      print({
        alone: [await made(emitted.bareAsyncNumber), await made(emitted.bareAwaiting)],
        measured: [await made(emitted.asyncNumber), await made(emitted.awaiting)],
      });
    `);
    const { alone, measured } = result as { alone: number[]; measured: number[] };
    expect(Math.min(...alone)).toBeGreaterThanOrEqual(10);
    expect(measured).toEqual(alone);
  });

  it("takes as many microtasks as the function alone", async () => {
    const result = await runProgram(`${withSubjects(path)}
      const ticks = async (call) => {
        let ticks = 0;
        let done = false;
        const tick = () => { if (!done) { ticks++; Promise.resolve().then(tick) } };
        const settled = call(1, 2).then(() => { done = true });
        tick();
        await settled;
        return ticks;
      };
      print({
        alone: [await ticks(emitted.bareAsyncNumber), await ticks(emitted.bareAwaiting)],
        measured: [await ticks(emitted.asyncNumber), await ticks(emitted.awaiting)],
      });
    `);
    const { alone, measured } = result as { alone: number[]; measured: number[] };
    expect(alone[0]).toBeLessThan(alone[1] ?? 0);
    expect(measured).toEqual(alone);
  });
});

describe("a function that is never called", () => {
  it("holds less than 1,000 bytes, also after it was scraped", async () => {
    const result = await runBench("scrape/scrape.mjs", ["5000", "1"], ["--expose-gc"]);
    const { bytes } = result as { bytes: { defined: number; scraped: number } };
    expect(bytes.defined).toBeGreaterThan(100);
    expect(bytes.defined).toBeLessThan(1000);
    expect(bytes.scraped).toBeLessThan(1000);
  });
});
