import { describe } from "vitest";
import { everyTarget, preserves } from "./preserves.js";

describe("syntax that only TypeScript has", () => {
  preserves(
    "'this' parameters are no parameters",
    `function f(this: any, a: number, b = 1) { return [this, arguments.length, a] } log(f.length, f.call(7, 8)); const o = { x: 1, m(this: { x: number }) { return this.x }, get g(): number { return (function (this: any) { return this.x }).call(this) } }; log(o.m.length, o.m(), o.g); class K { m(this: K, x?: any) { return this instanceof K } } log(new K().m.length, new K().m());`,
    { counts: { f: [1, 0] } },
  );

  preserves(
    "overloads, abstract members, declarations and interfaces have no body",
    `
    export function f(a: string): string; export function f(a: number): number; export function f(a: any) { return a } declare function g(): void; declare const h: () => void; interface I { m(): void } type T = () => void;
    abstract class K { m(a: string): string; m(a: number): number; m(a: any) { return a } abstract n(): void; declare field: () => void; optional?(): void; constructor(); constructor(a?: any) { log("constructor", a) } } class L extends K { n() { return 1 } } declare class M { m(): void } declare namespace N { function x(): void } declare module "nowhere" { export function y(): void } declare global { function z(): void }
    log(f("a"), f(1), new L().m("b"), new L().n(), Object.keys(new L()), f.length);
    `,
    { counts: { f: [2, 0], "K.m": [1, 0], "L.n": [1, 0] } },
  );

  preserves(
    "namespaces merge with functions, classes and enums, in order",
    `
    function f() { return f.extra() + N.first() } namespace f { export const extra = () => "extra"; export let count = 0; export function increment() { return ++count } } class C { m() { return C.helper() } } namespace C { export function helper() { return "helper" } } enum E { A = 1, B = f.increment(), C = (() => 9)(), D = "d".length } namespace E { export const parse = (x: number) => E[x] }
    namespace N { export function first() { return inner() + second() } function inner() { return "inner" } export namespace Deep.Deeper { export const deep = () => first() } } namespace N { export function second() { return "second" } export import Alias = Deep.Deeper; } export namespace Exported { export async function later() { return hidden() } const hidden = () => "hidden" }
    log(f(), f.increment(), f.count, new C().m(), E.parse(1), E[E.B], E.C, E.D, N.Alias.deep()); Exported.later().then((v) => log(v)); const enum Const { X = 1 } log(Const.X, (() => Const.X)());
    `,
    { targets: ["es2015", "es2022"], counts: { f: [1, 0], "f.increment": [2, 0], "N.first": [2, 0] } },
  );

  preserves(
    "assertions, satisfies, non-null and generics are transparent",
    `
    const f = (<T>(x: T) => x) as <T>(x: T) => T; const g = (function named(x: any) { return x }) satisfies Function; const h = (() => (async () => 1)!)(); const i = <any>((x: any) => <any>x); log(f(1), f.name, g(2), g.name, i(3), i.name, h.name); h().then((v) => log(v));
    function isString(x: unknown): x is string { return typeof x === "string" } function assert(x: unknown): asserts x { if (!x) throw new Error("asserted") } function assertIs(x: unknown): asserts x is string { assert(isString(x)) } try { assertIs(1) } catch (e) { log((e as Error).message) }
    const j = () => (({ a: 1 }) as const)!; const k = () => [f<number>, f<string>(("x") as any)!] as const; log(j(), k()[1]); const l = (x?: { y?: () => number }) => x?.y!?.()!; log(l(), l({ y: () => 5 })); const m = () => <const>["a"]; log(m());
    let late!: () => number; late = () => 6; log(late(), late.name); const n = async () => (await (f(7) as any))!; n().then((v: any) => log(v));
    `,
    { targets: everyTarget, counts: { assertIs: [1, 1], assert: [1, 1], isString: [1, 0] } },
  );

  preserves(
    "override, readonly, accessibility and definite members leave no trace",
    `class A { protected m(): number { return 1 } public readonly r = () => 2; private static s!: number; static { this.s = 3 } public static get t() { return this.s } declare public d: string; [key: string]: any } class B extends A { protected override m() { return super.m() + 1 } public override readonly r = () => 4; run() { return [this.m(), this.r()] } } log(new B().run(), B.t, Object.keys(new B()));`,
    { targets: everyTarget, counts: { "B.m": [1, 0] } },
  );
});
