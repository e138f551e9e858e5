import { beforeAll, describe, expect, it } from "vitest";
import { type ModulesRun, runModules } from "../support/modules.js";
import { Project } from "../support/project.js";

/** Modules, and the labels of their functions in source order. */
const labels: Record<string, { code: string; labels: readonly string[] }> = {
  "a second function of the same name has a number": {
    code: `{ /** @autometrics */ function f() {} } { /** @autometrics */ function f() {} } { /** @autometrics */ const f = () => {}; }`,
    labels: ["f", "f#2", "f#3"],
  },
  "only functions that count have one": {
    code: `{ function f() {} } { /** @autometrics */ function f() {} }`,
    labels: ["f"],
  },
  "a name that was given has one too": {
    code: `/** @autometrics name=f */ function a() {} /** @autometrics name="f#2" */ function b() {} /** @autometrics */ function f() {}`,
    labels: ["f", "f#2", "f#3"],
  },
  "a function comes before those within it": {
    code: `/** @autometrics name=f */ function outer() { /** @autometrics name=f */ function inner() {} }`,
    labels: ["f", "f#2"],
  },
  "static and other methods of one name": {
    code: `/** @autometrics */ class K { static f() {} f() {} get g() { return 1; } set g(v) {} }`,
    labels: ["K.f", "K.f#2", "get K.g", "set K.g"],
  },
  "overridden methods are their own class's": {
    code: `class A { /** @autometrics */ f() {} g() {} } /** @autometrics */ class B extends A { g() {} }`,
    labels: ["A.f", "B.g"],
  },
  "functions within functions, methods and accessors": {
    code: `const a = { b() { return class C { get d() { /** @autometrics */ const e = () => {}; return e; } }; } };`,
    labels: ["a.b.C.d.e"],
  },
  "functions without a name are nobody's owners": {
    code: `(() => { [1].map(() => { /** @autometrics */ function f() {} }); })(); (function named() { /** @autometrics */ function g() {} })();`,
    labels: ["f", "named.g"],
  },
  "callbacks are called after what takes them": {
    code: `setTimeout(/** @autometrics */ () => {}); [1].map(/** @autometrics */ (n) => n); new Promise(/** @autometrics */ () => {}); (0, globalThis.setTimeout)(/** @autometrics */ () => {}); (/** @autometrics */ () => {})();`,
    labels: ["setTimeout callback", "map callback", "Promise callback", "setTimeout callback#2", "anonymous"],
  },
  "a callback with a name of its own": {
    code: `setTimeout(/** @autometrics */ function tick() {});`,
    labels: ["tick"],
  },
  "what a constructor makes": {
    code: `class K { f: unknown; constructor() { /** @autometrics */ this.f = () => {}; } }`,
    labels: ["K.constructor.f"],
  },
  "assignments to members": {
    code: `const a: any = { b: {} }; /** @autometrics */ a . b\n.c = () => {}; /** @autometrics */ a["d e"] = () => {}; /** @autometrics */ (a.b as any)!.f = () => {};`,
    labels: ["a.b.c", `a["d e"]`, "a.b.f"],
  },
  "assignments in expressions": {
    code: `let f: unknown, g: unknown; if ((f = /** @autometrics */ () => {})) g ??= /** @autometrics */ () => {};`,
    labels: ["f", "g"],
  },
  "objects in calls": {
    code: `Object.freeze({ methods: { /** @autometrics */ load() {} } });`,
    labels: ["methods.load"],
  },
  "default values": {
    code: `const { a = /** @autometrics */ () => {} } = {} as any; function f({ b = /** @autometrics */ () => {} } = {}) {}`,
    labels: ["a", "f.b"],
  },
  "class expressions without a name": {
    code: `Object.freeze(class { /** @autometrics */ f() {} }); const K = [class { /** @autometrics */ g() {} }];`,
    labels: ["f", "g"],
  },
  "a cache is no router": {
    code: `const cache = new Map<string, any>(); const get = (k: string, f: any) => f; const c = { get };
      const v = c.get("key", /** @autometrics */ () => {});`,
    labels: ["get callback"],
  },
};

describe("labels", () => {
  let run: ModulesRun;
  beforeAll(async () => {
    const modules = Object.entries(labels).map(([name, { code }]) => [name, code]);
    run = await runModules(Object.fromEntries(modules), { compilerOptions: { strict: false } });
  });

  it.each(Object.entries(labels))("%s", (name, { labels }) => {
    expect(Object.keys(run.calls(name))).toEqual(labels);
  });

  it.each([
    ["src", "dist", { "a.test": "f", "deep/er/b": "f", c: "f", d: "f" }],
    [undefined, undefined, { "src/a.test": "f", "src/deep/er/b": "f", "src/c": "f", "src/d": "f" }],
  ])("have the module's path under the root '%s', without extension", async (rootDir, outDir, modules) => {
    const f = "/** @autometrics */ export function f() {}";
    const files = { "a.test.ts": f, "src/deep/er/b.mts": f, "c.cts": f, "d.tsx": f };
    const main = `for (const path of ["./a.test.js", "./deep/er/b.mjs", "./c.cjs", "./d.js"]) await import(path);`;
    const project = new Project(
      { ...files, "main.ts": main },
      { compilerOptions: { rootDir, outDir, jsx: "react-jsx" } },
    );
    const { metrics } = await project.build().run(`${outDir ?? "src"}/main.js`);
    const found = metrics.find("function_calls_total", { result: "ok" }).map(({ labels: l }) => [l.module, l.function]);
    expect(Object.fromEntries(found)).toEqual(modules);
  });
});
