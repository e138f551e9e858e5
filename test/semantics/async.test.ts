import { describe } from "vitest";
import { everyTarget, preserves } from "./preserves.js";

const ticks = `const ticking = (n) => { const step = (i) => { log("tick", i); if (i < n) Promise.resolve().then(() => step(i + 1)) }; step(0) };`;

describe("async functions", () => {
  preserves(
    "settle in the same tick, whatever they return",
    `
    ${ticks}
    const thenable = (n) => ({ then(ok) { log("adopted", n); ok(n) } });
    class Sub extends Promise {}
    async function none() {} async function value() { return 1 } async function awaited() { return await Promise.resolve(2) } async function promise() { return Promise.resolve(3) }
    async function adopted() { return thenable(4) } async function sub() { return Sub.resolve(5) } async function thrown() { throw 6 } async function rejected() { return Promise.reject(7) }
    async function other() { return promise() } const arrow = async () => value(); const expression = async () => await value(); const rejectedArrow = async () => Promise.reject(8);
    async function late() { await 0; return promise() } async function inTry() { try { return promise() } finally { log("finally") } } async function caught() { try { return await rejected() } catch (e) { return e } }
    async function uncaught() { try { return rejected() } catch (e) { log("never") } } async function chosen(a) { return a ? promise() : a } async function assigned(p) { return p = promise() }
    const all = { none, value, awaited, promise, adopted, sub, thrown, rejected, other, arrow, expression, rejectedArrow, late, inTry, caught, uncaught, chosen, assigned };
    ticking(20);
    for (const [name, f] of Object.entries(all)) f(1).then((v) => log(name, v), (e) => log(name, "rejected", e));
    `,
    {
      targets: everyTarget,
      counts: {
        rejected: [3, 3],
        thrown: [1, 1],
        uncaught: [1, 1],
        caught: [1, 0],
        late: [1, 0],
        arrow: [1, 0],
        rejectedArrow: [1, 1],
      },
    },
  );

  preserves(
    "run up to their first await at once, and give a promise of their own each call",
    `
    ${ticks}
    const p = Promise.resolve(1); async function f() { log("sync part"); await p; log("after"); return p }
    const a = f(), b = f(); log(a === b, a === p, a instanceof Promise, Object.getPrototypeOf(a) === Promise.prototype); ticking(6); a.then((v) => log(v));
    async function g(a = f()) { return a } g().then((v) => log("g", v));
    `,
    { targets: everyTarget },
  );

  preserves(
    "have rejections that nobody handles told once, and handled ones not at all",
    `
    async function f(n) { await 0; throw new Error("f" + n) } async function g() { return f("returned") } const h = async () => f("arrow"); async function awaits() { await f("awaited") }
    f("alone"); g(); h(); awaits(); f("handled").catch((e) => log("caught", e)); g().catch((e) => log("caught", e)); Promise.allSettled([f("all"), g()]).then((r) => log(r.length)); log("loaded");
    `,
    { targets: everyTarget, counts: { f: [8, 8], g: [3, 3], h: [1, 1], awaits: [1, 1] } },
  );

  preserves(
    "whose rejection is handled late are told so",
    `async function f() { throw new Error("late") } const p = f(); export const done = new Promise((resolve) => setTimeout(() => { p.catch((e) => log("handled", e)); setTimeout(resolve, 2) }, 2));`,
    { logs: ["unhandled rejection: Error: late", "handled Error: late", "rejection handled late"] },
  );

  preserves(
    "keep this, arguments, super and new.target across awaits",
    `
    class A { async m(x) { await 0; return ["A.m", x] } static async s() { return "A.s" } get g() { return "A.g" } }
    class B extends A { async m(x) { await 0; const f = async () => [await super.m(x), super.g, arguments.length, this instanceof B, new.target === undefined]; return f() } static async s() { await 0; return [await super.s(), this === B] } }
    export const done = (async () => { log(await new B().m(1, 2), await B.s()); const o = { __proto__: { async p() { return "proto" } }, async p() { await 0; return [await super.p(), arguments.length] } }; log(await o.p(1)) })();
    `,
    { targets: everyTarget, counts: { "B.m": [1, 0], "A.m": [1, 0] } },
  );

  preserves(
    "await in every place it may stand",
    `
    export const done = (async () => {
      const f = async (a) => { await 0; return a };
      const g = async () => ({ [await f("k")]: await f(1), ...(await f({ x: 2 })), [\`\${await f("t")}\`]: [await f(3), ...await f([4])] }); log(await g());
      const h = async (x) => { for await (const y of [f(1), 2]) log(y); if (await f(x)) return await f(x) ? f("yes") : 0; do { x = await f(!x) } while (await f(!x)); switch (await f(1)) { case await f(1): return f("switched") } }; log(await h(1), await h(0));
      const i = async () => { try { await f(1); throw await f("thrown") } catch (e) { return await f(e) } finally { await f(0); log("finally") } }; log(await i());
      const j = async () => { label: for (const x of [1, 2, 3]) { for await (const y of [x]) { if (y === 2) break label; log("in", y) } } return [await f(1)] }; log(await j());
      const k = async (a = async () => await f(6), b = () => a()) => b(); log(await k());
      const l = async ({ a = 1, ...r }, [b] = [2]) => (await 0, [a, b, r]); log(await l({ c: 3 })); const m = async () => { const [a = await f(7)] = []; return a }; log(await m());
      const n = async () => await f(null) ?? await f("nullish"); log(await n()); const o = async () => (await f({ p: async () => "optional" }))?.p?.(); log(await o());
    })();
    `,
    { targets: everyTarget },
  );

  preserves(
    "await in heritage, computed names and static fields of classes",
    `
    export const done = (async () => {
      const f = async (a) => { await 0; log(a); return a };
      const make = async () => class extends (await f(Object)) { [await f("m")]() { return 5 } static [await f("s")] = 6; static m = async () => await f(7) };
      const K = await make(); log(new K().m(), K.s, await K.m());
    })();
    `,
    { targets: ["es2017", "es2022", "esnext"] },
  );

  preserves(
    "race and interleave as they did",
    `
    const order = async (name, n) => { for (let i = 0; i < n; i++) { log(name, i); await (i % 2 ? null : Promise.resolve()) } return name };
    const wrapped = async (name, n) => order(name, n); const twice = async (name, n) => await wrapped(name, n);
    export const done = Promise.all([order("a", 4), wrapped("b", 3), twice("c", 3), Promise.race([wrapped("d", 2), twice("e", 1)]).then((v) => log("winner", v)), (async () => { for await (const x of [wrapped("f", 1), order("g", 2)]) log("for await", x) })()]).then((all) => log(all));
    `,
    { targets: everyTarget },
  );

  preserves(
    "are callbacks of timers, events and microtasks as before",
    `
    const events = new (class extends EventTarget {})(); events.addEventListener("x", async (e) => { log(e.type); await 0; log("later") });
    events.dispatchEvent(new Event("x")); queueMicrotask(async () => log("microtask")); export const done = new Promise((resolve) => setTimeout(async () => { log("timer"); await 0; resolve() }, 1));
    `,
  );

  preserves(
    "at the top level of a module are awaited as before",
    `
    const load = async (x) => { await 0; return x }; log(await load(1)); export const value = await load(2); log(value);
    const { inner } = await import("./dep.mjs"); log(await inner()); for await (const x of (async function* () { yield 3 })()) log(x);
    `,
    {
      files: { "dep.mts": "export const inner = async () => { await 0; return 'dep' }; log(await inner());" },
      targets: ["es2022", "esnext"],
      counts: { load: [2, 0], "dep: inner": [2, 0] },
    },
  );
});
