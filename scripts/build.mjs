// Builds dist/: each entry as CommonJS and as an ES module, and type declarations for both.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { licences, packagesOf } from "./licences.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const require = createRequire(import.meta.url);

/**
 * esbuild exports getters. The runtime's exports never change, and emitted CommonJS code reads them at every call:
 * as plain properties they cost nothing.
 */
const plainExports = 'module.exports = Object.defineProperty({ ...module.exports }, "__esModule", { value: true });';

/** Bundled CommonJS asks for Node's own modules by `require`. */
const requireInModules =
  'import { createRequire as $createRequire } from "node:module"; const require = $createRequire(import.meta.url);';

/** Entry point → packages that stay outside, because the application or the build brings them. */
const entries = {
  "transformer/index": ["typescript"],
  "runtime/index": ["prom-client"],
  "runtime/serve": ["prom-client", "./index.js"],
  "bundler/register": ["typescript"],
};
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
/** Bundlers' plugins: ES modules only, that `require` gives as well, with one copy of what they share. */
const plugins = ["vite", "rollup", "rolldown", "esbuild", "webpack", "rspack", "farm", "bun"].map(
  (name) => `bundler/${name}`,
);
/** Programs: nothing imports them. */
const bins = { "cli/main": ["typescript", "./sdk.js"] };

/** Of every bundle. */
const options = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20.19",
  // Readable in a stack trace and under a debugger.
  minify: false,
  legalComments: "inline",
  logLevel: "warning",
};
/** Loaded by name: by Node into a thread of its own, and by Turbopack. */
const loaded = { "bundler/register/hooks": ["typescript"], "bundler/loader": ["typescript"] };

/** unplugin asks for a package for plugins that resolve modules. Ours does not, and nobody has to install that. */
const withoutVirtualModules = {
  name: "without-virtual-modules",
  setup(build) {
    build.onLoad({ filter: /[\\/]unplugin[\\/]dist[\\/]index\.mjs$/ }, ({ path }) => {
      const [before, after, ...more] = readFileSync(path, "utf8").split('__require("webpack-virtual-modules")');
      if (after === undefined || more.length > 0) throw new Error("unplugin asks for its packages in another way now");
      return { contents: `${before}undefined${after}`, loader: "js" };
    });
  },
};

/** The folders of packages that are in a bundle. */
const bundled = [];

async function build(options) {
  const result = await esbuild.build({ ...options, metafile: true });
  bundled.push(...packagesOf(result.metafile));
  return result;
}

const present = Object.entries(entries).filter(([entry]) => existsSync(join(root, `${entry}.ts`)));

rmSync(dist, { recursive: true, force: true });

for (const [entry, external] of [...present, ...Object.entries({ ...bins, ...loaded })]) {
  await bundle(entry, external, "cjs");
  if (isForApplications(entry)) await bundle(entry, external, "esm");
}

// Generated code that nobody debugs, and that one command needs.
await build({
  ...options,
  entryPoints: ["slo/dashboards/sdk.ts"],
  outfile: join(dist, "cli/sdk.cjs"),
  format: "cjs",
  minify: true,
  banner: { js: "// Grafana Foundation SDK (https://github.com/grafana/grafana-foundation-sdk), Apache License 2.0" },
});
await bundlePlugins();

execFileSync(process.execPath, [require.resolve("typescript/lib/tsc.js"), "-p", join(root, "tsconfig.build.json")], {
  stdio: "inherit",
});
// Declarations that no entry's types lead to are of no use to anybody.
const relativeImport = /\b((?:from|import) ?\(?")(\.{1,2}\/[^"]+)\.js"/g;
const declared = [...present.map(([entry]) => entry), ...plugins];
const declarations = new Set(declared.map((entry) => join(dist, `${entry}.d.ts`)));
for (const file of declarations) {
  const text = readFileSync(file, "utf8");
  for (const [, , path] of text.matchAll(relativeImport)) declarations.add(join(dirname(file), `${path}.d.ts`));
  writeFileSync(file.replace(/\.d\.ts$/, ".d.cts"), text.replace(relativeImport, '$1$2.cjs"'));
}
for (const file of filesUnder(dist)) if (file.endsWith(".d.ts") && !declarations.has(file)) rmSync(file);

for (const [entry] of present.filter(([entry]) => !isForApplications(entry))) {
  const names = await exportedNames(entry);
  const base = `./${entry.split("/").at(-1)}.cjs`;
  writeFileSync(
    join(dist, `${entry}.js`),
    [
      `import exports from "${base}";`,
      ...names.map((name) =>
        name === "default" ? "export default exports.default;" : `export const ${name} = exports.${name};`,
      ),
      "",
    ].join("\n"),
  );
}

// The rule set that serves every objective: whoever wants it as it is needs no command.
const universalRules = execFileSync(process.execPath, [join(dist, "cli/main.cjs"), "rules"]);
writeFileSync(join(dist, "ts-autometrics.rules.yml"), universalRules);

const schema = join(root, "transformer/options/schema.json");
if (existsSync(schema)) copyFileSync(schema, join(dist, "schema.json"));

await bundlePage();

writeFileSync(join(dist, "THIRD-PARTY-LICENCES.txt"), licences(root, bundled));

/**
 * What runs in applications is bundled with them, and a bundler that writes ES modules cannot follow a `require` of
 * Node's own modules: it gets code in both formats. Two copies in one process join through the runtime's global symbol.
 * The rest is one copy, and its ES module re-exports it.
 */
function isForApplications(entry) {
  return entry.startsWith("runtime/");
}

function bundle(entry, external, format) {
  const extension = format === "cjs" ? ".cjs" : ".js";
  return build({
    ...options,
    entryPoints: [`${entry}.ts`],
    outfile: join(dist, `${entry}${extension}`),
    format,
    ...(entry === "runtime/index" && format === "cjs" && { footer: { js: plainExports } }),
    define: { packageVersion: JSON.stringify(version) },
    external: external.filter((name) => !name.startsWith(".")),
    plugins: [
      siblingEntries(
        external.filter((name) => name.startsWith(".")),
        extension,
      ),
    ],
    loader: { ".md": "text" },
  });
}

async function bundlePlugins() {
  const shared = {
    ...options,
    format: "esm",
    define: { packageVersion: JSON.stringify(version) },
    banner: { js: requireInModules },
  };
  const outdir = join(dist, "bundler");
  await build({
    ...shared,
    entryPoints: plugins.map((entry) => `${entry}.ts`),
    outdir,
    splitting: true,
    // Beside the entries, as unplugin looks for its loaders from where its code is.
    chunkNames: "[name]-[hash]",
    external: ["typescript"],
    plugins: [withoutVirtualModules],
  });
  for (const bundler of ["webpack", "rspack"]) {
    await build({
      ...shared,
      entryPoints: ["transform", "load"].map((name) => `node_modules/unplugin/dist/${bundler}/loaders/${name}.mjs`),
      outdir: join(outdir, `${bundler}/loaders`),
      outExtension: { ".js": ".mjs" },
    });
  }
}

/** The Explorer's page: static files that ask for nothing but each other and its server. */
async function bundlePage() {
  const page = join(root, "explorer/page");
  const folder = join(dist, "explorer");
  await build({
    absWorkingDir: root,
    entryPoints: { app: join(page, "main.tsx") },
    outdir: folder,
    bundle: true,
    format: "esm",
    target: "es2022",
    tsconfig: join(page, "tsconfig.json"),
    minify: true,
    banner: { js: "/*! With preact, © Jason Miller, and uPlot, © Leon Sorokin, both under the MIT licence. */" },
    legalComments: "none",
    logLevel: "warning",
  });
  // Browsers that know `light-dark()` need nothing rewritten.
  const styles = { entryPoints: { app: join(page, "app.css") }, outdir: folder, bundle: true, minify: true };
  await build({ ...styles, absWorkingDir: root, logLevel: "warning" });
  for (const file of ["index.html", "icon.svg"]) copyFileSync(join(page, file), join(folder, file));
}

/** Another entry of ours stays a file of its own, so that both share its state. */
function siblingEntries(specifiers, extension) {
  return {
    name: "sibling-entries",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path }) =>
        specifiers.includes(path) ? { path: path.replace(/\.js$/, extension), external: true } : undefined,
      );
    },
  };
}

/** Found without running the entry, which may do more than export. */
async function exportedNames(entry) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [`${entry}.ts`],
    outfile: "names.js",
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    metafile: true,
    write: false,
  });
  return Object.values(metafile.outputs)[0].exports.toSorted();
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
