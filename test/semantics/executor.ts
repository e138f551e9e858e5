/**
 * Runs programs, one after the other, in a process that has the built runtime, and tells what each of them did. It is
 * a process of its own because an unhandled rejection is an event of the process.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { runInThisContext } from "node:vm";
import prometheus from "prom-client";

export interface Program {
  /** The main file; ".mjs" is an ES module, others are CommonJS. */
  readonly file: string;
  /** Run it as a script of the global scope. */
  readonly script: boolean;
}

export interface Report {
  /** What each program logged, in order, and what the process told of it. */
  readonly logs: readonly (readonly string[])[];
  /** Module → label → calls and errors, for all that was instrumented, in source order. */
  readonly counts: Readonly<Record<string, Counts>>;
}

export type Counts = Readonly<Record<string, readonly [calls: number, errors: number]>>;

const require = createRequire(import.meta.url);
const send = process.send?.bind(process);

/** What scripts of the global scope take the runtime from. */
require("ts-autometrics/runtime");

let log: string[] = [];
const known = new Set<string>();

Object.assign(globalThis, {
  log: (...values: unknown[]) => void log.push(values.map((value) => show(value)).join(" ")),
  require,
});
process.on("unhandledRejection", (reason) => void log.push(`unhandled rejection: ${show(reason)}`));
process.on("rejectionHandled", () => void log.push("rejection handled late"));
process.on("uncaughtException", (error) => void log.push(`uncaught: ${show(error)}`));
process.on("warning", ({ name, message }) => void log.push(`warning: ${name}: ${message}`));
process.on("message", (programs: readonly Program[]) => void runAll(programs).then((report) => send?.(report)));
send?.("ready");

async function runAll(programs: readonly Program[]): Promise<Report> {
  const logs: (readonly string[])[] = [];
  for (const program of programs) logs.push(await run(program));
  return { logs, counts: await newCounts() };
}

async function run({ file, script }: Program): Promise<readonly string[]> {
  log = [];
  const own = log;
  try {
    await load(file, script);
  } catch (error) {
    own.push(`failed: ${show(error)}`);
  }
  // Rejections are told between two turns of the event loop; what is told may be handled late.
  for (let turn = 0; turn < 3; turn++) await setImmediate();
  return own;
}

/** A program may export `done`, a promise, if it goes on longer than its microtasks. */
async function load(file: string, script: boolean): Promise<void> {
  if (script) {
    runInThisContext(readFileSync(file, "utf8"), { filename: file });
    return;
  }
  const exports: unknown = file.endsWith(".mjs") ? await import(pathToFileURL(file).href) : require(file);
  if (typeof exports === "object" && exports !== null && "done" in exports) await exports.done;
}

/** The counters of the modules that are new: those of the programs that have just run. */
async function newCounts(): Promise<Report["counts"]> {
  const counts: Record<string, Record<string, [number, number]>> = {};
  const metric = await prometheus.register.getSingleMetric("function_calls_total")?.get();
  for (const { labels, value } of metric?.values ?? []) {
    const module = `${labels.module}`;
    if (known.has(module)) continue;
    const own = counts[module] ?? {};
    const [calls, errors] = own[`${labels.function}`] ?? [0, 0];
    own[`${labels.function}`] = [calls + value, labels.result === "error" ? errors + value : errors];
    counts[module] = own;
  }
  for (const module of Object.keys(counts)) known.add(module);
  return counts;
}

/** A value as text, without running any code of the value's. */
function show(value: unknown, depth = 0): string {
  if (typeof value === "string") return depth === 0 ? value : JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return `[function ${functionName(value)}]`;
  if (typeof value !== "object" || value === null) return Object.is(value, -0) ? "-0" : String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth > 4) return "…";
  const inner = (item: unknown) => show(item, depth + 1);
  if (Array.isArray(value)) return `[${value.map(inner).join(", ")}]`;
  const properties = Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, { enumerable }]) => enumerable)
    .map(([key, property]) => `${key}: ${"value" in property ? inner(property.value) : "[accessor]"}`);
  return `${className(value)}{${properties.join(", ")}}`;
}

function functionName(value: object): string {
  const name: unknown = Object.getOwnPropertyDescriptor(value, "name")?.value;
  return typeof name === "string" ? name : "";
}

function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return "null ";
  if (prototype === Object.prototype) return "";
  const made: unknown = prototype.constructor;
  return typeof made === "function" ? `${functionName(made)} ` : "";
}
