import { describe } from "vitest";
import { everyTarget, preserves } from "./preserves.js";

/** What `reflect-metadata` has of use here. */
const reflect = `
  const metadata = new Map();
  Reflect.metadata = (key, value) => (target, property) => { const where = (target.name ?? target.constructor.name) + "." + String(property); metadata.set(where + " " + key, value); log(where, key, Array.isArray(value) ? value.map((v) => v?.name) : value?.name) };
`;

describe("decorators", () => {
  preserves(
    "of the language are applied in order, and receive what they did",
    `
    const d = (name) => { log("evaluated", name); return (value, context) => { log("applied", name, typeof value === "object" && value ? Object.keys(value) : value, context.kind, String(context.name), context.static, context.private); context.addInitializer?.(function () { log("initializer", name, typeof this) }); } };
    @d("class") class K {
      @d("a") @d("b") m(x) { return x } @d("static") static s() { return "s" } @d("private") #p() { return "p" } p() { return this.#p() } @d("getter") get g() { return "g" } @d("setter") set g(v) { log("set", v) } @d("field") f = () => "f"; @d("accessor") accessor acc = () => "acc"; @d("gen") *gen() { yield 1 } @d("async") async later() { return 2 }
      @d("computed") ["c" + d("key").name]() { return "c" }
    }
    const k = new K(); log(k.m(1), K.s(), k.p(), k.g, k.f(), k.acc(), [...k.gen()], k.m.name, k.m.length); k.g = 1; k.later().then((v) => log(v));
    `,
    { targets: ["es2015", "es2017", "es2022"], counts: { "K.m": [1, 0], "K.#p": [1, 0] } },
  );

  preserves(
    "of the language may replace, bind and wrap, with functions of their own",
    `
    const twice = (method) => function (...args) { return [method.apply(this, args), method.apply(this, args)] }; const bound = (_, { name, addInitializer }) => addInitializer(function () { this[name] = this[name].bind(this) });
    const initial = () => () => function (value) { return () => ["wrapped", value.call(this)] }; const replaced = (value) => class extends value { extra = () => "extra" };
    @replaced class K { n = 0; @twice count() { return ++this.n } @bound self() { return this.n } @initial() field = () => this.n; @((m, c) => { log(c.name); return m }) inline() { return (() => "inline")() } }
    const k = new K(); const { self } = k; log(k.count(), self(), k.field(), k.inline(), k.extra(), K.name);
    `,
    { targets: ["es2015", "es2022"], counts: { "K.count": [2, 0] } },
  );

  preserves(
    "of the experimental kind are applied in order, and receive what they did",
    `
    const d = (name) => { log("evaluated", name); return (target, key, descriptor) => { log("applied", name, typeof target, String(key), typeof descriptor === "object" ? Object.keys(descriptor) : descriptor) } };
    const wrap = (target, key, descriptor) => { const { value } = descriptor; return { ...descriptor, value(...args) { return ["wrapped", value.apply(this, args)] } } };
    @d("class") class K { constructor(@d("constructor parameter") readonly x: number) {} @d("a") @d("b") m(@d("parameter") a, @d("second") b) { return [a, b] } @d("static") static s() { return "s" } @d("getter") get g() { return "g" } @d("field") f = () => "f"; @wrap later(y) { return [this.x, y] } @d("computed") [d("key").name]() { return 1 } }
    const k = new K(3); log(k.m(1, 2), K.s(), k.g, k.f(), k.later(4), k.m.name, k.m.length);
    `,
    { targets: everyTarget, options: { experimentalDecorators: true }, counts: { "K.later": [1, 0] } },
  );

  preserves(
    "of the experimental kind have the same metadata",
    `
    ${reflect}
    const d: any = () => {}; class Dep {} enum Colour { Red } interface Shape {} type Union = string | number;
    @d class K { constructor(private dep: Dep, @d public n: number, shape?: Shape) {} @d m(a: string, b: Dep, c: Colour, d: Union, ...rest: number[]): Promise<Dep> { return Promise.resolve(this.dep) } @d async later(x: boolean): Promise<void> { await x } @d get g(): Date { return new Date() } @d field: () => string = () => "f"; @d static s(this: unknown, a?: Map<string, Dep>): Dep[] { return [] } @d *gen(): Generator<number> { yield 1 } }
    const k = new K(new Dep(), 1); k.m("a", new Dep(), Colour.Red, 1).then((v) => log(v)); k.later(true); log(k.field(), K.s(), [...k.gen()], metadata.size);
    `,
    {
      as: "commonjs",
      targets: everyTarget,
      options: { experimentalDecorators: true, emitDecoratorMetadata: true, noLib: false, lib: ["lib.es2022.d.ts"] },
      counts: { "K.m": [1, 0] },
    },
  );

  preserves(
    "hold functions of their own, in arguments and in what they return",
    `
    const on = (...handlers) => (target, key?, descriptor?) => { for (const handler of handlers) log(handler(String(key))) };
    class K { @on((key) => "arrow " + key, function (key) { return "function " + key }, class { static [Symbol.iterator] = 1 }.name ? () => 1 : () => 2) m() {} static secret() { return "secret" } constructor(@on((key) => "parameter " + key) p = () => 1) { log(p()) } }
    new K().m();
    `,
    { targets: ["es2015", "es2022"], options: { experimentalDecorators: true } },
  );
});
