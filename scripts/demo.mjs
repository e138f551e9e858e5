// `npm run demo`: builds the package and examples/express, sends it traffic, and shows what its /metrics says.
// The demo is TypeScript in scripts/demo, bundled here so that every supported Node runs it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19))
  giveUp(`The demo needs Node 20.19 or later; this is ${process.version}.`);

const { buildSync } = await import("esbuild").catch(() =>
  giveUp("The demo's packages are missing; run `npm ci` first."),
);

const scripts = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-demo-"));
const { main } = await bundled().finally(() => rmSync(folder, { recursive: true, force: true }));
process.exitCode = await main(dirname(scripts), process.argv.slice(2));

async function bundled() {
  const outfile = join(folder, "demo.mjs");
  buildSync({
    entryPoints: [join(scripts, "demo/main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  return import(pathToFileURL(outfile).href);
}

function giveUp(why) {
  console.error(why);
  process.exit(1);
}
