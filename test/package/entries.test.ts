import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { command, install, pack, temporaryFolder, versionsHere, write } from "./strangers.js";

const folder = temporaryFolder();
const stranger = join(folder, "stranger");

beforeAll(async () => {
  const { path } = await pack(folder);
  const dependencies = { "ts-autometrics": `file:${path}`, ...versionsHere("prom-client", "typescript") };
  write(stranger, { "package.json": JSON.stringify({ name: "stranger", type: "module", dependencies }) });
  await install(stranger);
});
afterAll(() => rmSync(folder, { recursive: true }));

const bundlers = ["vite", "rollup", "rolldown", "esbuild", "webpack", "rspack", "farm", "bun"];

describe("the package's entry points", () => {
  it("export these names, the same in both formats", async () => {
    write(stranger, {
      "names.mjs": `
        import { createRequire } from "node:module";
        const require = createRequire(import.meta.url);
        const names = {};
        for (const entry of Object.keys(require("ts-autometrics/package.json").exports)) {
          // A loader is loaded by whoever is given its name.
          if (/\\.(json|yml)$|loader$/.test(entry)) continue;
          const specifier = entry.replace(/^\\./, "ts-autometrics");
          names[entry] = Object.keys(await import(specifier)).sort();
          if (typeof require(specifier) === "function") {
            if ((await import(specifier)).default === require(specifier)) names[entry] = "a plugin";
            continue;
          }
          const required = Object.keys(require(specifier)).sort();
          if (required.join() !== names[entry].join()) throw new Error(entry + " differs as CommonJS: " + required);
        }
        console.log(JSON.stringify(names));
      `,
    });
    const { stdout } = await command(stranger, "node", "names.mjs");
    expect(JSON.parse(stdout)).toEqual({
      "./transformer": ["before", "default"],
      "./runtime": [
        "called",
        "calling",
        "define",
        "derive",
        "end",
        "endAsync",
        "endHandlerAsync",
        "endHandlerSync",
        "endSync",
        "exchange",
        "judge",
        "judgeHandler",
        "module",
        "passOn",
        "register",
        "scrape",
        "start",
      ],
      "./serve": [],
      "./register": [],
      ...Object.fromEntries(bundlers.map((bundler) => [`./${bundler}`, "a plugin"])),
    });
  });

  // Bun's is made in Bun alone.
  it.each(bundlers.filter((name) => name !== "bun"))(
    "give a plugin for %s that needs no other package",
    async (bundler) => {
      const program = `import make from "ts-autometrics/${bundler}"; console.log(typeof make())`;
      const { stdout } = await command(stranger, "node", "--input-type=module", "--eval", program);
      expect(stdout).toBe("object\n");
    },
  );

  it("give the transformer as `default`, imported and required", async () => {
    write(stranger, {
      "default.mjs": `
        import transformer from "ts-autometrics/transformer";
        import { createRequire } from "node:module";
        console.log(typeof transformer, transformer === createRequire(import.meta.url)("ts-autometrics/transformer").default);
      `,
    });
    expect((await command(stranger, "node", "default.mjs")).stdout).toBe("function true\n");
  });

  const esm = `
    import { Registry } from "prom-client";
    import * as am from "ts-autometrics/runtime";
    import "ts-autometrics/serve";
    import transformer from "ts-autometrics/transformer";
    import type ts from "typescript";
    import esbuild, { type PluginOptions } from "ts-autometrics/esbuild";
    import vite from "ts-autometrics/vite";
    import webpack from "ts-autometrics/webpack";

    const options: PluginOptions = { root: "." };
    export const plugins: [{ name: string }, { name: string }, { apply(compiler: object): void }] = [vite(options), esbuild(), webpack()];
    // @ts-expect-error: there are types, which say that this is wrong.
    vite({ roots: "." });
    export const factory = (program: ts.Program): ts.TransformerFactory<ts.SourceFile> => transformer(program, {}, { ts: {} as typeof ts });
    const site: am.CallSite = am.define(am.module({ name: "m", package: "p", options: "0" }), "f");
    am.register(new Registry());
    am.end(site, am.start(site));
    const derived: Promise<string> = am.derive(Promise.resolve("derived"));
    // @ts-expect-error: there are types, which say that this is wrong.
    am.define(derived, 1);
  `;
  const cjs = `
    import prometheus = require("prom-client");
    import am = require("ts-autometrics/runtime");
    import "ts-autometrics/serve";
    import transformer = require("ts-autometrics/transformer");
    import type ts = require("typescript");

    export const factory = (program: ts.Program): ts.TransformerFactory<ts.SourceFile> => transformer.default(program, {}, {});
    const site: am.CallSite = am.define(am.module({ name: "m", package: "p", options: "0" }), "f");
    am.register(new prometheus.Registry());
    am.end(site, am.start(site));
    // @ts-expect-error: there are types, which say that this is wrong.
    transformer.default(1);
  `;

  it.each([
    ["nodenext", { "types/esm.mts": esm, "types/cjs.cts": cjs }, { module: "nodenext" }],
    ["node16", { "types/esm.mts": esm, "types/cjs.cts": cjs }, { module: "node16" }],
    ["bundler", { "types/esm.ts": esm }, { module: "esnext", moduleResolution: "bundler" }],
    // Before TypeScript 6 the default for CommonJS. It does not know `exports`; `typesVersions` is for it.
    ["node10", { "types/cjs.cts": cjs }, { module: "commonjs", moduleResolution: "node10", ignoreDeprecations: "6.0" }],
  ])("have types under moduleResolution %s, our declarations checked too", async (name, files, options) => {
    const compilerOptions = { target: "es2022", lib: ["es2023"], types: [], strict: true, noEmit: true, ...options };
    const tsconfig = `tsconfig.${name}.json`;
    write(stranger, { ...files, [tsconfig]: JSON.stringify({ compilerOptions, files: Object.keys(files) }) });
    expect((await command(stranger, "npx", "tsc", "-p", tsconfig)).stdout).toBe("");
  });
});

describe("bundled by esbuild", () => {
  const bundle = async (contents: string, outfile: string, options: BuildOptions) => {
    const path = join(stranger, outfile);
    await build({
      stdin: { contents, resolveDir: stranger },
      outfile: path,
      bundle: true,
      platform: "node",
      logLevel: "error",
      ...options,
    });
    return path;
  };
  const formats: [string, BuildOptions][] = [
    ["bundle.cjs", { format: "cjs" }],
    ["bundle.mjs", { format: "esm", external: ["prom-client"] }],
  ];

  it.each(formats)("the side effect of serve is kept in %s", async (outfile, options) => {
    const path = await bundle(`import "ts-autometrics/serve";`, outfile, options);
    const { stderr } = await command(stranger, "node", path);
    expect(stderr).toMatch(/^ts-autometrics: metrics at \S+$/m);
  });

  it.each(formats)("the runtime counts in %s", async (outfile, options) => {
    const source = `
      import * as am from "ts-autometrics/runtime";
      import prometheus from "prom-client";
      const site = am.define(am.module({ name: "m", package: "p", options: "0" }), "f");
      am.end(site, am.start(site));
      prometheus.register.metrics().then(console.log);
    `;
    const { stdout } = await command(stranger, "node", await bundle(source, outfile, options));
    expect(stdout).toMatch(/^function_calls_total\{function="f",.*result="ok".*\} 1$/m);
  });

  it("a runtime that nothing uses is left out", async () => {
    const source = `import * as am from "ts-autometrics/runtime"; console.log("no metrics");`;
    const path = await bundle(source, "unused.mjs", { format: "esm", external: ["prom-client"] });
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, "utf8")).not.toContain("function_calls_total");
  });
});
