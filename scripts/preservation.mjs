// `npm run preservation [PACKAGE…]`: builds real packages from their sources with and without instrumentation, runs both
// builds on the same inputs, and fails if anything about them differs but the metrics.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "preservation");
install();
// They need what has just been installed.
const { packages } = await import("./preservation/packages.mjs");
const { buildTwice } = await import("./preservation/build.mjs");

const wanted = process.argv.slice(2);
const columns = "package,version,what for,built as,files,functions,called,calls,inputs,observations,differences";
printRow(columns.split(","));
printRow(columns.split(",").map(() => "--"));
const totals = [0, 0, 0, 0, 0, 0, 0];
let failed = false;
for (const sources of packages) {
  if (wanted.length > 0 && !wanted.includes(sources.name)) continue;
  const { files, folders } = buildTwice(sources);
  const [bare, instrumented] = await Promise.all([run(sources, folders.bare), run(sources, folders.instrumented)]);
  const differences = differencesOf(bare.lines, instrumented.lines);
  if (differences.length > 0) {
    failed = true;
    console.error(`\n${sources.name}: ${differences.length} differences, the first ones:`);
    for (const [index, before, after] of differences.slice(0, 5))
      console.error(`  ${index}\n  - ${shortened(before)}\n  + ${shortened(after)}`);
  }
  if (instrumented.calls === 0 || bare.functions > 0) {
    failed = true;
    console.error(
      `\n${sources.name}: ${instrumented.calls} calls counted, ${bare.functions} of the bare build's functions`,
    );
  }
  const { functions, called, calls } = instrumented;
  const numbers = [files, functions, called, calls, bare.inputs, bare.lines.length, differences.length];
  for (const [index, number] of numbers.entries()) totals[index] += number;
  const { name, about, format, target } = sources;
  printRow([name, version(name), about, `${format}, ${target}`, ...numbers]);
}
printRow(["**all**", "", "", "", ...totals]);
process.exitCode = failed ? 1 : 0;

/** Installs the packages unless they are there as the lock file has them. */
function install() {
  const lock = readFileSync(join(folder, "package-lock.json"), "utf8");
  const marker = join(folder, "node_modules/.package-lock.json");
  const wanted = Object.entries(JSON.parse(lock).packages).filter(([path]) => path !== "");
  const present = existsSync(marker) ? JSON.parse(readFileSync(marker, "utf8")).packages : {};
  if (wanted.every(([path, { version }]) => present[path]?.version === version)) return;
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    // npm is a script file on Windows.
    shell: process.platform === "win32",
  });
}

async function run({ name, entries, format }, build) {
  const driver = name.replace(/^@[^/]+\//, "");
  const output = `${build}.json`;
  const args = [driver, format, output, ...entries.map((entry) => join(build, entry.replace(/ts$/, "js")))];
  const child = spawn(process.execPath, [join(folder, "run.mjs"), ...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { PATH: process.env.PATH, TZ: "UTC", AUTOMETRICS_SERVICE_NAME: "preservation" },
  });
  const [status, signal] = await once(child, "exit");
  if (status !== 0) throw new Error(`${name}: the process ended with ${status ?? signal}`);
  return JSON.parse(readFileSync(output, "utf8"));
}

function differencesOf(bare, instrumented) {
  const differences = [];
  for (let index = 0; index < Math.max(bare.length, instrumented.length); index++)
    if (bare[index] !== instrumented[index]) differences.push([index, bare[index], instrumented[index]]);
  return differences;
}

function shortened(line) {
  return line === undefined ? "(nothing)" : line.length > 600 ? `${line.slice(0, 600)}…` : line;
}

function version(name) {
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}

function printRow(cells) {
  console.log(`| ${cells.join(" | ")} |`);
}
