/** What compiles through ts-patch's compiler and not by `tspc`: ts-jest and ts-loader, as docs/build-tools.md has them. */
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { type Output, ToolchainProject } from "./toolchainProject.js";
import { bundlers, nodeBinary } from "./toolchains.js";

const node = nodeBinary(24);
const mistake = "src/users.ts(1,18): error TS91101: AM1101: unknown key 'objectiv'; did you mean 'objective'?";

const users = `/** @autometrics objective=api */
export async function load(id: number): Promise<string> {
  if (id < 0) throw new RangeError("no user");
  return String(id);
}
`;
const calls = `
  const { values } = await register.getSingleMetric("function_calls_total")!.get();
  const log = values.map(({ labels, value }) => [labels.function, labels.module, labels.result, value].join(" "));
`;
const log = ["load users ok 1", "load users error 1"];

function project(files: Record<string, string | object>, compilerOptions: object = {}): ToolchainProject {
  const made = new ToolchainProject(bundlers(), {
    "package.json": { name: "shop" },
    "tsconfig.json": {
      compilerOptions: {
        module: "commonjs",
        target: "es2022",
        lib: ["es2022"],
        types: ["node"],
        strict: true,
        skipLibCheck: true,
        rootDir: "src",
        sourceMap: true,
        ...compilerOptions,
        plugins: [{ transform: "ts-autometrics/transformer", objectives: { api: { successRate: 99.9 } } }],
      },
      include: ["src"],
    },
    "src/users.ts": users,
    ...files,
  });
  onTestFinished(() => made.dispose());
  return made;
}

describe("ts-jest", () => {
  const test = `
    import { expect, test } from "@jest/globals";
    import { register } from "prom-client";
    import { load } from "./users";
    test("loads", async () => {
      await load(1);
      await expect(load(-1)).rejects.toThrow("no user");
      ${calls}
      expect(log).toEqual(${JSON.stringify(log)});
    });
  `;
  const config = (options: object, others: object = {}) =>
    `module.exports = ${JSON.stringify({
      testEnvironment: "node",
      testMatch: ["**/*.spec.ts"],
      transform: { "^.+\\.ts$": ["ts-jest", { compiler: "ts-patch/compiler", ...options }] },
      ...others,
    })};`;
  const jest = (shop: ToolchainProject, ...nodeOptions: string[]): Promise<Output> =>
    shop.start(node, ...nodeOptions, join("node_modules", "jest/bin/jest.js"), "--no-cache", "--ci").ended;

  for (const isolatedModules of [false, true]) {
    const files = { "jest.config.cjs": config({}), "src/users.spec.ts": test };

    it(`instruments what it compiles, with isolatedModules: ${isolatedModules}`, async () => {
      const { code, stderr } = await jest(project(files, { isolatedModules }));
      expect(stderr).toContain("1 passed, 1 total");
      expect(code).toBe(0);
    });

    it(`fails at a mistake in an annotation, with isolatedModules: ${isolatedModules}`, async () => {
      const wrong = { ...files, "src/users.ts": users.replace("objective", "objectiv") };
      const { code, stderr } = await jest(project(wrong, { isolatedModules }));
      expect(stderr).toContain("AM1101: unknown key 'objectiv'; did you mean 'objective'?");
      expect(stripVTControlCharacters(stderr)).toMatch(/src\/users\.ts(\(1,18\)|:1:18)/);
      expect(code).toBe(1);
    });
  }

  it("instruments ES modules", async () => {
    const shop = project(
      {
        "package.json": { name: "shop", type: "module" },
        "jest.config.cjs": config({ useESM: true }, { extensionsToTreatAsEsm: [".ts"] }),
        "src/users.spec.ts": test,
      },
      { module: "esnext", moduleResolution: "bundler" },
    );
    const { code, stderr } = await jest(shop, "--experimental-vm-modules");
    expect(stderr).toContain("1 passed, 1 total");
    expect(code).toBe(0);
  });
});

describe("ts-loader", () => {
  const main = `
    import { register } from "prom-client";
    import { load } from "./users";
    async function main() {
      await load(1);
      await load(-1).catch(() => {});
      ${calls}
      console.log(JSON.stringify(log));
    }
    main();
  `;
  const build = (options: object) => `
    const webpack = require("webpack");
    const config = {
      mode: "production",
      target: "node",
      entry: "./src/main.ts",
      output: { path: __dirname + "/bundle", filename: "main.js" },
      resolve: { extensions: [".ts", ".js"] },
      module: {
        rules: [{ test: /\\.ts$/, loader: "ts-loader", options: ${JSON.stringify({ compiler: "ts-patch/compiler", ...options })} }],
      },
    };
    webpack(config, (error, stats) => {
      const text = error ?? stats.toString({ all: false, errors: true, warnings: true });
      if (text !== "") console.error(String(text));
      process.exitCode = error || stats.hasErrors() ? 1 : 0;
    });
  `;

  for (const transpileOnly of [false, true]) {
    const files = { "build.cjs": build({ transpileOnly, silent: true }), "src/main.ts": main };

    it(`instruments what it bundles, with transpileOnly: ${transpileOnly}`, async () => {
      const shop = project(files);
      expect(await shop.start(node, "build.cjs").ended).toEqual({ code: 0, stdout: "", stderr: "" });
      const { code, stdout } = await shop.start(node, "bundle/main.js").ended;
      expect({ code, log: JSON.parse(stdout) }).toEqual({ code: 0, log });
    });

    it(`fails at a mistake in an annotation, with transpileOnly: ${transpileOnly}`, async () => {
      const shop = project({ ...files, "src/users.ts": users.replace("objective", "objectiv") });
      const { code, stderr } = await shop.start(node, "build.cjs").ended;
      expect(stderr.replace(/\n\s+TS/, ": error TS").replace(`in ${shop.folder}/`, "")).toContain(mistake);
      expect(code).toBe(1);
    });
  }
});
