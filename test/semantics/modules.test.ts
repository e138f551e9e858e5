import ts from "typescript";
import { describe } from "vitest";
import { preserves } from "./preserves.js";

describe("modules", () => {
  preserves(
    "in an import cycle may call each other's functions before their own body has run",
    `import { late } from "./a.mjs"; export function hoisted(x) { return "hoisted " + x } export async function later() { return "later" } export function* gen() { yield "gen" } export class K {} export { hoisted as default }; log("main", late);`,
    {
      files: {
        "a.mts": `import { hoisted, later, gen } from "./main.mjs"; import * as main from "./main.mjs"; import again from "./b.mjs"; log(hoisted("early"), [...gen()]); later().then((v) => log(v)); try { main.K } catch (e) { log(e.name) } export const late = again(); export function own() { return "own" }`,
        "b.mts": `import { own } from "./a.mjs"; export default () => own(); log(own());`,
      },
      counts: { hoisted: [0, 0], later: [0, 0], gen: [0, 0], "b: default": [1, 0] },
    },
  );

  preserves(
    "written with import and export are CommonJS in a cycle as before",
    `import { late } from "./a.cjs"; import * as a from "./a.cjs"; export function hoisted(x) { return "hoisted " + x } export const arrow = () => "arrow"; export default async function later() { return a.own() } log("main", late);`,
    {
      as: "commonjs",
      files: {
        "a.cts": `import later, { hoisted, arrow } from "./main.cjs"; log(hoisted("early"), typeof arrow); later().then((v) => log(v)); export const late = hoisted("late"); export function own() { return "own" }`,
      },
      counts: { hoisted: [2, 0], later: [1, 1] },
    },
  );

  preserves(
    "in a CommonJS cycle see what is exported so far",
    `exports.early = function () { return "early" }; const a = require("./a.cjs"); exports.late = () => "late"; log(a.seen, a.call(), Object.keys(exports));`,
    {
      as: "sloppy",
      files: {
        "a.cts": `import main = require("./main.js"); export const seen = Object.keys(main); export function call() { return (main as any).early() + typeof (main as any).late } export function hoisted() { return call() }`,
      },
    },
  );

  preserves(
    "are evaluated in the same order, imports before the body",
    `log("main body"); import "./first.mjs"; import { second } from "./second.mjs"; second(); export { third } from "./third.mjs"; export * from "./third.mjs"; function f() { log("f") } f();`,
    {
      files: {
        "first.mts": `log("first"); export {}; (() => log("first arrow"))();`,
        "second.mts": `log("second"); export const second = () => log("second called");`,
        "third.mts": `log("third"); export function third() {}`,
      },
    },
  );

  preserves(
    "export the same names, live",
    `import * as ns from "./a.mjs"; import d, { count as c, increment, type Only } from "./a.mjs"; log(Object.keys(ns), c); increment(); log(c, ns.count, d(), ns.default === d, ns.renamed === increment); const { ...copy } = ns; log(Object.keys(copy));`,
    {
      files: {
        "a.mts": `export let count = 0; export function increment() { return ++count } export interface Only {} export default function named() { return count } export { increment as renamed, later as "a string" }; async function later() {} export const { x, y = () => 1, ...rest } = { x: () => 2, z: 3 } as any;`,
      },
    },
  );

  preserves(
    "keep imports for types elided, and unused ones",
    `import type { A } from "./missing.mjs"; import { type B } from "./effects.mjs"; import { C } from "./elided.mjs"; import { f } from "./effects.mjs"; const g = (a: A, b: B, c: C): A => f(a); log(g(1 as any, 2 as any, 3 as any));`,
    {
      files: {
        "effects.mts": `log("effects"); export type B = string; export const f = (x) => x;`,
        "elided.mts": `log("must not load"); export interface C {}`,
      },
      logs: ["effects", "1"],
    },
  );

  preserves(
    "keep imports as they are written under verbatimModuleSyntax",
    `import { type B } from "./effects.mjs"; import { unused } from "./effects.mjs"; import type { C } from "./missing.mjs"; const f = (x: B & C) => x; log(f("x" as any));`,
    {
      files: { "effects.mts": `log("effects"); export type B = string; export const unused = () => 1;` },
      options: { verbatimModuleSyntax: true, isolatedModules: true },
      logs: ["effects", "x"],
    },
  );

  preserves(
    "may be assigned with export =, and imported with import = require",
    `import f = require("./f.cjs"); import g = require("./g.cjs"); export import h = g.inner; import type t = require("./missing.cjs"); import C = require("./c.cjs"); log(f(1), g(2), g.extra(), h(), new C().m(), f.name, exports.h === h);`,
    {
      as: "commonjs",
      files: {
        "f.cts": `export = (x: number) => x + 1;`,
        "g.cts": `function g(x: number) { return x * 2 } namespace g { export const extra = () => "extra"; export function inner() { return "inner" } } export = g;`,
        "c.cts": `export = class { m() { return "m" } };`,
      },
      counts: { "f: default": [1, 0], "g: g": [1, 0] },
    },
  );

  preserves(
    "of JavaScript in CommonJS keep exports, require, this and arguments of the module",
    `
    const { f } = require("./lib.js"); log(f(), this === module.exports, arguments.length, typeof __filename, require.main === module); exports.named = function () { return "named" }; module.exports.arrow = () => "arrow"; log(exports.named(), module.exports.arrow(), exports.named.name);
    Object.defineProperty(exports, "getter", { get: function () { return "getter" } }); log(exports.getter); if (false) { exports.never = () => 1 } return; log("never");
    `,
    {
      as: "sloppy",
      extension: "js",
      files: { "lib.js": `"use strict"; module.exports = { f: () => "f", strict() { return this } };` },
      counts: { named: [1, 0], arrow: [1, 0] },
    },
  );

  preserves("may start with a shebang", `#!/usr/bin/env node\n/* licence */\nconst f = () => 1; log(f()); export {};`);

  preserves(
    "keep their directives first",
    `"use strict"; function f() { return this } log(f(), (function () { return this })());`,
    { as: "sloppy", extension: "js", logs: ["undefined undefined"], counts: { f: [1, 0] } },
  );

  preserves(
    "that are given to another compiler by a directive are left alone",
    `"use client"; export const f = () => 1; log(f());`,
    { only: [] },
  );

  preserves(
    "that are scripts stay scripts, with globals of their own",
    `var shared = 1; function declared() { return this === globalThis } let lexical = () => shared; log(declared(), globalThis.declared === declared, "lexical" in globalThis, lexical(), typeof exports, globalThis.shared); async function later() { return "later" } later().then((v) => log(v)); delete globalThis.shared;`,
    {
      as: "script",
      logs: ["true true false 1 undefined 1", "later"],
      counts: { declared: [1, 0], later: [1, 0] },
      fresh: true,
    },
  );

  preserves(
    "may be CommonJS scripts without imports or exports",
    `function f(a) { return [a, typeof module, typeof require] } log(f(1)); var g = () => f(2); log(g());`,
    { as: "sloppy", extension: "js", counts: { f: [2, 0] } },
  );

  preserves(
    "use the helpers of tslib where they did",
    `export const f = async (x) => ({ ...x, y: await 1 }); f({ x: 2 }).then((v) => log(v)); class K { #p = 1; m() { return this.#p } } log(new K().m()); export * from "./a.mjs";`,
    {
      files: { "a.mts": "export const a = () => 1;" },
      targets: ["es2015", "es2022"],
      options: { importHelpers: true },
    },
  );

  preserves(
    "have import.meta, dynamic imports and JSON as before",
    `export const where = () => typeof import.meta.url; log(where()); const load = (name) => import("./" + name + ".mjs"); export const done = load("a").then(({ a }) => log(a())); log(typeof import.meta.dirname);`,
    { files: { "a.mts": "export const a = () => 'a';" }, counts: { where: [1, 0], load: [1, 0] } },
  );

  preserves(
    "may be written in JSX",
    `
    const React = { createElement: (type, props, ...children) => typeof type === "function" ? type({ ...props, children }) : [type, props, ...children], Fragment: "fragment" };
    const Button = ({ onClick, children }: any) => <button onClick={onClick}>{children}</button>; function useThing() { return "hook" }
    const list = (items: number[]) => <ul {...{ id: "x" }}>{items.map((i) => <li key={i}>{() => i}</li>)}{...[1, 2].map(String)}</ul>;
    log(<Button onClick={async () => log("clicked")}>{useThing()}</Button>, list([1]), <><b a-b="c" /></>); export const arrow = () => (<i>{(() => "x")()}</i>); log(arrow());
    const generic = <T,>(x: T) => x; log(generic(1));
    `,
    {
      as: "sloppy",
      extension: "tsx",
      options: { jsx: ts.JsxEmit.React },
      counts: { list: [1, 0], "list.map callback": [1, 0], arrow: [1, 0], generic: [1, 0] },
    },
  );
});
