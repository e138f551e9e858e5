import { beforeAll, describe, expect, it } from "vitest";
import { Project, type Run } from "../support/project.js";

/** File → what it exports, the label that it counts under, and how `main` calls it when it is imported as `it`. */
const modules: Record<string, { code: string; label: string; call?: string; name?: string }> = {
  "named.ts": { code: "/** @autometrics */ export default function named() {}", label: "named", name: "named" },
  "anonymous.ts": { code: "/** @autometrics */ export default function () {}", label: "default", name: "default" },
  "asynchronous.ts": {
    code: "/** @autometrics */ export default async function () {}",
    label: "default",
    name: "default",
  },
  "arrow.ts": { code: "/** @autometrics */ export default () => 1;", label: "default", name: "default" },
  "inside.ts": { code: "export default /** @autometrics */ async () => 1;", label: "default", name: "default" },
  "parentheses.ts": {
    code: "/** @autometrics */ export default (function own() {});",
    label: "own",
    name: "own",
  },
  "anonymousClass.ts": {
    code: "/** @autometrics */ export default class { run() {} }",
    label: "default.run",
    call: "new it().run()",
    name: "default",
  },
  "namedClass.ts": {
    code: "/** @autometrics */ export default class Store { run() {} }",
    label: "Store.run",
    call: "new it().run()",
    name: "Store",
  },
  "object.ts": {
    code: "export default { /** @autometrics */ run() {} };",
    label: "default.run",
    call: "it.run()",
  },
  "listed.ts": { code: "/** @autometrics */ function listed() {}\nexport { listed as default };", label: "listed" },
  "laterDefault.ts": { code: "/** @autometrics */ const later = () => 1;\nexport default later;", label: "later" },
  "module.mts": { code: "/** @autometrics */ export default () => 1;", label: "default", name: "default" },

  "assigned.cts": { code: "/** @autometrics */ export = function () {};", label: "default", name: "" },
  "assignedNamed.cts": { code: "/** @autometrics */ export = function own() {};", label: "own", name: "own" },
  "assignedClass.cts": {
    code: "/** @autometrics */ export = class Store { run() {} };",
    label: "Store.run",
    call: "new it().run()",
    name: "Store",
  },
  "assignedObject.cts": { code: "export = { /** @autometrics */ run() {} };", label: "run", call: "it.run()" },
  "assignedLater.cts": { code: "/** @autometrics */ function later() {}\nexport = later;", label: "later" },
  "commonjs.cts": { code: "/** @autometrics */ export function run() {}", label: "run", call: "it.run()" },
  "moduleExports.cjs": { code: "/** @autometrics */ module.exports = function () {};", label: "default", name: "" },
  "moduleExportsProperty.cjs": {
    code: "/** @autometrics */ module.exports.run = async () => {};",
    label: "run",
    call: "it.run()",
  },
  "exportsProperty.cjs": { code: "/** @autometrics */ exports.run = function () {};", label: "run", call: "it.run()" },
  "moduleExportsObject.cjs": {
    code: "module.exports = { /** @autometrics */ run: () => 1 };",
    label: "run",
    call: "it.run()",
  },
};

describe("what modules of all kinds export", () => {
  let run: Run;
  beforeAll(async () => {
    const files = Object.fromEntries(Object.entries(modules).map(([file, { code }]) => [file, code]));
    const output = (file: string) => file.replace(/\.([cm]?)ts$/, ".$1js");
    const main = Object.entries(modules).map(
      ([file, { call = "it()" }]) => `await (async (it: any) => {
        names.push(it.name ?? null);
        await ${call};
      })((await import("./${output(file)}")).default);`,
    );
    const project = new Project(
      { ...files, "main.ts": `const names: unknown[] = [];\n${main.join("\n")}\nconsole.log(JSON.stringify(names));` },
      { compilerOptions: { allowJs: true } },
    );
    run = await project.build().run();
    expect(run.stderr).toBe("");
  });

  it.each(Object.entries(modules))("counts the calls of %s", (file, { label }) => {
    expect(run.metrics.calls(file.replace(/\.\w+$/, ""))).toEqual({ [label]: { ok: 1, error: 0 } });
  });

  it("has the names that it would have", () => {
    const names = Object.fromEntries(Object.keys(modules).map((file, i) => [file, (run.result as unknown[])[i]]));
    for (const [file, { name }] of Object.entries(modules))
      if (name !== undefined) expect([file, names[file]]).toEqual([file, name]);
  });
});
