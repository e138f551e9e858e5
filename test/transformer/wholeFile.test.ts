import { beforeAll, describe, expect, it } from "vitest";
import { type ModulesRun, runModules } from "../support/modules.js";
import { Project } from "../support/project.js";

const functions = `
export function declared() {}
export const arrow = () => {};
export const one = () => {}, two = function () {};
export async function* generator() {}
function listed() {}
const listedArrow = () => {};
export { listed, listedArrow as renamed };
function internal() {}
export class Service { method() {} }
export const number = 1;
export default function () {}
`;
const exported = ["declared", "arrow", "one", "two", "generator", "listed", "listedArrow", "default"];

/** File → its text, and the functions that count. */
const files: Record<string, { code: string; counted: readonly string[] }> = {
  "with @module": { code: `/** @module users\n * @autometrics */\nimport "node:fs";\n${functions}`, counted: exported },
  "with @file": { code: `/** @autometrics\n * @file Users. */\nimport "node:fs";\n${functions}`, counted: exported },
  "with @fileoverview": { code: `/**\n * @fileoverview Users.\n * @autometrics\n */\n${functions}`, counted: exported },
  "directly over the first statement": { code: `/** @module @autometrics */${functions}`, counted: exported },
  "behind a licence in a JSDoc comment": {
    code: `/** @license MIT */\n/** @module @autometrics */\nimport "node:fs";\n${functions}`,
    counted: exported,
  },
  "behind a shebang and a directive": {
    code: `#!/usr/bin/env node\n"use strict";\n/** @module @autometrics */\n${functions}`,
    counted: exported,
  },
  "behind the imports": { code: `import "node:fs";\n/** @module @autometrics */\n${functions}`, counted: exported },
  "with functions left out": {
    code: `/** @module @autometrics */
      export function kept() {}
      /** @autometrics skip */ export function left() {}
      /** @autometrics skip */ export const leftArrow = () => {};
      export default 1;`,
    counted: ["kept"],
  },
  "with a function that has a label of its own": {
    code: `/** @module @autometrics */
      export function kept() {}
      /** @autometrics name=other */ export function named() {}
      export default 1;`,
    counted: ["kept", "other"],
  },
  "without the tag": { code: `/** @module users */\n${functions}`, counted: [] },
  "without @module, over an only function": {
    code: `/** @autometrics */ export function first() {}\nexport function second() {}\nexport default 1;`,
    counted: ["first"],
  },
};

describe("a file's tag", () => {
  let run: ModulesRun;
  beforeAll(async () => {
    const modules = Object.fromEntries(Object.entries(files).map(([name, { code }]) => [name, code]));
    run = await runModules(modules);
  });

  it.each(Object.entries(files))("is about every exported function, %s", (name, { counted }) => {
    expect(Object.keys(run.calls(name))).toEqual(counted);
  });

  it("is about every function that CommonJS exports, also in an object", async () => {
    const project = new Project(
      {
        "main.ts": `import "./script.cjs"; import "./assigned.cjs";`,
        "assigned.cts": `/** @module @autometrics */\nfunction whole() {}\nexport = { whole, method() {} };`,
        "script.cjs": `/** @module @autometrics */
          function shorthand() {}
          function internal() {}
          module.exports = { shorthand, property: shorthand, arrow: () => {}, method() {}, number: 1 };
          exports.single = exports.double = function () {};`,
      },
      { compilerOptions: { allowJs: true } },
    );
    const { metrics } = await project.build().run();
    expect(Object.keys(metrics.calls("script"))).toEqual(["shorthand", "arrow", "method", "double"]);
    expect(Object.keys(metrics.calls("assigned"))).toEqual(["whole", "method"]);
  });
});
