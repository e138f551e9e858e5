/** The ways to call the compiler besides one build: it watches, builds referenced projects, and knows what it built. */
import { describe, expect, it, onTestFinished } from "vitest";
import { ToolchainProject } from "./toolchainProject.js";
import type { Toolchain } from "./toolchains.js";

const objectives = { api: { successRate: 99.9 } };
const users =
  "/** @autometrics objective=api */\nexport function load(id: number): string {\n  return String(id);\n}\n";
const other = "/** @autometrics */\nexport const double = (n: number): number => n * 2;\n";
const main = `
  import { register } from "prom-client";
  import { double } from "./other.js";
  import { load } from "./users.js";
  load(double(1));
  console.log((await register.getSingleMetricAsString("function_calls_total")).match(/function="\\w+"/g)!.join());
`;
const summary = (functions: string, files: string) => `ts-autometrics: ${functions} in ${files}\n`;
const clean = { code: 0, stdout: "" };

function tsconfig(compilerOptions: object, plugin: object = { objectives }): object {
  return {
    compilerOptions: {
      module: "nodenext",
      target: "es2022",
      lib: ["es2022"],
      types: ["node"],
      strict: true,
      skipLibCheck: true,
      rootDir: "src",
      outDir: "dist",
      ...compilerOptions,
      plugins: [{ transform: "ts-autometrics/transformer", ...plugin }],
    },
    include: ["src"],
  };
}

/** @param node The Node that runs the compiler and what it built. */
export function testModes(name: string, toolchain: Toolchain, node: string): void {
  function project(files: Record<string, string | object>): ToolchainProject {
    const made = new ToolchainProject(toolchain, { "package.json": { name: "shop", type: "module" }, ...files });
    onTestFinished(() => made.dispose());
    return made;
  }

  describe(`tspc --watch, with ${name}`, () => {
    it("instruments what is edited, and goes on after a mistake in an annotation", async () => {
      const shop = project({ "tsconfig.json": tsconfig({}), "src/users.ts": users, "src/other.ts": other });
      const compiler = shop.watch(node);
      onTestFinished(() => compiler.stop());
      const built = (times: number) => compiler.until(/Found \d+ errors?\. Watching for file changes/, times);

      await built(1);
      expect(shop.read("dist/users.js")).toContain('"load", { objective: "api" })');
      shop.write({ "src/users.ts": `${users}/** @autometrics */\nexport function added(): void {}\n` });
      await built(2);
      expect(shop.read("dist/users.js")).toContain('$am.define($am_m, "added")');

      shop.write({ "src/users.ts": users.replace("objective", "objectiv") });
      await built(3);
      expect(compiler.stdout).toContain("src/users.ts(1,18): error TS91101: AM1101: unknown key 'objectiv'");
      expect(shop.read("dist/users.js")).not.toContain("$am");
      shop.write({ "src/users.ts": users });
      await built(4);
      expect(compiler.stdout).toMatch(/Found 0 errors\. Watching for file changes\.\s*$/);
      expect(shop.read("dist/users.js")).toContain('"load", { objective: "api" })');
    });
  });

  describe(`tspc --build, with ${name}`, () => {
    const references = {
      "library/package.json": { name: "library", type: "module", exports: "./dist/users.js" },
      "library/tsconfig.json": tsconfig({ composite: true }),
      "library/src/users.ts": users,
      "application/package.json": { name: "application", type: "module" },
      "application/tsconfig.json": { ...tsconfig({ composite: true }), references: [{ path: "../library" }] },
      "application/src/other.ts": other,
      "application/src/main.ts": main.replace("./users.js", "../../library/dist/users.js"),
    };

    it("instruments every project that is referenced, and nothing twice", async () => {
      const shop = project(references);
      expect(await shop.tspc(node, "--build", "application")).toMatchObject(clean);
      expect(await shop.start(node, "application/dist/main.js").ended).toEqual({
        ...clean,
        stdout: 'function="double",function="double",function="load",function="load"\n',
        stderr: "",
      });
      expect(await shop.tspc(node, "--build", "application")).toEqual({ ...clean, stderr: "" });

      shop.write({ "library/src/users.ts": users.replace("load", "find").concat("export { find as load };\n") });
      expect(await shop.tspc(node, "--build", "application")).toMatchObject(clean);
      expect(shop.read("library/dist/users.js")).toContain('"find", { objective: "api" })');
    });

    it("forgets a mistake in an annotation once it is mended", async () => {
      const shop = project({ ...references, "library/src/users.ts": users.replace("objective=", "objective ") });
      const failed = await shop.tspc(node, "--build", "application");
      expect(failed).toMatchObject({ stdout: expect.stringContaining("users.ts(1,18): error TS91103: AM1103:") });
      expect(failed.code).not.toBe(0);
      shop.write({ "library/src/users.ts": users });
      expect(await shop.tspc(node, "--build", "application")).toMatchObject(clean);
      expect(shop.read("library/dist/users.js")).toContain('"load", { objective: "api" })');
    });
  });

  describe(`tspc --incremental, with ${name}`, () => {
    const incremental = {
      "tsconfig.json": tsconfig({ incremental: true }),
      "src/users.ts": users,
      "src/other.ts": other,
      "src/main.ts": main,
    };

    it("writes again what has changed, instrumented, and leaves the rest", async () => {
      const shop = project(incremental);
      expect(await shop.tspc(node)).toEqual({ ...clean, stderr: summary("2 functions", "2 files") });
      const before = shop.read("dist/users.js");
      expect(await shop.tspc(node)).toEqual({ ...clean, stderr: "" });
      expect(shop.read("dist/users.js")).toBe(before);

      shop.write({
        "src/other.ts": `${other}/** @autometrics */\nexport const triple = (n: number): number => n * 3;\n`,
      });
      expect(await shop.tspc(node)).toEqual({ ...clean, stderr: summary("2 functions", "1 file") });
      expect(shop.read("dist/users.js")).toBe(before);
      expect(shop.read("dist/other.js")).toContain('$am.define($am_m, "triple")');
    });

    it("does not write files again for changed options, and the program says so when it runs", async () => {
      const shop = project(incremental);
      await shop.tspc(node);
      const plugin = { objectives: { api: { successRate: 99 } } };
      shop.write({ "tsconfig.json": tsconfig({ incremental: true }, plugin), "src/other.ts": `${other}\n` });
      expect(await shop.tspc(node)).toEqual({ ...clean, stderr: summary("1 function", "1 file") });
      const mixed = await shop.start(node, "dist/main.js").ended;
      expect(mixed.code).toBe(0);
      expect(mixed.stderr).toContain("the package 'shop' was built with two different configurations");

      shop.remove("dist");
      shop.remove("tsconfig.tsbuildinfo");
      expect(await shop.tspc(node)).toEqual({ ...clean, stderr: summary("2 functions", "2 files") });
      expect((await shop.start(node, "dist/main.js").ended).stderr).toBe("");
    });

    it("forgets a mistake in an annotation once it is mended", async () => {
      const shop = project({ ...incremental, "src/users.ts": users.replace("objective", "objectiv") });
      const mistake = expect.stringMatching(/^src\/users\.ts\(1,18\): error TS91101: .*\n$/);
      // Told by us, and the second time by TypeScript, which has stored it. Its exit code here is not always the same.
      for (const failed of [await shop.tspc(node), await shop.tspc(node)]) {
        expect(failed).toMatchObject({ code: expect.toBeOneOf([1, 2]), stdout: mistake });
      }
      shop.write({ "src/users.ts": users });
      expect(await shop.tspc(node)).toMatchObject(clean);
      expect(shop.read("dist/users.js")).toContain('"load", { objective: "api" })');
    });

    it("forgets a mistake in the options once it is mended", async () => {
      const wrong = tsconfig({ incremental: true }, { objectives: { api: { sucessRate: 99.9 } } });
      const shop = project({ ...incremental, "tsconfig.json": wrong });
      const failed = await shop.tspc(node);
      expect(failed).toMatchObject({
        code: 2,
        stdout: expect.stringMatching(/^tsconfig\.json\(\d+,\d+\): error TS91001:/),
      });
      shop.write({ "tsconfig.json": incremental["tsconfig.json"] });
      expect(await shop.tspc(node)).toEqual({ ...clean, stderr: summary("2 functions", "2 files") });
      expect((await shop.start(node, "dist/main.js").ended).stderr).toBe("");
    });
  });
}
