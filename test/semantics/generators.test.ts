import { describe } from "vitest";
import { everyTarget, preserves } from "./preserves.js";

describe("generators", () => {
  preserves(
    "start at their first next, and take what is sent to them",
    `
    function* g(a) { log("started", a); const x = yield a; log("got", x); const y = yield* [x, 2]; log("inner", y); try { yield 3 } catch (e) { log("caught", e); yield 4 } return 5 }
    const it = g(1); log("created"); log(it.next("ignored")); log(it.next("sent")); log(it.next()); log(it.next()); log(it.throw("thrown")); log(it.next()); log(it.next());
    `,
    { targets: everyTarget, counts: { g: [1, 0] } },
  );

  preserves(
    "are counted when they complete, throw or are returned from, and not when they are abandoned",
    `
    function* g(n) { try { for (let i = 0; i < n; i++) yield i; if (n > 2) throw new Error("over") } finally { log("closed", n) } }
    log([...g(2)]); try { [...g(3)] } catch (e) { log(e.message) } for (const x of g(5)) break; const [first] = g(5); log(first);
    const abandoned = g(1); abandoned.next(); const unstarted = g(1); log(unstarted.return("r"), unstarted.next()); const thrown = g(1); try { thrown.throw(7) } catch (e) { log(e) }
    const once = g(9); once.next(); log(once.return("value"), once.return("again"));
    `,
    { targets: everyTarget, counts: { g: [5, 1] } },
  );

  preserves(
    "hand on return, throw and results through yield*",
    `
    function* inner() { try { const got = yield "i1"; log("inner got", got); return "inner result" } catch (e) { log("inner caught", e); yield "i2" } finally { log("inner closed") } }
    function* outer() { const result = yield* inner(); log("result", result); yield "o1" }
    const a = outer(); log(a.next(), a.next("x"), a.next()); const b = outer(); log(b.next(), b.throw("t"), b.next(), b.next()); const c = outer(); log(c.next(), c.return("r"), c.next());
    const protocol = { [Symbol.iterator]() { return { next(v) { log("next", v); return { done: v === "end", value: v, extra: true } }, return(v) { log("return", v); return { done: true, value: "own" } } } } };
    function* through() { return yield* protocol } const d = through(); log(d.next("first"), d.next("second"), d.return("r")); const e = through(); e.next(); log(e.next("end"));
    try { const f = through(); f.next(); f.throw(1) } catch (error) { log(error.name) }
    `,
    { targets: everyTarget },
  );

  preserves(
    "keep their prototype, and fail as they did when they run already",
    `
    function* g() { yield this?.x; try { it.next() } catch (e) { log(e.name) } yield 2 }
    g.prototype.extra = 1; const it = g.call({ x: 9 }); log(it instanceof g, it.extra, it.next(), it.next(), Object.prototype.toString.call(it), it[Symbol.iterator]() === it);
    class K { *m() { yield* super.toString ? [1] : [] } static *[Symbol.iterator]() { yield this === K } #p = function* () { yield 3 }; *q() { yield* this.#p() } }
    log([...new K().m()], [...K], [...new K().q()]);
    `,
    { targets: ["es2022", "esnext"] },
  );

  preserves(
    "keep yield where it stands: templates, arguments, spread, conditions, computed names, defaults of what is within",
    `
    function* g() {
      const t = \`\${yield 1}-\${yield 2}\`; log(t); log(yield 3, [...(yield 4)], { [yield 5]: yield 6 }, (yield) ? yield 7 : 0, yield yield 8);
      const [a = yield 9] = []; const { b = yield 10 } = {}; class K extends (yield 11) { [yield 12]() {} static s = 1 } log(a, b, Object.getOwnPropertyNames(K.prototype));
      for (const x of yield 13) log(x); switch (yield 14) { case yield 15: log("matched") } throw yield 16;
    }
    const it = g(); const answers = [0, "one", "two", 3, [4], "five", 6, true, 7, 8, 80, 9, 10, Object, "twelve", [13], 1, 1, "end"];
    try { for (const answer of answers) log(it.next(answer)) } catch (e) { log("threw", e) }
    `,
    { targets: everyTarget, counts: { g: [1, 1] } },
  );

  preserves(
    "return from finally, and yield in finally",
    `
    function* a() { try { yield 1 } finally { yield 2; return 3 } } const x = a(); log(x.next(), x.return("r"), x.next(), x.next());
    function* b() { try { yield 1 } finally { log("b") } } const y = b(); y.next(); try { y.throw(new Error("t")) } catch (e) { log(e.message) }
    function* c() { for (;;) { try { yield 1 } finally { break } } yield 2 } const z = c(); log(z.next(), z.return("dropped"), z.next());
    `,
    { targets: everyTarget, counts: { a: [1, 0], b: [1, 1], c: [1, 0] } },
  );
});
