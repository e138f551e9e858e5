// `npm run bench`: measures, and prints what it found as Markdown.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { timeBuilds } from "./build/build.mjs";
import { timeBundlers } from "./bundlers/time.mjs";
import { node24 } from "./node24.mjs";
import { report } from "./report.mjs";
import { timeStarts } from "./startup/time.mjs";

const usage = `Usage: npm run bench -- [--quick] [--write] [calls] [callers] [routes] [scrape] [build] [bundlers] [startup]

  --quick  a smoke run: it shows that all works, and its numbers mean little
  --write  put the numbers into docs/performance.md; all parts must be measured, and not quickly
`;
const bench = fileURLToPath(new URL(".", import.meta.url));
const document = join(bench, "../docs/performance.md");
const parts = ["calls", "callers", "routes", "scrape", "build", "bundlers", "startup"];

const { quick, write, chosen } = readOptions();
const sizes = quick
  ? {
      rounds: 5,
      slice: 2,
      loads: 1,
      requests: 300,
      functions: 500,
      scrapes: 5,
      files: 50,
      pairs: 1,
      bundles: 1,
      starts: 1,
    }
  : {
      rounds: 71,
      slice: 10,
      loads: 11,
      requests: 8000,
      functions: 5000,
      scrapes: 31,
      files: 2000,
      pairs: 5,
      bundles: 7,
      starts: 15,
    };

installPeers();
// Not before: it loads the built package.
const { linkPackage } = await import("./compile.mjs");
linkPackage();

const measured = { quick };
if (chosen.includes("calls")) {
  measured.calls = await run("calls/time.mjs", [], [sizes.rounds, sizes.slice]);
  // A young generation of gigabytes: nothing is collected between two looks at the heap.
  measured.bytes = await run("calls/allocation.mjs", ["--max-semi-space-size=512", "--min-semi-space-size=512"], []);
}
if (chosen.includes("callers")) {
  const node = quick ? process.execPath : node24(say);
  measured.callers = await run("calls/time.mjs", [], [sizes.rounds, sizes.slice, "callers"], node);
}
if (chosen.includes("routes")) measured.routes = await loadRoutes(quick ? process.execPath : node24(say));
if (chosen.includes("scrape")) measured.scrape = await run("scrape/scrape.mjs", [], [sizes.functions, sizes.scrapes]);
if (chosen.includes("build")) {
  measured.build = { files: sizes.files, runs: await timeBuilds(sizes.files, sizes.pairs, say) };
}
if (chosen.includes("bundlers")) {
  measured.bundlers = { files: sizes.files, runs: await timeBundlers(sizes.files, sizes.bundles, say) };
}
if (chosen.includes("startup")) {
  const files = Math.min(sizes.files, 500);
  const node = node24(say);
  measured.startup = { files, node: versionOf(node), runs: await timeStarts(node, files, sizes.starts, say) };
}

const text = report(measured);
console.log(text);
if (write) writeInto(document, text);

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const unknown = positionals.find((part) => !parts.includes(part));
    if (unknown !== undefined) throw new Error(`there is no part '${unknown}'`);
    if (values.write && (values.quick || positionals.length > 0)) throw new Error("--write goes with no other option");
    return { ...values, chosen: positionals.length > 0 ? positionals : parts };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    process.exit(2);
  }
}

/** What the calls are compared with has a package.json of its own, so that a clone's `npm ci` stays small. */
function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(join(bench, "package.json"), "utf8"));
  if (Object.keys(dependencies).every((name) => existsSync(join(bench, "node_modules", name)))) return;
  say(`npm ci --prefix bench, as ${Object.keys(dependencies).join(", ")} are missing`);
  // One command line, as npm is a script of the shell's on Windows.
  execFileSync("npm ci --no-audit --no-fund", { cwd: bench, stdio: ["ignore", 2, 2], shell: true });
}

async function loadRoutes(node) {
  // Not before: they load what has just been installed, and the built package.
  const { compileApplications } = await import("./routes/compile.mjs");
  const { loadApplications } = await import("./routes/load.mjs");
  compileApplications();
  const loads = {};
  for (const framework of ["express", "fastify"]) {
    say(`routes of ${framework}`);
    loads[framework] = await loadApplications(node, framework, {
      rounds: sizes.loads,
      requests: sizes.requests,
      connections: 20,
    });
  }
  return { node: versionOf(node), loads };
}

function versionOf(node) {
  return execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).trim();
}

/** Runs a part in a process of its own, and gives what it printed. */
async function run(script, flags, args, node = process.execPath) {
  say([script.replace(/\.mjs$/, ""), ...args.filter((arg) => typeof arg === "string")].join(" "));
  const child = spawn(node, ["--expose-gc", ...flags, join(bench, script), ...args.map(String)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (text) => {
    output += text;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(output);
}

function writeInto(path, text) {
  const [start, end] = ["<!-- measured -->", "<!-- /measured -->"];
  const before = readFileSync(path, "utf8");
  const from = before.indexOf(start);
  const to = before.indexOf(end);
  if (from < 0 || to < from) throw new Error(`${path} has no ${start} … ${end} to write between`);
  writeFileSync(path, `${before.slice(0, from + start.length)}\n${text}\n${before.slice(to)}`);
  say(`written into ${path}`);
}

/** On stderr: stdout is the tables'. */
function say(what) {
  console.error(`bench: ${what}`);
}
