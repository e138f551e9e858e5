import { describe, expect, it } from "vitest";
import { Project } from "../support/project.js";

/** Files that are no modules of any kind, as a page loads them one after the other. */
const scripts = {
  "first.ts": `/** @autometrics error-if=isBad */ function first(n: number) { return n; }
    function isBad(n: number) { return n < 0; }
    /** @autometrics */ var promised = async () => 1;`,
  "second.ts": `/** @autometrics ok-if=isBad */ function second(n: number) { throw first(n); }`,
};
const compilerOptions = { module: "es2022", moduleResolution: "bundler", moduleDetection: "legacy" };

/** Loads the scripts into the global scope, with or without a module that has loaded the runtime before. */
const loader = (imports: string) => `
  ${imports}
  import { readFileSync } from "node:fs";
  import vm from "node:vm";
  for (const name of ["first", "second"]) {
    vm.runInThisContext(readFileSync(new URL("./" + name + ".js", import.meta.url), "utf8"));
  }
  const caught = (n) => { try { second(n); } catch (error) { return error; } };
  console.log(JSON.stringify([first(1), first(-1), caught(1), caught(-1), await promised()]));
`;

describe("scripts that share one scope", () => {
  const project = new Project(scripts, { compilerOptions });

  it("stay scripts, and count where some module has loaded the runtime", async () => {
    project.build();
    expect(project.read("dist/first.js")).not.toMatch(/^(import|export)|require\(/m);
    project.write("dist/main.js", loader(`import "ts-autometrics/runtime";`));
    const { stderr, result, metrics } = await project.run();
    expect(stderr).toBe("");
    expect(result).toEqual([1, -1, 1, -1, 1]);
    expect(metrics.calls()).toEqual({
      first: { ok: 2, error: 2 },
      promised: { ok: 1, error: 0 },
      second: { ok: 1, error: 1 },
    });
  });

  it("run as ever where nothing has loaded it", async () => {
    project.build();
    project.write("dist/main.js", loader(""));
    const { stderr, result, metrics } = await project.run();
    expect(stderr).toBe("");
    expect(result).toEqual([1, -1, 1, -1, 1]);
    expect(metrics.samples).toEqual([]);
  });
});

describe("a CommonJS script", () => {
  it("gets the runtime as CommonJS has it, and stays without a module's mark", async () => {
    const project = new Project(
      { "main.ts": `/** @autometrics */ function f() {}\nf();` },
      { packageJson: { type: "commonjs" }, compilerOptions: { ...compilerOptions, module: "commonjs" } },
    );
    project.build();
    expect(project.read("dist/main.js")).not.toMatch(/__esModule|exports/);
    expect((await project.run()).metrics.calls()).toEqual({ f: { ok: 1, error: 0 } });
  });
});
