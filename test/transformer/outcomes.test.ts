import { beforeAll, describe, expect, it } from "vitest";
import { type ModulesRun, runModules } from "../support/modules.js";

interface Case {
  /** A module with one annotated function, that calls it and asserts what comes of it. */
  readonly code: string;
  readonly ok: number;
  readonly error: number;
}

const thrown = `[undefined, null, 0, NaN, "text", Symbol("s"), new Error("e"), Object.freeze({}), () => {}]`;

const outcomes: Record<string, Case> = {
  "a thrown value of any kind is an error, and rethrown as it is": {
    code: `/** @autometrics */ function f(value: unknown) { throw value; }
      for (const value of ${thrown}) assert.equal(caught(() => f(value)), value);`,
    ok: 0,
    error: 9,
  },
  "a rejection with any value is an error, and rejects with it": {
    code: `/** @autometrics */ async function f(value: unknown) { throw value; }
      for (const value of ${thrown}) assert.equal(await rejected(f(value)), value);`,
    ok: 0,
    error: 9,
  },
  "an awaited rejection is an error": {
    code: `/** @autometrics */ async function f() { return await Promise.reject(1); }
      assert.equal(await rejected(f()), 1);`,
    ok: 0,
    error: 1,
  },
  "a rejected promise that an async function returns is an error": {
    code: `/** @autometrics */ async function f(p: Promise<unknown>) { return p; }
      assert.equal(await f(Promise.resolve(1)), 1);
      assert.equal(await rejected(f(Promise.reject(1))), 1);`,
    ok: 1,
    error: 1,
  },
  "a caught error is none": {
    code: `/** @autometrics */ function f() { try { throw 1; } catch { return 2; } }
      assert.equal(f(), 2);`,
    ok: 1,
    error: 0,
  },
  "a return in 'finally' overrides a throw": {
    code: `/** @autometrics */ function f() { try { throw 1; } finally { return 2; } }
      assert.equal(f(), 2);`,
    ok: 1,
    error: 0,
  },
  "a throw in 'finally' overrides a return": {
    code: `/** @autometrics */ function f() { try { return make(); } finally { throw 2; } }
      assert.equal(caught(f), 2);`,
    ok: 0,
    error: 1,
  },
  "a return in 'finally' overrides a returned promise": {
    code: `/** @autometrics */ function f() { try { return Promise.reject(1).catch(never); } finally { return 2; } }
      assert.equal(f(), 2);
      assert.equal((await calls("f")).ok, 1);`,
    ok: 1,
    error: 0,
  },
  "a break in 'finally' overrides a returned promise": {
    code: `/** @autometrics */ function f() { for (;;) { try { return never(); } finally { break; } } }
      assert.equal(f(), undefined);
      assert.equal((await calls("f")).ok, 1);`,
    ok: 1,
    error: 0,
  },
  "a sync function's fresh promise ends its call when it settles": {
    code: `/** @autometrics */ const f = (p: Promise<unknown>) => Promise.resolve(p).then((v) => v);
      const { promise, resolve } = withResolvers();
      const result = f(promise);
      assert.deepEqual(await calls("f"), { ok: 0, error: 0 });
      resolve(1);
      assert.equal(await result, 1);
      assert.deepEqual(await calls("f"), { ok: 1, error: 0 });
      assert.equal(await rejected(f(Promise.reject(2))), 2);`,
    ok: 1,
    error: 1,
  },
  "a sync function's promise that lives elsewhere too stays the same object, and its call ends at once": {
    code: `const known = Promise.reject(1); known.catch(() => {});
      /** @autometrics */ function f() { return known; }
      assert.equal(f(), known);`,
    ok: 1,
    error: 0,
  },
  "a cached promise stays the same object where it may also be made": {
    code: `let cached: Promise<number> | undefined;
      const load = async () => 1;
      /** @autometrics */ function f(): Promise<number> { return cached ?? (cached = load()); }
      const first = f();
      assert.equal(first, cached);
      assert.equal(f(), cached);
      /** @autometrics name=g */ const g = (p?: Promise<number>) => p ?? load();
      assert.equal(g(cached), cached);
      /** @autometrics name=h */ const h = (p?: Promise<number>) => (p ? p : load());
      assert.equal(h(cached), cached);`,
    ok: 2,
    error: 0,
  },
  "a choice between calls waits for the promise": {
    code: `const load = async (fail: boolean) => { if (fail) throw 1; return 2; };
      /** @autometrics */ const f = (fail: boolean) => (fail ? load(true) : load(false) ?? null);
      assert.equal(await f(false), 2);
      assert.equal(await rejected(f(true)), 1);`,
    ok: 1,
    error: 1,
  },
  "a subclass of promises stays what it is": {
    code: `class Mine<T> extends Promise<T> { extra = 1; }
      /** @autometrics */ function f() { return new Mine<number>((resolve) => resolve(1)); }
      assert.equal(f().extra, 1);
      assert.equal(await f(), 1);`,
    ok: 2,
    error: 0,
  },
  "a thenable is never triggered": {
    code: `let triggered = 0;
      const query = () => ({ get then() { triggered++; return undefined; } });
      /** @autometrics */ function f() { return query(); }
      f();
      assert.equal(triggered, 0);`,
    ok: 1,
    error: 0,
  },
  "a call whose parameter binding throws is not counted": {
    code: `/** @autometrics */ function f({ a }: any, b = boom()) { return a + b; }
      function boom(): number { throw "boom"; }
      assert.ok(caught(() => f(undefined, 1)) instanceof TypeError);
      assert.equal(caught(() => f({})), "boom");
      /** @autometrics name=g */ async function g(b = boom()) {}
      assert.equal(await rejected(g()), "boom");
      /** @autometrics name=h */ function* h(b = boom()) {}
      assert.equal(caught(() => h()), "boom");
      f({ a: 1 }, 1);`,
    ok: 1,
    error: 0,
  },
  "a recursive function is counted for each of its calls": {
    code: `/** @autometrics */ function f(n: number): number { if (n < 0) throw n; return n === 0 ? 0 : f(n - 1); }
      f(3);
      assert.equal(caught(() => f(-1)), -1);`,
    ok: 4,
    error: 1,
  },

  "a generator is counted when it is done": {
    code: `/** @autometrics */ function* f() { yield 1; return 2; }
      const g = f();
      assert.deepEqual(g.next(), { value: 1, done: false });
      assert.deepEqual(await calls("f"), { ok: 0, error: 0 });
      assert.deepEqual(g.next(), { value: 2, done: true });
      g.next();`,
    ok: 1,
    error: 0,
  },
  "a generator that throws, or is thrown into, is an error": {
    code: `/** @autometrics */ function* f(): Generator<number> { yield 1; throw 2; }
      assert.equal(caught(() => [...f()]), 2);
      const g = f(); g.next();
      assert.equal(caught(() => g.throw(3)), 3);`,
    ok: 0,
    error: 2,
  },
  "a generator that is left early is ok": {
    code: `/** @autometrics */ function* f() { yield 1; yield 2; }
      for (const _ of f()) break;
      const g = f(); g.next();
      assert.deepEqual(g.return(3 as never), { value: 3, done: true });`,
    ok: 2,
    error: 0,
  },
  "a generator that is abandoned, or was never begun, is not counted": {
    code: `/** @autometrics */ function* f() { yield 1; }
      f().next(); f(); f().return();`,
    ok: 0,
    error: 0,
  },
  "an async generator is counted by how it ends": {
    code: `/** @autometrics */ async function* f(fail?: unknown) { yield 1; if (fail) throw fail; yield Promise.resolve(2); return 3; }
      const values: unknown[] = [];
      for await (const value of f()) values.push(value);
      assert.deepEqual(values, [1, 2]);
      for await (const _ of f()) break;
      assert.equal(await rejected((async () => { for await (const _ of f(4)); })()), 4);
      const g = f(); await g.next();
      assert.equal(await rejected(g.throw(5)), 5);
      f(); f().next();`,
    ok: 2,
    error: 2,
  },
  "an async generator that returns a rejected promise is an error": {
    code: `/** @autometrics */ async function* f(p: Promise<unknown>) { return p; }
      assert.equal((await f(Promise.resolve(1)).next()).value, 1);
      assert.equal(await rejected(f(Promise.reject(1)).next()), 1);`,
    ok: 1,
    error: 1,
  },
  "a generator delegates as it would": {
    code: `function* inner(): Generator<number, number> { yield 1; return 2; }
      /** @autometrics */ function* f() { return yield* inner(); }
      const g = f();
      assert.deepEqual([g.next(), g.next()], [{ value: 1, done: false }, { value: 2, done: true }]);`,
    ok: 1,
    error: 0,
  },

  "error-if judges what was returned": {
    code: `const isBad = (n: number) => n < 0;
      /** @autometrics error-if=isBad */ function f(n: number) { return n; }
      assert.equal(f(-1), -1); f(1); f(0);`,
    ok: 2,
    error: 1,
  },
  "error-if gets the awaited value of an async function, whether it awaits or not": {
    code: `const isBad = (n: number) => n < 0;
      /** @autometrics error-if=isBad */ async function f(n: number, how: number) {
        if (how === 0) return n;
        if (how === 1) return await Promise.resolve(n);
        return Promise.resolve(n);
      }
      for (const how of [0, 1, 2]) { assert.equal(await f(-1, how), -1); await f(1, how); }`,
    ok: 3,
    error: 3,
  },
  "error-if gets the awaited value of a sync function's promise": {
    code: `const isBad = (n: number) => n < 0;
      /** @autometrics error-if=isBad */ const f = (n: number) => Promise.resolve(n);
      assert.equal(await f(-1), -1); await f(1);`,
    ok: 1,
    error: 1,
  },
  "error-if is not asked about a promise that it cannot wait for": {
    code: `const isBad = (n: number): boolean => { throw assert.fail("asked"); };
      const known = Promise.resolve(-1);
      /** @autometrics error-if=isBad */ const f = () => known;
      assert.equal(f(), known);`,
    ok: 1,
    error: 0,
  },
  "error-if is asked about an undefined result, returned or not": {
    code: `const isMissing = (n: number | undefined) => n === undefined;
      /** @autometrics error-if=isMissing */ function f(how: number) { if (how === 0) return; if (how === 1) return 1; }
      f(0); f(1); f(2);`,
    ok: 1,
    error: 2,
  },
  "error-if judges the value that came out at last": {
    code: `const isBad = (n: number | undefined) => n === 1;
      /** @autometrics error-if=isBad */ function f(how: number) {
        for (;;) { try { return 1; } finally { if (how === 0) return; if (how === 1) break; if (how === 2) return 2; } }
      }
      f(0); f(1); f(2); assert.equal(f(3), 1);`,
    ok: 3,
    error: 1,
  },
  "error-if that throws fails nothing": {
    code: `const isBad = (n: number): boolean => { throw new Error("of the predicate"); };
      /** @autometrics error-if=isBad */ function f() { return 1; }
      process.removeAllListeners("warning").on("warning", () => {});
      assert.equal(f(), 1);`,
    ok: 1,
    error: 0,
  },
  "ok-if judges what was thrown": {
    code: `const isExpected = (error: unknown) => error === "expected";
      /** @autometrics ok-if=isExpected */ function f(error: unknown) { throw error; }
      assert.equal(caught(() => f("expected")), "expected"); caught(() => f("other"));`,
    ok: 1,
    error: 1,
  },
  "ok-if judges rejections, of returned promises too": {
    code: `const isExpected = (error: unknown) => error === "expected";
      /** @autometrics ok-if=isExpected */ async function f(error: unknown, how: number) {
        if (how === 0) throw error;
        return how === 1 ? await Promise.reject(error) : Promise.reject(error);
      }
      for (const how of [0, 1, 2]) { await rejected(f("expected", how)); await rejected(f("other", how)); }`,
    ok: 3,
    error: 3,
  },
  "ok-if judges rejections of a sync function's promise": {
    code: `const isExpected = (error: unknown) => error === "expected";
      /** @autometrics ok-if=isExpected */ const f = (error: unknown) => Promise.reject(error);
      assert.equal(await rejected(f("expected")), "expected"); await rejected(f("other"));`,
    ok: 1,
    error: 1,
  },
  "error-if is asked about no error that ok-if accepts": {
    code: `const isBad = (value: unknown) => value === undefined || value === 1;
      const isExpected = (error: unknown) => error === "expected";
      /** @autometrics error-if=isBad ok-if=isExpected */ function f(how: number) {
        try { if (how === 0) return 0; if (how === 1) return 1; if (how === 4) return 1; } finally { if (how === 4) throw "expected"; }
        throw how === 2 ? "expected" : "other";
      }
      f(0); f(1); for (const how of [2, 3, 4]) caught(() => f(how));
      /** @autometrics name=g error-if=isBad ok-if=isExpected */ async function g() { throw "expected"; }
      await rejected(g());
      assert.deepEqual(await calls("g"), { ok: 1, error: 0 });`,
    ok: 3,
    error: 2,
  },
  "a predicate may be defined below, where the function is called, or be the caller's": {
    code: `/** @autometrics error-if=isBad */ function f(n: number) { return n; }
      f(1); f(-1);
      function isBad(n: number) { return n < 0; }
      function outer(isLow: (n: number) => boolean) { return wrap(/** @autometrics name=g error-if=isLow */ (n: number) => n); }
      function wrap<T>(f: T) { return f; }
      outer((n) => n === 1)(1); outer((n) => n === 2)(1);
      assert.deepEqual(await calls("g"), { ok: 1, error: 1 });`,
    ok: 1,
    error: 1,
  },
};

const prelude = `import assert from "node:assert/strict";
  import prometheus from "prom-client";
  const caught = (f: () => unknown): unknown => { try { f(); } catch (error) { return error; } return assert.fail("nothing thrown"); };
  const rejected = (p: PromiseLike<unknown>): Promise<unknown> => Promise.resolve(p).then(() => assert.fail("not rejected"), (error) => error);
  const never = (): Promise<never> => new Promise(() => {});
  const make = (): object => ({});
  function withResolvers() { let resolve!: (value: unknown) => void; const promise = new Promise((r) => (resolve = r)); return { promise, resolve }; }
  async function calls(name: string) {
    const { values } = await (prometheus.register.getSingleMetric("function_calls_total") as prometheus.Counter).get();
    const module = /([^/]+)\\.js$/.exec(import.meta.url)?.[1];
    const count = (result: string) => values.find(({ labels: l }) => l.function === name && l.module === module && l.result === result)?.value;
    return { ok: count("ok"), error: count("error") };
  }
`;

describe("outcomes", () => {
  let run: ModulesRun;
  beforeAll(async () => {
    const modules = Object.entries(outcomes).map(([name, { code }]) => [name, prelude + code]);
    run = await runModules(Object.fromEntries(modules), { compilerOptions: { allowUnreachableCode: true } });
  });

  it.each(Object.entries(outcomes))("%s", (name, { ok, error }) => {
    expect(run.calls(name).f).toEqual({ ok, error });
  });
});
