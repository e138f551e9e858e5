import { describe } from "vitest";
import { everyTarget, preserves } from "./preserves.js";

describe("async generators", () => {
  const ticks = `const ticking = (n) => { const step = (i) => { log("tick", i); if (i < n) Promise.resolve().then(() => step(i + 1)) }; step(0) };`;

  preserves(
    "answer in the same tick",
    `
    ${ticks}
    async function* g() { log("started"); try { const x = yield 1; log("got", x); yield Promise.resolve(2); const y = yield* inner(); log("inner", y); return Promise.resolve(3) } finally { log("finally"); await 0; log("closed") } }
    async function* inner() { yield "a"; return "b" }
    const it = g(); ticking(24); for (const sent of ["-", "s1", "s2", "s3", "s4", "s5"]) it.next(sent).then((r) => log("result", r), (e) => log("error", e));
    `,
    { targets: everyTarget, counts: { g: [1, 0], inner: [1, 0] } },
  );

  preserves(
    "closed early, thrown into or returned from behave as they did",
    `
    ${ticks}
    async function* g(n) { try { while (true) yield n++ } catch (e) { log("caught", e); yield "after" } finally { log("closing"); await 0; log("closed") } }
    export const done = (async () => {
      ticking(40);
      for await (const x of g(1)) { log(x); if (x === 2) break }
      try { for await (const x of g(5)) throw new Error("in loop") } catch (e) { log(e.message) }
      const a = g(9); log(await a.next(), await a.return(Promise.resolve("r")), await a.next());
      const b = g(9); log(await b.next(), await b.throw("t"), await b.next());
      const c = g(9); log(await c.return("early"), await c.next()); const d = g(9); await d.throw(new Error("early")).catch((e) => log(e.message));
      const abandoned = g(1); await abandoned.next();
    })();
    `,
    { targets: everyTarget, counts: { g: [4, 0] } },
  );

  preserves(
    "returning a rejected promise fail in their own body",
    `
    ${ticks}
    async function* g() { try { return Promise.reject(new Error("returned")) } catch (e) { log("caught", e); throw e } }
    async function* h() { return Promise.reject(new Error("outside")) }
    async function* i() { yield Promise.reject(new Error("yielded")) }
    ticking(12); g().next().catch((e) => log("g", e)); h().next().catch((e) => log("h", e)); i().next().catch((e) => log("i", e));
    `,
    { targets: everyTarget, counts: { g: [1, 1], h: [1, 1], i: [1, 1] } },
  );

  preserves(
    "with many requests at once answer them in turn",
    `
    ${ticks}
    async function* g() { yield 1; await 0; yield 2; throw new Error("third") } const it = g(); ticking(20);
    const show = (name) => [(r) => log(name, r), (e) => log(name, e)];
    it.next().then(...show("a")); it.next().then(...show("b")); it.return("r").then(...show("c")); it.next().then(...show("d")); it.throw(new Error("t")).then(...show("e"));
    `,
    { targets: everyTarget },
  );

  preserves(
    "delegate to sync and async iterables",
    `
    ${ticks}
    const own = { [Symbol.asyncIterator]() { let n = 0; return { next: async (v) => { log("next", v); return { value: n, done: n++ > 1 } }, return: async (v) => { log("return", v); return { value: v, done: true } } } } };
    async function* g() { yield* [1, Promise.resolve(2)]; const r = yield* own; log("r", r) }
    ticking(60); export const done = (async () => { for await (const x of g()) log(x); for await (const x of g()) if (x === 0) break })();
    `,
    { targets: everyTarget },
  );
});
