/** Builds a project with each bundler as its users do, with the built plugin. */
import { join } from "node:path";
import { rspack } from "@rspack/core";
import { build as esbuild } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import esbuildPlugin from "ts-autometrics/esbuild";
import rolldownPlugin from "ts-autometrics/rolldown";
import rollupPlugin from "ts-autometrics/rollup";
import rspackPlugin from "ts-autometrics/rspack";
import vitePlugin, { type PluginOptions } from "ts-autometrics/vite";
import webpackPlugin from "ts-autometrics/webpack";
import ts from "typescript";
import { build as vite } from "vite";
import webpack from "webpack";

/** Bundles `src/main.ts` into `dist/main.js`, with source maps. Fails with what the bundler says. */
export type Bundle = (folder: string, options?: PluginOptions) => Promise<void>;

const external = ["prom-client", "ts-autometrics/runtime"];

/** Rollup takes no TypeScript of its own. */
const stripTypes = {
  name: "strip-types",
  transform(code: string, id: string) {
    const options = { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, sourceMap: true };
    const { outputText, sourceMapText = "" } = ts.transpileModule(code, { fileName: id, compilerOptions: options });
    return { code: outputText.replace(/\/\/# sourceMappingURL.*/, ""), map: JSON.parse(sourceMapText) };
  },
};

/** As swc has it, which both have for TypeScript; webpack by the compiler's own. */
const webpackLike = (folder: string) => ({
  mode: "development" as const,
  devtool: "source-map" as const,
  target: "node20" as const,
  context: folder,
  entry: "./src/main.ts",
  output: { path: join(folder, "dist"), filename: "main.js", module: true, chunkFormat: "module" as const },
  externals: Object.fromEntries(external.map((name) => [name, `module ${name}`])),
  resolve: { extensionAlias: { ".js": [".ts", ".js"] } },
});

interface Finished {
  readonly hasErrors: () => boolean;
  readonly toString: (options: object) => string;
}

/** What webpack and Rspack call back with. */
function finish(resolve: () => void, reject: (error: Error) => void) {
  return (error: Error | null, stats: Finished | undefined): void => {
    if (error !== null) reject(error);
    else if (stats?.hasErrors()) reject(new Error(stats.toString({ colors: false })));
    else resolve();
  };
}

export const bundles: Readonly<Record<string, Bundle>> = {
  async Vite(folder, options) {
    await vite({
      root: folder,
      configFile: false,
      logLevel: "silent",
      plugins: [vitePlugin(options)],
      ssr: { external },
      build: { ssr: "src/main.ts", sourcemap: true, outDir: "dist" },
    });
  },
  async Rollup(folder, options) {
    const bundle = await rollup({
      input: join(folder, "src/main.ts"),
      external,
      plugins: [rollupPlugin(options), resolver, stripTypes],
    });
    await bundle.write({ dir: join(folder, "dist"), format: "es", sourcemap: true });
  },
  async Rolldown(folder, options) {
    const bundle = await rolldown({
      input: join(folder, "src/main.ts"),
      external,
      platform: "node",
      plugins: [rolldownPlugin(options)],
    });
    await bundle.write({ dir: join(folder, "dist"), format: "es", sourcemap: true });
  },
  async esbuild(folder, options) {
    await esbuild({
      absWorkingDir: folder,
      entryPoints: ["src/main.ts"],
      outdir: "dist",
      bundle: true,
      platform: "node",
      format: "esm",
      external,
      sourcemap: true,
      logLevel: "silent",
      plugins: [esbuildPlugin(options)],
    });
  },
  webpack: (folder, options) =>
    new Promise((resolve, reject) => {
      const loader = join(import.meta.dirname, "transpile.cjs");
      webpack(
        {
          ...webpackLike(folder),
          experiments: { outputModule: true },
          module: { rules: [{ test: /\.ts$/, loader }] },
          plugins: [webpackPlugin(options)],
        },
        finish(resolve, reject),
      );
    }),
  Rspack: (folder, options) =>
    new Promise((resolve, reject) => {
      const rule = {
        test: /\.ts$/,
        loader: "builtin:swc-loader",
        options: { jsc: { parser: { syntax: "typescript" } } },
      };
      rspack(
        { ...webpackLike(folder), module: { rules: [rule] }, plugins: [rspackPlugin(options)] },
        finish(resolve, reject),
      );
    }),
};

/** Rollup finds no `.ts` behind `.js`. */
const resolver = {
  name: "resolve",
  resolveId: (id: string, from?: string) =>
    from !== undefined && id.startsWith(".") ? join(from, "..", id.replace(/\.js$/, ".ts")) : null,
};
