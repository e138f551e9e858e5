import { beforeAll, describe, expect, it } from "vitest";
import type { Metrics } from "../support/metrics.js";
import { Project, type Run } from "../support/project.js";

/** Calls by caller and result: `module.caller → callee`. */
function calls(metrics: Metrics): Record<string, { ok: number; error: number }> {
  const found: Record<string, { ok: number; error: number }> = {};
  for (const { labels, value } of metrics.find("function_calls_total")) {
    const caller = labels.caller_function === "" ? "" : `${labels.caller_module}.${labels.caller_function} → `;
    const key = `${caller}${labels.function}`;
    found[key] = { ok: 0, error: 0, ...found[key], [labels.result ?? ""]: value };
  }
  return found;
}

const source = {
  "main.ts": `
    import { setTimeout as delay } from "node:timers/promises";
    import { load } from "./store.js";

    export async function get(id: number): Promise<number> { await delay(1); return viaHelper(id); }
    /** @autometrics callers=false */
    export async function viaHelper(id: number): Promise<number> { return load(id); }
    export function list(): number[] { return [1, 2].map((id) => size(id)); }
    export function size(id: number): number { return id; }
    export function later(): Promise<void> { return new Promise((resolve) => setTimeout(() => { size(1); resolve(); }, 1)); }
    export function* ids(): Generator<number> { yield size(1); }
    export function reads(): number { return [...ids()].length; }
    export class Shelf {
      #count = 3;
      /** @autometrics */ get count(): number { return size(this.#count); }
      /** @autometrics */ static make(this: typeof Shelf, ...args: number[]): Shelf { void arguments; return new this(); }
      /** @autometrics */ async sum(a: number, b = size(a)): Promise<number> { await delay(1); return a + b + size(this.#count); }
    }
    export class Wide extends Shelf {
      /** @autometrics */ override async sum(a: number): Promise<number> { return (await super.sum(a)) + arguments.length; }
    }
    export function redeclares(x: number): number { var x: number; return size(x); }

    async function main(): Promise<unknown[]> {
    const result: unknown[] = [];
    result.push(await get(1), await get(-1).catch((error: Error) => error.message));
    result.push(list(), await later(), reads());
    const wide = new Wide();
    result.push(wide.count, await wide.sum(1), Shelf.make(1, 2) instanceof Shelf, redeclares(7));
    result.push(await Promise.all([get(2), get(3)]));
    result.push(get.length, get.name);
    return result;
    }
    main().then((result) => console.log(JSON.stringify(result)));
  `,
  "store.ts": `
    export async function load(id: number): Promise<number> {
      await null;
      if (id < 0) throw new Error("no such id");
      return id;
    }
  `,
};

describe.each(["es2015", "es2017", "es2022"])("callers, compiled to %s", (target) => {
  let run: Run;
  beforeAll(async () => {
    const settings = { options: { callers: true, instrument: ["annotated", "exported"] }, compilerOptions: { target } };
    run = await new Project(source, settings).build().run();
  });

  it("change nothing that the program does", () => {
    expect(run.stderr).toBe("");
    expect(run.result).toEqual([1, "no such id", [1, 2], null, 1, 3, 6, true, 7, [2, 3], 1, "get"]);
  });

  it("are recorded across awaits, timers, promises and functions that are not recorded", () => {
    expect(calls(run.metrics)).toMatchObject({
      get: { ok: 3, error: 1 },
      "main.get → load": { ok: 3, error: 1 },
      "main.list → size": { ok: 2, error: 0 },
      "main.later → size": { ok: 1, error: 0 },
      "main.get Shelf.count → size": { ok: 1, error: 0 },
    });
  });

  it("are the nearest function: a method's super call is the method's", () => {
    const found = calls(run.metrics);
    expect(found["main.Wide.sum → Shelf.sum"]).toEqual({ ok: 1, error: 0 });
    expect(found["main.Shelf.sum → size"]).toEqual({ ok: 1, error: 0 });
  });

  it("are never generators, which record who calls them and are no callers themselves", () => {
    const found = calls(run.metrics);
    expect(found["main.reads → ids"]).toEqual({ ok: 1, error: 0 });
    expect(found["main.reads → size"]).toEqual({ ok: 1, error: 0 });
    expect(Object.keys(found).filter((key) => key.startsWith("main.ids"))).toEqual([]);
  });

  it("have both results of a pair from its first call on, and those without a caller from load", () => {
    const found = calls(run.metrics);
    expect(found.load).toEqual({ ok: 0, error: 0 });
    expect(found["main.list → size"]).toEqual({ ok: 2, error: 0 });
  });

  it("leave a function recorded but not visible whose body would differ in a closure", () => {
    expect(calls(run.metrics)).toMatchObject({ redeclares: { ok: 1, error: 0 } });
    expect(Object.keys(calls(run.metrics)).filter((key) => key.startsWith("main.redeclares"))).toEqual([]);
  });

  it("are on the counter only: a function has one histogram", () => {
    const counts = run.metrics.find("function_calls_duration_seconds_count", { function: "size" });
    expect(counts).toHaveLength(1);
    const calls = run.metrics.find("function_calls_total", { function: "size" });
    expect(counts[0]?.value).toBe(calls.reduce((sum, { value }) => sum + value, 0));
  });
});
