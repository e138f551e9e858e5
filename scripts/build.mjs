// Builds dist/: each entry as CommonJS, an ES module beside it that re-exports it (so that a process which uses both
// formats has one copy), and type declarations for both.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");
const require = createRequire(import.meta.url);

/** Entry point → packages that stay outside, because the application or the build brings them. */
const entries = {
  "transformer/index": ["typescript"],
  "runtime/index": ["prom-client"],
  "runtime/serve": ["prom-client", "./index.js"],
};
/** Programs: nothing imports them. */
const bins = { "cli/main": ["typescript"] };

const present = Object.entries(entries).filter(([entry]) => existsSync(join(root, `${entry}.ts`)));

rmSync(dist, { recursive: true, force: true });

for (const [entry, external] of [...present, ...Object.entries(bins)]) {
  await build({
    absWorkingDir: root,
    entryPoints: [`${entry}.ts`],
    outfile: join(dist, `${entry}.cjs`),
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    external: external.filter((name) => !name.startsWith(".")),
    plugins: [siblingEntries(external.filter((name) => name.startsWith(".")))],
    // Readable in a stack trace and under a debugger.
    minify: false,
    legalComments: "inline",
    logLevel: "warning",
  });
}

execFileSync(process.execPath, [require.resolve("typescript/lib/tsc.js"), "-p", join(root, "tsconfig.build.json")], {
  stdio: "inherit",
});
for (const file of filesUnder(dist).filter((file) => file.endsWith(".d.ts"))) {
  const text = readFileSync(file, "utf8");
  writeFileSync(file.replace(/\.d\.ts$/, ".d.cts"), text.replace(/(from "\.{1,2}\/[^"]+)\.js"/g, '$1.cjs"'));
}

for (const [entry] of present) {
  const names = Object.keys(require(join(dist, `${entry}.cjs`))).filter((name) => name !== "default");
  const base = `./${entry.split("/").at(-1)}.cjs`;
  const hasDefault = readFileSync(join(root, `${entry}.ts`), "utf8").includes("export default");
  writeFileSync(
    join(dist, `${entry}.js`),
    [
      `import exports from "${base}";`,
      ...names.map((name) => `export const ${name} = exports.${name};`),
      ...(hasDefault ? ["export default exports.default;"] : []),
      "",
    ].join("\n"),
  );
}

// The rule set that serves every objective: whoever wants it as it is needs no command.
const universalRules = execFileSync(process.execPath, [join(dist, "cli/main.cjs"), "rules"]);
writeFileSync(join(dist, "ts-autometrics.rules.yml"), universalRules);

const schema = join(root, "transformer/options/schema.json");
if (existsSync(schema)) copyFileSync(schema, join(dist, "schema.json"));

/** Another entry of ours stays a file of its own, so that both share its state. */
function siblingEntries(specifiers) {
  return {
    name: "sibling-entries",
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path }) =>
        specifiers.includes(path) ? { path: path.replace(/\.js$/, ".cjs"), external: true } : undefined,
      );
    },
  };
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
