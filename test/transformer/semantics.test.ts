import { beforeAll, describe, expect, it } from "vitest";
import { type ModulesRun, runModules } from "../support/modules.js";
import { type Pipeline, Project, type Run, untouched } from "../support/project.js";

/** Modules that assert what must be as without instrumentation. Each has annotated functions and calls them. */
const modules: Record<string, string> = {
  "names and lengths": `
    /** @autometrics */ function declared(a: 1, b: 2) {}
    /** @autometrics */ const expression = function (a: 1, b = 2, c: 3) {};
    /** @autometrics */ const named = function inner() {};
    /** @autometrics */ const arrow = (a: 1, ...b: 2[]) => {};
    /** @autometrics */ class K { m(a: 1) {} static async s(a: 1, b: 2) {} get g() { return 1; } set g(v) {} *[Symbol.iterator]() {} "a b"() {} }
    /** @autometrics */ export default (a: 1) => {};
    const o = { /** @autometrics */ async m(a: 1, b: 2, c: 3) {}, /** @autometrics */ p: (a: 1) => {} };
    const k: any = new K();
    const of = (f: any) => [f.name, f.length];
    assert.deepEqual(
      [declared, expression, named, arrow, k.m, K.s, k[Symbol.iterator], k["a b"], o.m, o.p, (self as any).default].map(of),
      [["declared", 2], ["expression", 1], ["inner", 0], ["arrow", 1], ["m", 1], ["s", 2], ["[Symbol.iterator]", 0], ["a b", 0], ["m", 3], ["p", 1], ["default", 1]],
    );
    const { get, set } = Object.getOwnPropertyDescriptor(K.prototype, "g")!;
    assert.deepEqual([get, set].map(of), [["get g", 0], ["set g", 1]]);`,
  "names of fields and private methods": `
    /** @autometrics */ class K { f = (a: 1) => {}; static s = function () {}; #p() {} p() { return this.#p; } }
    const k = new K() as any;
    assert.deepEqual([k.f.name, k.f.length, K.s.name, k.p().name], ["f", 1, "s", "#p"]);`,
  "a returned function gets no name": `
    const never = () => false, load = () => 1;
    /** @autometrics error-if=never */ const f = () => () => 1;
    /** @autometrics error-if=never */ function g() { return class {}; }
    /** @autometrics */ function h(how: boolean) { if (how) return load(); return function () {}; }
    assert.deepEqual([f().name, g().name, (h(false) as Function).name], ["", "", ""]);`,
  "a returned class has none while it is made": `
    const never = () => false;
    /** @autometrics error-if=never */ function g() { return class { static n = this.name; }; }
    assert.equal(g().n, "");`,
  hoisting: `
    assert.equal(f(), 1); assert.equal(typeof g, "function");
    /** @autometrics */ function f() { return 1; }
    /** @autometrics */ async function* g() {}`,
  this: `
    /** @autometrics */ function f(this: unknown) { return this; }
    assert.equal(f.call(1), 1); assert.equal(f(), undefined);
    class K { v = 2; /** @autometrics */ arrow = () => this.v; /** @autometrics */ async m() { return this.v; } /** @autometrics */ static s() { return this; } }
    const { arrow } = new K(); assert.equal(arrow(), 2); assert.equal(await new K().m(), 2); assert.equal(K.s(), K);
    function outer(this: unknown) { /** @autometrics */ const inner = async () => this; return inner(); }
    assert.equal(await outer.call(3), 3);`,
  arguments: `
    /** @autometrics */ function f(a?: number) { a = 9; return [...arguments]; }
    assert.deepEqual(f(1), [1]); assert.deepEqual((f as Function)(1, 2), [1, 2]);
    function outer(..._: number[]) { /** @autometrics */ const inner = () => [...arguments]; return inner(); }
    assert.deepEqual(outer(1, 2), [1, 2]);
    /** @autometrics */ function* g(..._: number[]) { yield arguments.length; } assert.deepEqual([...g(1, 2)], [2]);
    /** @autometrics */ async function h(..._: number[]) { return arguments.length; } assert.equal(await h(1), 1);`,
  super: `
    class A { m() { return [this.v]; } get g() { return this.v; } static s() { return "s"; } v = 1; async am() { return this.v; } }
    /** @autometrics */ class B extends A {
      override v = 2; override m() { return [...super.m(), 3]; } override get g() { return super.g + 1; } static override s() { return super.s() + "!"; }
      override async am() { return (await super.am()) + 1; } *gen() { yield super.m(); } arrow = () => super.m(); async inArrow() { return (async () => super.m())(); }
      async *ag() { yield await super.am(); }
    }
    const b = new B();
    assert.deepEqual([b.m(), b.g, B.s(), await b.am(), [...b.gen()], b.arrow(), await b.inArrow()], [[2, 3], 2 + 1, "s!", 3, [[2]], [2], [2]]);
    for await (const v of b.ag()) assert.equal(v, 2);
    const o = { __proto__: { m() { return 1; } }, /** @autometrics */ m() { return (super.m as any)() + 1; } };
    assert.equal((o as any).m(), 2);`.replace(
    "override get g() { return super.g + 1; }",
    "override get g() { return this.v + 1; }",
  ),
  "new and its absence": `
    /** @autometrics */ function F(this: any) { this.target = new.target; }
    const f = new (F as any)(); assert.equal(f.target, F); assert.ok(f instanceof (F as any)); assert.equal(F.prototype.constructor, F);
    class G extends (F as any) {} assert.equal((new G() as any).target, G);
    /** @autometrics */ function R() { return proxy; } const proxy = {}; assert.equal(new (R as any)(), proxy);
    const o: any = { /** @autometrics */ m() {}, /** @autometrics */ a: () => {} };
    /** @autometrics */ async function as() {}
    for (const g of [o.m, o.a, as]) assert.throws(() => new g(), TypeError); assert.equal("prototype" in o.a, false);
    /** @autometrics */ function* gen() {} assert.ok(gen() instanceof (gen as any));`,
  "parameters and their scope": `
    const log: number[] = [];
    const d = (n: number) => (log.push(n), n);
    /** @autometrics */ function f(a = d(1), { b = d(2), ...r }: any = { c: d(3) }, [e = d(4)]: any = [], ...rest: number[]) { return [a, b, r, e, rest]; }
    assert.deepEqual(f(), [1, 2, { c: 3 }, 4, []]); assert.deepEqual(log, [1, 3, 2, 4]);
    assert.deepEqual(f(5, { b: 6, x: 7 }, [8], 9), [5, 6, { x: 7 }, 8, [9]]);
    /** @autometrics */ function g(a: number, get = () => a) { var a = 2; return [a, get()]; }
    assert.deepEqual(g(1), [2, 1]);
    /** @autometrics */ function h(x?: number) { var x; return x; } assert.equal(h(1), 1);`,
  "closures, loops, labels and switches": `
    /** @autometrics */ function f(n: number): unknown {
      const inner = () => { return "inner"; };
      outer: for (let i = 0; ; i++) for (const j of [1, 2]) { if (i === n) break outer; if (i > 5) return [i, j, inner()]; if (j === 1) continue; continue outer; }
      switch (n) { case 1: return "one"; default: { label: { if (n === 2) break label; return class { m() { return 1; } }; } } }
      return function () { return n; };
    }
    assert.equal(f(1), "one"); assert.equal((f(2) as Function)(), 2); assert.deepEqual(f(9), [6, 1, "inner"]); assert.equal(typeof f(3), "function");`,
  "a function that assigns to its own name": `
    /** @autometrics */ let f = function (): number { f = () => 2; return 1; };
    assert.deepEqual([f(), f()], [1, 2]);`,
  "class fields, private names and static blocks": `
    const log: string[] = [];
    const key = (k: string) => (log.push(k), k);
    /** @autometrics */ class K {
      [key("a")]() { return 1; } static [key("b")] = () => 2; get [key("c")]() { return 3; }
      #m() { return 4; } static has(v: object) { return #m in v; } m() { return this.#m(); }
      static { log.push("block"); } field = log.push("field");
    }
    assert.deepEqual(log, ["a", "b", "c", "block"]); const k = new K() as any; assert.deepEqual(log.at(-1), "field");
    assert.deepEqual([k.a(), (K as any).b(), k.c, k.m(), K.has(k), K.has({})], [1, 2, 3, 4, true, false]);
    assert.throws(() => k.m.call({}), TypeError);`,
  using: `
    const log: string[] = [];
    const open = (name: string) => ({ [Symbol.dispose]() { log.push(name); }, async [Symbol.asyncDispose]() { log.push("async " + name); } });
    /** @autometrics */ function f() { using a = open("a"); using b = open("b"); return log.push("body"); }
    assert.equal(f(), 1); assert.deepEqual(log, ["body", "b", "a"]);
    /** @autometrics */ async function g() { await using a = open("c"); log.push("again"); }
    await g(); assert.deepEqual(log.slice(3), ["again", "async c"]);
    /** @autometrics */ function h() { using a = { [Symbol.dispose]() { throw "disposing"; } }; return 1; }
    assert.throws(h, (error) => error === "disposing");`,
  "names like those that are written": `
    const $am = 1, $am_m = 2, $am_0 = 3, $am_t = 4, $am_r = 5, $am_e = 6, $am$ = 7;
    /** @autometrics */ function f(am: number) { return [$am, $am_m, $am_0, $am_t, $am_r, $am_e, $am$, am]; }
    assert.deepEqual(f(8), [1, 2, 3, 4, 5, 6, 7, 8]);`,
  "names like those that are written, in disguise": `
    const \\u0024am = 1; /** @autometrics */ function f(\\u0024am_t: number) { return [\\u0024am, \\u{24}am_t]; }
    assert.deepEqual(f(2), [1, 2]);`,
  "microtasks of async functions": `
    async function ticks(call: () => Promise<unknown>) { let n = 0, isDone = false; call().then(() => (isDone = true)); while (!isDone) { await null; n++; } return n; }
    const p = Promise.resolve(1);
    const bare = [async () => 1, async () => await p, async () => p, async () => { return p; }, async () => ({ then(r: any) { r(1); } })];
    /** @autometrics */ const a = async () => 1;
    /** @autometrics */ const b = async () => await p;
    /** @autometrics */ const c = async () => p;
    /** @autometrics */ async function d() { return p; }
    /** @autometrics */ const e = async () => ({ then(r: any) { r(1); } });
    for (const [i, f] of [a, b, c, d, e].entries()) assert.equal(await ticks(f as any), await ticks(bare[i] as any), String(i));`,
  types: `
    /** @autometrics */ function isText(value: unknown): value is string { return typeof value === "string"; }
    /** @autometrics */ function assertText(value: unknown): asserts value is string { if (!isText(value)) throw new TypeError(); }
    /** @autometrics */ const first = <T extends unknown[]>(list: T) => list[0] as T[0] satisfies unknown;
    const v: unknown = "text"; assertText(v); assert.equal(v.length, 4); assert.equal(first([1, 2] as const as any), 1);
    enum E { a = 1, b = double(2) } /** @autometrics */ function double(n: number) { return 2 * n; } assert.equal(E.b, 4);`,

  "cycleA.ts": `import { g } from "./cycleB.js";
    /** @autometrics */ export function f(n: number): number { return n === 0 ? 0 : g(n - 1); }
    export const late = 1;
    assert.equal(f(3), 0);`,
  "cycleB.ts": `import { f } from "./cycleA.js";
    /** @autometrics */ export function g(n: number): number { return n === 0 ? 0 : f(n - 1); }
    assert.equal(f(0), 0); assert.equal(f(3), 0);`,
  "cycleC.cts": `import b = require("./cycleD.cjs");
    /** @autometrics */ export function f(n: number): number { return n === 0 ? 0 : b.g(n - 1); }
    if (f(3) !== 0) throw new Error();`,
  "cycleD.cts": `import a = require("./cycleC.cjs");
    /** @autometrics */ export function g(n: number): number { return n === 0 ? 0 : a.f(n - 1); }
    if (a.f(0) !== 0) throw new Error();`,
};

/** Functions of a sloppy script, by their name, each called once. */
const sloppy: Record<string, string> = {
  aliased: `/** @autometrics */ function aliased(a) { arguments[0] = 2; return a; } assert.equal(aliased(1), 2);`,
  duplicated: `/** @autometrics */ function duplicated(a, a) { return a; } assert.equal(duplicated(1, 2), 2);`,
  own: `/** @autometrics */ function own() { return this; } assert.equal(own(), globalThis);`,
  strict: `/** @autometrics */ function strict() { "use strict"; return this; } assert.equal(strict(), undefined);`,
  both: `/** @autometrics */ function both() { 'other directive'; "use strict"; return (function () { return this; })(); } assert.equal(both(), undefined);`,
  callee: `/** @autometrics */ function callee(n) { return n === 0 ? 0 : arguments.callee(n - 1) + 1; } assert.equal(callee(3), 3);`,
  scoped: `/** @autometrics */ function scoped(o) { with (o) { return a; } } assert.equal(scoped({ a: 1 }), 1);`,
  evaluated: `/** @autometrics */ function evaluated() { eval("var x = 1"); return x; } assert.equal(evaluated(), 1);`,
  inBlocks: `/** @autometrics */ function inBlocks() { if (true) { function g() { return 1; } } return g(); } assert.equal(inBlocks(), 1);`,
  nested: `/** @autometrics */ function nested() { return g(); function g() { return 1; } } assert.equal(nested(), 1);`,
  shadowed: `/** @autometrics */ function shadowed(g) { return g(); function g() { return 2; } } assert.equal(shadowed(() => 1), 2);`,
};

const prelude = (name: string) => `
  import assert from "node:assert/strict";
  import * as self from "./${name.replace(/\.ts$/, "").replaceAll(/\W+/g, "-")}.js";
`;

function run(target: string, pipeline?: Pipeline): Promise<ModulesRun> {
  const sources = Object.entries(modules).map(([name, code]) => {
    // What is checked here is what runs, and not types; but TypeScript writes `super` for old targets where it checks.
    const head = name === "super" && target !== "es2015" ? "" : "// @ts-nocheck";
    return [name, `${head}${/\.c.s$/.test(name) ? "" : prelude(name)}\n${code}`];
  });
  return runModules(
    Object.fromEntries(sources),
    { compilerOptions: { target, lib: ["esnext"], strict: false } },
    pipeline,
  );
}

describe.each(["es2024", "es2022"])("built for %s, nothing changes", (target) => {
  let instrumented: ModulesRun;
  beforeAll(async () => {
    instrumented = await run(target);
  });

  it.each(Object.keys(modules))("of %s", (name) => {
    expect(instrumented.calls(name)).not.toEqual({});
  });
});

describe.each(["es2017", "es2015"])("built for %s", (target) => {
  it("nothing changes that the compiler has not changed", async () => {
    const messages = ({ result }: Run) =>
      Object.entries(result as Record<string, string>).map(([file, stack]) => [file, stack.split("\n    at ")[0]]);
    expect(messages(await run(target))).toEqual(messages(await run(target, untouched)));
  });
});

describe("in a sloppy script, nothing changes", () => {
  let sloppyRun: Run;
  beforeAll(async () => {
    const compilerOptions = { allowJs: true, strict: false, alwaysStrict: false, ignoreDeprecations: "6.0" };
    const scriptOptions = { module: "commonjs", moduleResolution: "bundler", moduleDetection: "legacy" };
    const project = new Project(
      {
        "main.js": `// @ts-nocheck\nconst assert = require("node:assert/strict");\n${Object.values(sloppy).join("\n")}`,
      },
      { packageJson: { type: "commonjs" }, compilerOptions: { ...compilerOptions, ...scriptOptions } },
    );
    sloppyRun = await project.build().run();
    expect(sloppyRun.stderr).toBe("");
  });

  it.each(Object.keys(sloppy))("of %s", (name) => {
    expect(sloppyRun.metrics.calls()[name]).toMatchObject({ error: 0 });
  });
});
