/** What a driver tells of a package: a line for everything that can be seen from outside. */
import { inspect, types } from "node:util";

export class Record {
  /** @type {string[]} */
  lines = [];
  inputs = 0;

  /** Calls what is given, and records what came of it: its value, or what it threw. */
  check(label, call) {
    this.inputs++;
    let value;
    try {
      value = call();
    } catch (error) {
      this.log(label, "threw", error);
      return;
    }
    this.log(label, value);
  }

  /** The same for what gives a promise. */
  async settled(label, call) {
    this.inputs++;
    let value;
    try {
      value = call();
      const result = await value;
      this.log(label, result);
    } catch (error) {
      this.log(label, types.isPromise(value) ? "rejected" : "threw", error);
    }
  }

  log(...values) {
    this.lines.push(values.map(textOf).join(" "));
  }

  /** Every function and class that can be reached from a module's exports, as code that looks at them sees them. */
  shape(name, value, seen = new Set()) {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    const properties = Reflect.ownKeys(value).map((key) => [key, Reflect.getOwnPropertyDescriptor(value, key)]);
    this.log(name, typeof value === "function" ? kindOf(value) : "", properties.map(property).join(" "));
    if (types.isProxy(value)) return;
    for (const [key, { get, set, value: inner }] of properties) {
      for (const next of [get, set, inner]) this.shape(`${name}.${String(key)}`, next, seen);
    }
    const prototype = Reflect.getPrototypeOf(value);
    if (prototype !== null && !builtIn.has(prototype)) this.shape(`${name}.[[Prototype]]`, prototype, seen);
  }
}

const builtIn = new Set(
  Object.values(Object.getOwnPropertyDescriptors(globalThis)).flatMap(({ value }) =>
    typeof value === "function" ? [value, value.prototype] : [],
  ),
);

function property([key, { value, enumerable, writable, configurable, get, set }]) {
  const flags = [enumerable && "e", writable && "w", configurable && "c", get && "get", set && "set"];
  const text = typeof value === "object" || typeof value === "symbol" ? typeof value : nameOf(value);
  return `${String(key)}[${flags.filter(Boolean).join("")}]=${text}`;
}

function nameOf(value) {
  return typeof value === "function" ? `${value.name}/${value.length}` : String(value);
}

/** By its kind a function can be told from another without calling it. */
function kindOf(value) {
  const kind = Object.prototype.toString.call(value);
  return `${kind} ${"prototype" in value ? "with" : "without"} prototype`;
}

/** As text, but for stack traces, whose frames are at other places in the two builds. */
function textOf(value) {
  const options = { depth: 8, maxArrayLength: 500, maxStringLength: 4000, breakLength: Number.POSITIVE_INFINITY };
  return (typeof value === "string" ? value : inspect(value, options))
    .split("\n")
    .filter((line) => !/^\s+at /.test(line))
    .join("\n");
}
