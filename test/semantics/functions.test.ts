import { describe } from "vitest";
import { everyTarget, preserves } from "./preserves.js";

describe("functions", () => {
  preserves(
    "keep their name and length",
    `
    function declared(a, b = 1, c) {}
    const arrow = (a, b) => a;
    const outside = function inside(a) {};
    const object = { method(a, b, c) {}, get accessor() { return 1 }, "a-b": (a) => {}, [Symbol("s")]: () => {} };
    class K { static s(a) {} #p(a, b) {} p() { return this.#p } field = () => {}; async *[Symbol.iterator](a) {} }
    const all = [declared, arrow, outside, object.method, object["a-b"], K.s, new K().p(), new K().field,
      Object.getOwnPropertyDescriptor(object, "accessor").get, K.prototype[Symbol.iterator],
      object[Object.getOwnPropertySymbols(object)[0]], (() => {}), function () {}, async () => {}, function* g(a, b) {}];
    for (const f of all) log(f.name, f.length, Object.getOwnPropertyNames(f).join());
    `,
    { targets: everyTarget, counts: { "K.p": [1, 0] } },
  );

  preserves(
    "that are the default export keep the name 'default'",
    `import f from "./f.mjs"; import g from "./g.mjs"; import { own } from "./f.mjs"; log(f, f.name, g, g.name, f(), g(), own());`,
    {
      files: {
        "f.mts": "export default () => 1; export function own() { return 3 }",
        "g.mts": "export default function () { return 2 }",
      },
    },
  );

  preserves(
    "can be called before their declaration",
    `
    log(early(1), typeof late);
    function early(a) { return nested(a) + 1; function nested(b) { return b * 2 } }
    var late = function () {};
    late();
    { log(inBlock()); function inBlock() { return "block" } }
    `,
    { counts: { early: [1, 0], "early.nested": [1, 0] } },
  );

  preserves(
    "keep identity, own properties and prototype",
    `
    function F() { return F }
    F.extra = 1; F.prototype.method = function () { return this instanceof F };
    log(F() === F, F.extra, Object.keys(F), F.prototype.constructor === F, new F() === F);
    const listeners = new Set(); const listener = () => {}; listeners.add(listener); log(listeners.delete(listener));
    log("prototype" in (() => {}), "prototype" in async function () {}, "prototype" in function* () {}, "prototype" in { m() {} }.m);
    `,
  );

  preserves(
    "are constructors, or not, as they were",
    `
    const attempt = (f) => { try { return new f() } catch (error) { return error.name } };
    const object = { method() {}, get g() { return 1 }, async a() {} };
    function Old(a) { this.a = new.target === Old }
    class K { static m() {} }
    log(attempt(Old), attempt(() => {}), attempt(object.method), attempt(async () => {}), attempt(function* () {}), attempt(K.m));
    function Returning() { this.lost = true; return { own: true } }
    function Primitive() { this.kept = true; return 1 }
    log(new Returning(), new Primitive(), Returning.call({}), Reflect.construct(Old, [], K) instanceof K);
    `,
    { counts: { Returning: [2, 0], Primitive: [1, 0] } },
  );

  preserves(
    "see new.target and this as they did",
    `
    function F() { const arrow = () => new.target; return [typeof this, new.target === F, arrow() === new.target] }
    log(F(), F.call(1), F.call(null), F.call("s"), new F());
    class A { m() { return [this === undefined, (() => this)() === this] } }
    const { m } = A.prototype; log(m(), m.call(3));
    const o = { f: () => typeof this, g() { return () => this === o } }; log(o.f(), o.g()());
    log([1, 2].map(function (x) { return this.k + x }, { k: 10 }));
    `,
    { targets: everyTarget },
  );

  preserves(
    "see a sloppy this",
    `
    function F() { return typeof this } function G() { "use strict"; return typeof this }
    log(F(), F.call(1), F.call(null), G(), G.call(1), G.call(null), (function () { return this === globalThis })());
    log((function () { return (() => this === globalThis)() })());
    `,
    { as: "sloppy", logs: ["object object object undefined number object true", "true"] },
  );

  preserves(
    "see their arguments",
    `
    function f(a, b = 2) { return [arguments.length, ...arguments, (() => arguments[0])()] }
    log(f(), f(1), f(1, undefined, 3));
    const o = { m() { return [...arguments].length }, async a() { await 0; return arguments.length }, *g() { yield arguments.length; return (() => arguments[1])() } };
    log(o.m(1, 2)); o.a(1, 2, 3).then((n) => log(n)); log([...o.g(1)], o.g(1, 2).next());
    class K { x = (() => typeof this)(); constructor() { this.n = arguments.length } set s(v) { log(arguments.length) } }
    const k = new K(1, 2); k.s = 1; log(k);
    `,
    { targets: everyTarget },
  );

  preserves(
    "keep sloppy arguments bound to parameters",
    `
    function f(a, b) { arguments[0] = "x"; b = "y"; return [a, arguments[1], arguments.length, arguments.callee === f] }
    log(f(1, 2), f(1), f());
    function strict(a) { "use strict"; arguments[0] = "x"; return a } log(strict(1));
    function unmapped(a, b = 0) { arguments[0] = "x"; return a } log(unmapped(1));
    function nested(a) { const set = (v) => { arguments[0] = v }; set("z"); return a } log(nested(1));
    function inTry(a) { try { arguments[0] = "t"; return a } finally { a = "f"; log(arguments[0]) } } log(inTry(1));
    function* gen(a) { arguments[0] = "g"; yield a; a = "h"; yield arguments[0] } log([...gen(1)]);
    `,
    {
      as: "sloppy",
      targets: ["es2015", "es2022"],
      logs: [
        `["x", "y", 2, true] ["x", undefined, 1, true] [undefined, undefined, 0, true]`,
        "1",
        "1",
        "z",
        "f",
        "t",
        `["g", "h"]`,
      ],
    },
  );

  preserves(
    "may have duplicate sloppy parameters",
    "function f(a, a) { return [a, arguments.length] } log(f(1, 2), f(1), f.length);",
    {
      as: "sloppy",
      extension: "js",
      logs: ["[2, 2] [undefined, 1] 2"],
      counts: { f: [2, 0] },
    },
  );

  preserves(
    "give caller and callee of sloppy functions",
    `function outer() { return inner() } function inner() { return inner.caller === outer } log(outer());
     function callee() { return arguments.callee } log(callee() === callee);`,
    { as: "sloppy", logs: ["true", "true"] },
  );

  preserves(
    "evaluate defaults in order, in a scope of their own",
    `
    let n = 0; const next = (name) => { log(name, n); return n++ };
    function f(a = next("a"), b = next("b"), c = () => [a, x], x = "parameter") { var a; var x = "body"; return [a, b, c(), x] }
    log(f(), f(1), f(undefined, 2));
    function g(a, read = () => a, write = (v) => { a = v }) { var a; const before = a; a = "body"; write("set"); return [before, a, read()] }
    log(g(1));
    function h(a, get = () => a) { { function a() {} } return [typeof a, typeof get()] } log(h(1));
    `,
    {
      targets: everyTarget,
      logs: [
        "a 0",
        "b 1",
        "b 2",
        "a 3",
        `[0, 1, [0, "parameter"], "body"] [1, 2, [1, "parameter"], "body"] [3, 2, [3, "parameter"], "body"]`,
        `[1, "body", "set"]`,
        `["number", "number"]`,
      ],
    },
  );

  preserves(
    "may redeclare a parameter with var",
    "function f(x) { var x; var y = x; return y } function g(x) { if (true) { var x = 2 } return x } log(f(1), g(1)); const h = (x) => { var x; return x }; log(h(3));",
    { as: "sloppy", extension: "js", logs: ["1 2", "3"] },
  );

  preserves(
    "fail as they did where a default throws, and are not counted then",
    `
    const boom = () => { throw new Error("default") };
    const attempt = (f) => { try { return f() } catch (error) { return "threw " + error.message } };
    function sync(a = boom()) { log("never") }
    async function later(a = boom()) { log("never") }
    function* gen(a = boom()) { log("never") }
    async function* agen({ a }) { log("never") }
    log(attempt(() => sync())); log(attempt(() => gen())); log(attempt(() => agen()) instanceof Object);
    const promise = attempt(() => later()); log(promise instanceof Promise); promise.catch((error) => log("rejected", error));
    sync.length; const arrow = ({ a }) => a; log(attempt(() => arrow()));
    `,
    {
      targets: everyTarget,
      counts: { sync: [0, 0], later: [0, 0], gen: [0, 0], agen: [0, 0], arrow: [0, 0], boom: [3, 3] },
    },
  );

  preserves(
    "take destructured and rest parameters",
    `
    const source = { get a() { log("get a"); return undefined }, get b() { log("get b"); return [1, 2, 3] } };
    function f({ a = (log("default"), 9), b: [first, ...others], ...rest }, ...more) { return [a, first, others, rest, more] }
    log(f(source, 5, 6));
    const g = ([a, { b = a } = {}] = [1]) => [a, b]; log(g(), g([2, { b: 3 }]));
    const iterable = { *[Symbol.iterator]() { try { yield 1; yield 2 } finally { log("closed") } } };
    (([a]) => log(a))(iterable);
    log(f.length, g.length);
    `,
    { targets: everyTarget },
  );

  preserves(
    "may assign to their own name",
    `
    function once() { once = () => "again"; return "first" } log(once(), once());
    const f = function self() { try { self = 1 } catch (error) { return error.name } return typeof self }; log(f());
    let g = () => { g = null; return typeof g }; log(g());
    `,
    { counts: { once: [1, 0], f: [1, 0] } },
  );

  preserves(
    "that are sloppy ignore an assignment to their own name",
    `const f = function self() { self = 1; return typeof self }; log(f());
     function once() { once = 1; return typeof once } log(once());`,
    { as: "sloppy", extension: "js", logs: ["function", "number"] },
  );

  preserves(
    "count each call of a recursion",
    `function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) } log(fib(7));
     const even = (n) => n === 0 || odd(n - 1); const odd = (n) => n !== 0 && even(n - 1); log(even(10));`,
    { counts: { fib: [41, 0], even: [6, 0], odd: [5, 0] } },
  );

  preserves(
    "keep comments, parentheses and line breaks of returned expressions apart",
    `
    const object = () => ({ a: 1 }); const comma = () => (log("x"), 2); const nested = () => (() => (3))();
    const commented = () => /* before */ (
      // inside
      4 /* after */
    );
    function returned() { return /* one
      two */ 5 }
    const chained = (x) => x
      ?.y // comment
      ?.z;
    const regex = () => /a/g.test("a"), template = (x) => \`a\${x}b\`, inOperator = () => ("a" in { a: 1 });
    const none = () => {}; const assigned = (x) => x.y = 1; const yes = async () => await (1, 2);
    log(object(), comma(), nested(), commented(), returned(), chained({ y: { z: 6 } }), regex(), template(7), inOperator(), none(), assigned({}));
    yes().then((v) => log(v));
    `,
    { targets: everyTarget },
  );

  preserves(
    "declared in blocks of sloppy code are hoisted as the web does",
    `
    log(typeof inIf); if (true) { function inIf() { return 1 } } log(inIf());
    function f() { log(typeof g); { function g() { return 2 } } return g() } log(f());
    switch (1) { case 1: function inSwitch() { return 3 } } log(inSwitch());
    function h(p) { if (p) function only() { return 4 } return only() } log(h(true));
    `,
    { as: "sloppy", extension: "js", logs: ["undefined", "1", "undefined", "2", "3", "4"] },
  );

  preserves(
    "declared in the body see its variables, and are hoisted over its return",
    `
    function f(a) { return inner(); var local = 1; function inner() { return [a, local, typeof later] } var later = 2 }
    log(f(1));
    function shadowing(a) { return a(); function a() { return "inner" } } log(shadowing(() => "outer"));
    function outer() { let x = 1; class K { m() { return x++ } } const k = new K(); k.m(); return x } log(outer());
    `,
    { logs: [`[1, undefined, "undefined"]`, "inner", "2"] },
  );

  preserves(
    "in the defaults of parameters are their own functions",
    `
    const f = (a, b = () => a++, c = function () { return b() }, d = class { m() { return c() } }) => [new d().m(), a];
    log(f(1));
    function g(cb = async (x) => { await x; throw new Error("in default") }) { return cb(1).catch((e) => e.message) }
    g().then((m) => log(m));
    const h = ({ m = { *gen() { yield 1; return 2 } } } = {}) => [...m.gen()]; log(h());
    `,
    { targets: everyTarget },
  );

  preserves(
    "with direct eval are left alone",
    `
    function f(a) { eval("var created = a + 1"); return created }
    function outer() { const secret = 1; return (() => eval("secret"))() }
    const indirect = (0, eval); function g() { return indirect("typeof secret") }
    log(f(1), outer(), g());
    `,
    { as: "sloppy", extension: "js", logs: ["2 1 undefined"], only: ["g"] },
  );

  preserves(
    "with a with statement, or in one, are left alone: its object may have all names there are",
    `
    const all = new Proxy({ x: 1 }, { has(t, key) { if (typeof key === "string" && key !== "log") log("has", key); return key !== "log" && key !== "o" } });
    function f(o) { with (o) { return (() => x)() } } log(f({ x: 5 })); with (all) { var g = function () { return x }; var h = () => g(); var k = { m() { return h() } }; k.m() }
    function around(o) { function before() { return o } with (before()) { return x } } log(around({ x: 6 })); function free() { return "free" } log(free());
    `,
    { as: "sloppy", extension: "js", only: ["has", "around.before", "free"] },
  );

  preserves(
    "whose own function one in a block replaces are left alone",
    `
    function block() { { function f() { return "inner" } } return f(); function f() { return "outer" } } log(block());
    function branch(a) { if (a) function f() { return "inner" } return f(); function f() { return "outer" } } log(branch(true), branch(false));
    function choice(a) { switch (a) { case 1: function f() { return "inner" } } return f(); function f() { return "outer" } } log(choice(1), choice(2));
    function other() { { function f() { return "inner" } } return f(); function g() {} } log(other());
    `,
    {
      as: "sloppy",
      extension: "js",
      logs: ["inner", "inner outer", "inner outer", "inner"],
      only: ["block.f", "block.f#2", "branch.f", "branch.f#2", "choice.f", "choice.f#2", "other", "other.f", "other.g"],
    },
  );

  preserves(
    "that declare a name twice in their body are left alone",
    `
    function twice() { function g() { return 1 } var g; return g() } log(twice());
    function both() { return g(); function g() { return 1 } function g() { return 2 } } log(both());
    function assigned() { function g() { return 1 } var g = 3; return g } log(assigned());
    function parameter(g) { var seen = arguments[0]; function g() {} return [typeof seen, typeof g, typeof arguments[0]] } log(parameter(1));
    function args() { return typeof arguments; function arguments() {} } log(args());
    `,
    {
      as: "sloppy",
      extension: "js",
      logs: ["1", "2", "3", `["function", "function", "function"]`, "function"],
      only: ["twice.g", "both.g", "both.g#2", "assigned.g", "parameter.g", "args.arguments"],
    },
  );

  preserves(
    "that declare one in a block over one in their body, or one with a label, are left alone",
    `
    function inBlock() { function g() { return 1 } { function g() { return 2 } } return g() } log(inBlock());
    function inIf(x) { function g() { return 1 } if (x) { function g() { return 2 } } else function g() { return 3 } return g() } log(inIf(true), inIf(false));
    function inCase(x) { function g() { return 1 } switch (x) { case 1: function g() { return 2 } } return g() } log(inCase(1), inCase(2));
    function labelled() { l: function g() { return 1 } var g; return g() } log(labelled()); function twice() { l: function g() { return 1 } function g() { return 2 } return g() } log(twice());
    function over(a) { k: l: function a() {} return [typeof a, typeof arguments[0]] } log(over(1)); function plain(a) { return a(); function a() { return "inner" } } log(plain(() => "outer")); function pattern({ a }) { return a(); function a() { return "inner" } } log(pattern({})); function fine() { l: function g() { return 1 } { function h() { return 2 } } return g() + h() } log(fine());
    `,
    {
      as: "sloppy",
      extension: "js",
      only: [
        "inBlock.g",
        "inBlock.g#2",
        "inIf.g",
        "inIf.g#2",
        "inIf.g#3",
        "inCase.g",
        "inCase.g#2",
        "labelled.g",
        "twice.g",
        "twice.g#2",
        "over.a",
        "plain",
        "plain.a",
        "plain callback",
        "pattern.a",
        "fine",
        "fine.g",
        "fine.h",
      ],
    },
  );

  preserves(
    "with a directive for another compiler are left alone",
    `
    async function action() { "use server"; return 1 }
    function asm() { "use asm"; function add(a) { a = a | 0; return a | 0 } return { add: add } }
    function strict() { "use strict"; return this } function two() { "use strict"; "use strict"; return this }
    log(strict(), two(), asm().add(1)); action().then((v) => log(v));
    `,
    { as: "sloppy", extension: "js", only: ["strict", "two", "then callback"] },
  );

  preserves(
    "whose text is sent somewhere else are left alone",
    `
    const page = { evaluate: (f, a) => new Function("return " + f)()(a), $eval: (_, f) => new Function("return " + f)()(2) };
    const run = (n) => page.evaluate((a) => [1, 2].map((x) => x * a), n); log(run(3)); log(page.$eval("s", function (x) { return (() => x)() }));
    `,
    { only: ["page.evaluate", "page.$eval", "run"] },
  );

  preserves(
    "add no frame to a stack, and errors are captured where they were",
    `
    const frames = () => new Error("x").stack.split("\\n").slice(1).map((line) => /at (?:async )?([\\w.<> ]*?) ?\\(/.exec(line)?.[1]).filter((name) => !name?.startsWith("Module")); function a() { return b() } const b = () => [1].map(function c() { return frames() })[0]; log(a().slice(0, 5));
    class Failure extends Error { static make(hidden) { const e = new Failure("made"); Error.captureStackTrace(e, hidden); return e } } function helper() { return Failure.make(helper) } function user() { return helper() } log(user().stack.split("\\n")[1].includes("user"));
    async function d() { await 0; return e() } async function e() { await 0; return new Error("async").stack.split("\\n").filter((line) => line.includes("at async")).length } export const done = d().then((n) => log(n));
    `,
  );

  preserves(
    "recurse about as deep as they did",
    `let depth = 0; function dive() { depth++; dive() } try { dive() } catch (error) { log(error instanceof RangeError, error.message, depth > 2000) }`,
    { counts: {} },
  );

  preserves(
    "may be called by words that mean something elsewhere",
    `
    const o = { get() { return "get" }, set(v) { return v }, async() { return "async" }, await() { return "await" }, static() { return "static" }, new() { return "new" }, *yield() { yield 1 }, async get2() {}, "constructor"() { return "c" }, 1() { return 1 }, 1.5: () => 1.5, [\`t\`]() { return "t" }, __proto__: { inherited: () => "inherited" }, async *[Symbol.asyncIterator]() { yield 2 }, if: () => "if", default: function () { return "default" } };
    log(o.get(), o.set(1), o.async(), o.await(), o.static(), o.new(), [...o.yield()], o.constructor(), o[1](), o[1.5](), o.t(), o.inherited(), o.if(), o.default(), o.if.name, o.default.name); (async () => { for await (const x of o) log(x) })();
    class K { static static() { return "s" } static get get() { return "g" } static async async() { return "a" } get() { return 1 } static async *"string name"() { yield 3 } ["constructor"]() { return "method" } } log(K.static(), K.get, new K().get(), new K().constructor()); K.async().then((v) => log(v));
    `,
    { targets: everyTarget, counts: { "o.get": [1, 0], "K.static": [1, 0], "get K.get": [1, 0] } },
  );

  preserves(
    "that are returned are named as they were",
    `
    const maybe = (x) => x; function f(n) { if (n === 0) return () => {}; if (n === 1) return function () {}; if (n === 2) return class {}; if (n === 3) return (() => {}); if (n === 4) return function own() {}; if (n === 5) return async () => {}; return maybe(n) }
    log([0, 1, 2, 3, 4, 5].map((n) => f(n).name), f(6)); const curried = (a) => (b) => (c) => [a, b, c]; log(curried(1).name, curried(1)(2).name, curried(1)(2)(3)); const both = (x) => x ? () => 1 : maybe(2); log(both(1).name, both(0)); const either = (x) => x ?? (() => 1); log(either().name);
    async function g(n) { if (n) return () => {}; return maybe(n) } g(1).then((h) => log(h.name)); async function e(n) { if (n) return (class {}); return maybe(n) } e(1).then((h) => log(h.name));
    `,
    { targets: everyTarget },
  );

  preserves(
    "keep names that look like ours",
    `
    const $am = 1, $am_t = 2, $am_e = 3, $am_0 = 4; function $am_r(x) { return [$am, $am_t, $am_e, $am_0, x] } log($am_r(5));
    function f($am_r) { try { throw 1 } catch ($am_e) { return [$am_e, $am_r] } } log(f(6));
    const \\u0024am$ = 7; log((() => \\u0024am$)());
    `,
  );
});
