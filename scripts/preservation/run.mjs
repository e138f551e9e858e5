/**
 * Runs a driver against one build, in a process of its own, and writes what it recorded:
 *
 *     node run.mjs DRIVER FORMAT OUTPUT ENTRY…
 */
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Random } from "./random.mjs";
import { Record } from "./record.mjs";
import { replaceTimers } from "./timers.mjs";

const [driver, format, output, ...entries] = process.argv.slice(2);
hideSourceText();
const chance = new Random(1);
Math.random = () => chance.next();
replaceTimers();
const record = new Record();
process.on("unhandledRejection", (reason) => record.log("unhandled rejection", reason));
process.on("uncaughtException", (error) => record.log("uncaught", error));
process.on("rejectionHandled", () => record.log("rejection handled late"));
process.on("warning", ({ name, message }) => record.log("warning", name, message));

// ES modules are imported, CommonJS modules required, so that nothing stands between a driver and the exports.
const require = createRequire(import.meta.url);
const modules = [];
for (const entry of entries)
  modules.push(format === "commonjs" ? require(entry) : await import(pathToFileURL(entry).href));
const { drive } = await import(new URL(`drivers/${driver}.mjs`, import.meta.url));
for (const [index, exports] of modules.entries()) record.shape(`exports ${index}`, exports);
await drive(...modules, record, new Random(20240229));
// Rejections are told of between two turns of the event loop.
for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));

writeFileSync(output, JSON.stringify({ inputs: record.inputs, lines: record.lines, ...(await counted()) }));

/** A function's text is what instrumentation changes: here it says no more than its name, but for the language's own. */
function hideSourceText() {
  const original = Function.prototype.toString;
  Function.prototype.toString = function () {
    const text = Reflect.apply(original, this, []);
    return text.endsWith("{ [native code] }") ? text : `function ${this.name}() { … }`;
  };
}

async function counted() {
  const { default: prometheus } = await import("prom-client");
  const metric = await prometheus.register.getSingleMetric("function_calls_total")?.get();
  const functions = new Map();
  for (const { labels, value } of metric?.values ?? []) {
    const key = `${labels.module} ${labels.function}`;
    functions.set(key, (functions.get(key) ?? 0) + value);
  }
  const counts = [...functions.values()];
  return {
    functions: counts.length,
    called: counts.filter((count) => count > 0).length,
    calls: counts.reduce((total, count) => total + count, 0),
  };
}
