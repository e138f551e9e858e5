import { describe, expect, it } from "vitest";
import { Project, type Settings } from "../support/project.js";

const predicates = {
  "predicates.ts": `
    export const isBad = (n: number) => n < 0;
    export const isExpected = (error: unknown) => error === "expected";
    export default (n: number) => n < 0;
  `,
  "typed.ts": `
    export const isLow = (n: number) => n < 0;
    export default interface Shape { readonly n: number }
  `,
  // Only types are imported from it, so it must not be loaded.
  "never.ts": `throw new Error("loaded"); export interface T { readonly n: number }`,
  "barrel.ts": `export { isBad as isReexported } from "./predicates.js";`,
};

const functions = `
/** @autometrics error-if=isWrong ok-if=isExpected */
export function named(n: number) { if (n > 0) throw "expected"; return n; }
/** @autometrics error-if=isDefault */
export const byDefault = async (n: number) => n;
/** @autometrics error-if=isLow */
export const mixed = (n: Shape["n"]) => n;
/** @autometrics error-if=isReexported */
export const reexported = (n: T["n"]) => n;
/** @autometrics error-if=isUsed */
export const used = (n: number) => (isUsed(n), n);

export const isConstant = (n: number) => n < 0;
export let isVariable = (n: number) => n < 0;
export function isFunction(n: number) { return n < 0; }
/** @autometrics error-if=isConstant */
export const byConstant = (n: number) => n;
/** @autometrics error-if=isVariable */
export const byVariable = (n: number) => n;
/** @autometrics error-if=isFunction */
export const byFunction = (n: number) => n;

namespace Space {
  export const isInner = (n: number) => n < 0;
  /** @autometrics error-if=isInner name=inner */
  export const inner = (n: number) => n;
}

for (const f of [named, byDefault, mixed, reexported, used, byConstant, byVariable, byFunction, Space.inner])
  for (const n of [-1, 1]) try { f(n); } catch {}
`;

const plainMain = `
import { isBad as isWrong, isExpected, isBad as isUsed } from "./predicates.js";
import isDefault from "./predicates.js";
import Shape, { isLow } from "./typed.js";
import { isReexported } from "./barrel.js";
import { T } from "./never.js";
${functions}`;

const verbatimMain = `
import { isBad as isWrong, isExpected, isBad as isUsed } from "./predicates.js";
import isDefault from "./predicates.js";
import { type default as Shape, isLow } from "./typed.js";
import { isReexported } from "./barrel.js";
import type { T } from "./never.js";
${functions}`;

const labels = ["named", "byDefault", "mixed", "reexported", "used"].concat([
  "byConstant",
  "byVariable",
  "byFunction",
  "inner",
]);
const expected = Object.fromEntries(labels.map((label) => [label, { ok: 1, error: 1 }]));

const esm = { type: "module" };
const cjs = { type: "commonjs" };
const formats: Record<string, Settings> = {
  commonjs: { packageJson: cjs, compilerOptions: { module: "commonjs", moduleResolution: "bundler" } },
  "commonjs without esModuleInterop's helpers": {
    packageJson: cjs,
    compilerOptions: { module: "commonjs", moduleResolution: "bundler", target: "es2015" },
  },
  "node16 as CommonJS": { packageJson: cjs, compilerOptions: { module: "node16" } },
  "node16 as ES modules": { packageJson: esm, compilerOptions: { module: "node16" } },
  node18: { packageJson: esm, compilerOptions: { module: "node18" } },
  node20: { packageJson: esm, compilerOptions: { module: "node20" } },
  "nodenext as CommonJS": { packageJson: cjs, compilerOptions: { module: "nodenext" } },
  "nodenext as ES modules": { packageJson: esm, compilerOptions: { module: "nodenext" } },
  es2015: { packageJson: esm, compilerOptions: { module: "es2015", moduleResolution: "bundler" } },
  esnext: { packageJson: esm, compilerOptions: { module: "esnext", moduleResolution: "bundler" } },
  preserve: { packageJson: esm, compilerOptions: { module: "preserve" } },
};

const run = async (main: string, { packageJson, compilerOptions }: Settings, more: Record<string, unknown>) => {
  const options = { ...compilerOptions, ...more };
  const project = new Project(
    { ...predicates, "main.ts": main },
    {
      ...(packageJson && { packageJson }),
      compilerOptions: options,
    },
  );
  const { stderr, metrics } = await project.build().run();
  expect(stderr).toBe("");
  return metrics.calls("main");
};

describe("an imported predicate", () => {
  it.each(Object.entries(formats))("is there at run time in %s", async (_, settings) => {
    expect(await run(plainMain, settings, {})).toEqual(expected);
  });

  it.each(Object.entries(formats))("is there in %s under isolatedModules", async (_, settings) => {
    expect(await run(verbatimMain, settings, { isolatedModules: true })).toEqual(expected);
  });

  it.each(Object.entries(formats).filter(([, { packageJson }]) => packageJson === esm))(
    "is there in %s under verbatimModuleSyntax",
    async (_, settings) => {
      expect(await run(verbatimMain, settings, { verbatimModuleSyntax: true })).toEqual(expected);
    },
  );

  it.each(["commonjs", "node16", "nodenext"])("is there in %s under verbatimModuleSyntax", async (module) => {
    const project = new Project(
      {
        "isBad.ts": `const isBad = (n: number) => n < 0; export = isBad;`,
        "main.ts": `import isBad = require("./isBad.js");
          /** @autometrics error-if=isBad */ const f = (n: number) => n;
          f(1); f(-1);
          export = f;`,
      },
      {
        packageJson: cjs,
        compilerOptions: {
          module,
          moduleResolution: module === "commonjs" ? "bundler" : module,
          verbatimModuleSyntax: true,
        },
      },
    );
    expect((await project.build().run()).metrics.calls("main")).toEqual({ f: { ok: 1, error: 1 } });
  });
});

describe("a file's own module syntax", () => {
  const f = `/** @autometrics */ function f() {}\nf();`;

  it.each([
    ["preserve", "module", "ts", `${f}\nexport {};`],
    ["preserve", "commonjs", "ts", `${f}\nexport = f;`],
    ["preserve", "commonjs", "ts", `import fs = require("node:fs");\n${f}\nfs.existsSync("");`],
    ["preserve", "commonjs", "cts", `${f}\nexport {};`],
    ["preserve", "commonjs", "mts", `${f}\nexport {};`],
    ["nodenext", "module", "cts", `${f}\nexport = f;`],
    ["nodenext", "commonjs", "mts", `${f}\nexport default f;`],
    ["nodenext", "module", "cjs", `const fs = require("node:fs");\n${f}\nmodule.exports = f;`],
    ["commonjs", "commonjs", "js", `const fs = require("node:fs");\n${f}\nmodule.exports = f;`],
    ["commonjs", "commonjs", "ts", f],
    ["nodenext", "commonjs", "ts", f],
    ["nodenext", "module", "ts", f],
    ["esnext", "commonjs", "cts", f],
  ])("is kept for %s in a package of type %s: .%s", async (module, type, extension, code) => {
    const moduleResolution = module === "esnext" || module === "commonjs" ? "bundler" : undefined;
    const project = new Project(
      { [`main.${extension}`]: code },
      { packageJson: { type }, compilerOptions: { module, moduleResolution, allowJs: true, checkJs: false } },
    );
    const run = await project.build().run(`dist/main.${extension.replace("ts", "js")}`);
    expect(run.stderr).toBe("");
    expect(run.metrics.calls()).toEqual({ f: { ok: 1, error: 0 } });
  });
});
