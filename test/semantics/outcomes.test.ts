import { describe } from "vitest";
import { everyTarget, loweredTargets, preserves } from "./preserves.js";

describe("outcomes", () => {
  preserves(
    "any value is thrown on as it is, the same object",
    `
    const values = [new Error("e"), undefined, null, 0, -0, NaN, "text", Symbol.iterator, 1n, {}, () => {}, Object.freeze(new Error("frozen")), new Proxy({}, { get() { log("looked at") } })];
    function f(value) { throw value }
    for (const value of values) { try { f(value); log("returned") } catch (caught) { log(Object.is(caught, value)) } }
    const error = new Error("stack"); const { stack } = error; try { f(error) } catch { log(error.stack === stack) }
    `,
    { counts: { f: [14, 14] } },
  );

  preserves(
    "any value is returned as it is, and nothing of it is looked at",
    `
    const seen = new Proxy({}, { get(t, key) { log("get", String(key)) }, getPrototypeOf() { log("prototype"); return null }, ownKeys() { log("keys"); return [] }, has() { log("has"); return false } });
    const spy = { get then() { log("then read"); return undefined } };
    const values = [undefined, null, -0, NaN, "t", Symbol.iterator, 1n, {}, seen, spy, new Proxy(Promise.resolve(1), {})];
    const give = (i) => values[i]; function called(i) { return give(i) } const chosen = (i) => i % 2 ? give(i) : give(i);
    for (let i = 0; i < values.length; i++) log(Object.is(give(i), values[i]), Object.is(called(i), values[i]), Object.is(chosen(i), values[i]));
    `,
    { counts: { give: [33, 0], called: [11, 0] } },
  );

  preserves(
    "finally runs in order, and its return and throw win",
    `
    const order = [];
    function returns() { try { order.push("try"); return "try" } finally { order.push("finally") } }
    function overridden() { try { throw new Error("lost") } finally { return "finally" } }
    function replaced() { try { return "lost" } finally { throw new Error("finally") } }
    function rethrown() { try { throw 1 } catch (e) { throw e + 1 } finally { order.push("rethrown") } }
    function nested() { try { try { return "a" } finally { order.push("inner") } } finally { order.push("outer"); return "b" } }
    const attempt = (f) => { try { return f() } catch (e) { return ["threw", e] } };
    log(attempt(returns), attempt(overridden), attempt(replaced), attempt(rethrown), attempt(nested)); log(order);
    `,
    { counts: { returns: [1, 0], overridden: [1, 0], replaced: [1, 1], rethrown: [1, 1], nested: [1, 0] } },
  );

  preserves(
    "break and continue out of finally drop what was to be returned",
    `
    const attempt = (f) => { try { return f() } catch (e) { return ["threw", e] } };
    function breaks() { for (;;) { try { return "lost" } finally { break } } log("goes on") }
    function continues() { for (let i = 0; i < 2; i++) { try { return i } finally { continue } } return "end" }
    function labelled() { out: { try { throw 1 } finally { break out } } return "kept" }
    function both() { out: for (const x of [1, 2]) { for (const y of [1, 2]) { try { if (y === 1) continue; return x } finally { if (x === 1) continue out } } } }
    log(attempt(breaks), attempt(continues), attempt(labelled), attempt(both));
    `,
    { counts: { breaks: [1, 0], continues: [1, 0], labelled: [1, 0], both: [1, 0] } },
  );

  preserves(
    "a call whose returned promise was dropped in finally ends as it returned",
    `
    const reject = () => Promise.reject(new Error("dropped"));
    async function dropped() { for (;;) { try { return reject() } finally { break } } }
    async function replaced() { try { return reject() } finally { return 1 } }
    async function bare() { try { return reject() } finally { return } }
    export const done = Promise.all([dropped(), replaced(), bare()]).then((v) => log(v));
    `,
    { counts: { dropped: [1, 0], replaced: [1, 0], bare: [1, 0] } },
  );

  preserves(
    "labels, loops and switch are left by return as they were",
    `
    function find(rows, wanted) { rows: for (const row of rows) { for (const cell of row) { if (cell < 0) continue rows; if (cell === wanted) return row } } }
    log(find([[1, -1, 5], [5]], 5), find([], 1));
    function choose(x) { switch (x) { case 1: return "one"; case 2: log("falls"); case 3: { break } default: return "other"; case 4: throw x } return "end" }
    for (const x of [1, 2, 3, 5]) log(choose(x)); try { choose(4) } catch (e) { log("threw", e) }
    function closes() { const it = { [Symbol.iterator]() { return this }, next() { return { value: 1, done: false } }, return() { log("closed"); return {} } }; for (const x of it) return x }
    log(closes());
    function doWhile() { let i = 0; do { if (i++ > 2) return i } while (true) } log(doWhile());
    function captured() { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => i); return fs.map((f) => f()) } log(captured());
    function forIn(o) { for (const k in o) if (o[k]) return k } log(forIn({ a: 0, b: 1 }));
    `,
    { targets: everyTarget, counts: { find: [2, 0], choose: [5, 1], closes: [1, 0] } },
  );

  preserves(
    "catch bindings, shadowing and closures in loops stay apart",
    `
    function f(e) { try { throw 1 } catch (e) { var e = 2; return e } }
    function g(e) { try { throw { e: 3 } } catch ({ e }) { { let e = 4; log(e) } return e } }
    function h() { try { throw 5 } catch { return "no binding" } }
    log(f(0), g(0), h());
    `,
  );

  preserves(
    "using disposes in order, and suppresses as it did",
    `
    const open = (name) => ({ [Symbol.dispose]() { log("dispose", name) } });
    const failing = (name) => ({ [Symbol.dispose]() { throw new Error(name) } });
    function f() { using a = open("a"); using b = open("b"), c = null; log("body"); return "result" } log(f());
    function g() { using a = open("a"); throw new Error("body") } try { g() } catch (e) { log(e.message) }
    function h() { using a = failing("first"), b = failing("second"); return 1 } try { h() } catch (e) { log(e.name, e.error?.message, e.suppressed?.message) }
    function both() { using a = failing("dispose"); throw new Error("body") } try { both() } catch (e) { log(e.error?.message, e.suppressed?.message) }
    function loop() { for (using x of [open(1), open(2)]) { log("in"); if (x) continue } } loop();
    function* gen() { using a = open("gen"); yield 1; yield 2 } for (const x of gen()) { log(x); break }
    function order() { try { using a = open("order"); return "r" } finally { log("finally") } } log(order());
    `,
    { targets: loweredTargets, counts: { f: [1, 0], g: [1, 1], h: [1, 1], both: [1, 1], order: [1, 0] } },
  );

  preserves(
    "await using disposes in order",
    `
    const open = (name) => ({ async [Symbol.asyncDispose]() { await 0; log("dispose", name) } });
    async function f() { await using a = open("a"); await using b = open("b"); log("body"); return "result" }
    async function g() { await using a = open("g"); throw new Error("body") }
    async function* gen() { await using a = open("gen"); yield 1 }
    export const done = (async () => {
      log(await f()); await g().catch((e) => log(e.message)); for await (const x of gen()) log(x);
      const other = (async () => { for (let i = 0; i < 9; i++) { await 0; log("tick", i) } })(); await f(); await other;
    })();
    `,
    { targets: loweredTargets, counts: { f: [2, 0], g: [1, 1], gen: [1, 0] } },
  );

  preserves(
    "what nobody catches goes on to where it went",
    `
    function f() { throw new Error("timer") } setTimeout(f, 0); setTimeout(() => { throw undefined }, 0);
    queueMicrotask(() => { throw new Error("microtask") });
    export const done = new Promise((resolve) => setTimeout(resolve, 5)); log("loaded");
    `,
    {
      logs: ["loaded", "uncaught: Error: microtask", "uncaught: Error: timer", "uncaught: undefined"],
      counts: { f: [1, 1] },
    },
  );

  preserves(
    "a program that throws while it loads fails as it did",
    `log("first"); function f() { throw new TypeError("top") } f(); log("never");`,
    { logs: ["first", "failed: TypeError: top"], counts: { f: [1, 1] } },
  );

  preserves(
    "optional calls, tagged templates, spread and new keep what they are called on",
    `
    const o = { x: 1, m() { return this?.x }, tag(strings, ...values) { return [this?.x, strings.raw.join("|"), ...values] }, n: null };
    const f = () => o?.m?.(); const g = () => o.n?.(log("never")); const h = () => (o.m)(); const i = () => (0, o.m)(); const j = () => o.tag\`a\${1}\\n\${2}b\`;
    const same = () => (\`x\`, ((s) => s)\`y\`); log(f(), g(), h(), i(), j(), same() === same());
    const spread = (...a) => Math.max(...a, ...new Set([4])); log(spread(1, 2)); const made = () => new (class { constructor() { this.a = 1 } })(); log(made());
    const k = () => delete o.x; log(k(), o.m()); const v = () => void log("void"); log(v()); const t = () => typeof notThere; log(t());
    `,
    { targets: everyTarget },
  );
});
