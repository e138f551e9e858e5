/**
 * The packages: which of a package's files are built (the entries and all that they import), and how. `format` is that of the emitted modules, `target` the
 * language they are in, so that what the compiler lowers (private fields, async functions, generators) is tried too.
 */

/**
 * @typedef Sources
 * @property {string} name The package's name, and the driver's.
 * @property {string} folder Where its sources are.
 * @property {readonly string[]} entries The files that a driver gets the exports of.
 * @property {"commonjs" | "module"} format
 * @property {"ES2015" | "ES2017" | "ES2022"} target
 * @property {string} about What it is there for.
 * @property {boolean} [interop] Whether it is written for `esModuleInterop`; so it is, if nothing else is said.
 */

/** @type {readonly Sources[]} */
export const packages = [
  {
    name: "zod",
    folder: "src",
    entries: ["index.ts"],
    format: "module",
    target: "ES2022",
    about: "validator; constructors that are plain functions, code made with new Function",
  },
  {
    name: "@tanstack/query-core",
    folder: "src",
    entries: ["index.ts"],
    format: "commonjs",
    target: "ES2022",
    about: "cache; classes with private fields and methods, promises handed around",
  },
  {
    name: "itertools-ts",
    folder: "src",
    entries: ["index.ts"],
    format: "commonjs",
    target: "ES2022",
    about: "generators, and async generators",
  },
  {
    name: "ix",
    folder: "src",
    entries: [
      "iterable/index.ts",
      "iterable/operators/index.ts",
      "asynciterable/index.ts",
      "asynciterable/operators/index.ts",
    ],
    format: "module",
    target: "ES2022",
    about: "async iteration",
  },
  {
    name: "ramda",
    folder: "src",
    entries: ["index.js"],
    format: "commonjs",
    target: "ES2022",
    about: "currying by length; JavaScript under allowJs",
  },
  {
    name: "effect",
    folder: "src",
    entries: ["Effect.ts", "Exit.ts", "Cause.ts", "Option.ts", "Result.ts", "Array.ts", "Chunk.ts", "Schema.ts"],
    format: "module",
    target: "ES2022",
    about: "fibers driven by generators, functions of two forms by length",
  },
  {
    name: "@js-temporal/polyfill",
    folder: "lib",
    entries: ["index.ts"],
    format: "commonjs",
    target: "ES2017",
    about: "dates",
  },
  {
    name: "ajv",
    folder: "lib",
    entries: ["ajv.ts"],
    format: "commonjs",
    target: "ES2017",
    about: "validator that writes code",
    interop: false,
  },
  {
    name: "htmlparser2",
    folder: "src",
    entries: ["index.ts"],
    format: "module",
    target: "ES2022",
    about: "parser",
  },
  {
    name: "@remix-run/router",
    folder: ".",
    entries: ["index.ts"],
    format: "commonjs",
    target: "ES2015",
    about: "router",
  },
  {
    name: "immer",
    folder: "src",
    entries: ["immer.ts"],
    format: "commonjs",
    target: "ES2022",
    about: "proxies with traps for everything",
  },
  {
    name: "rxjs",
    folder: "src",
    entries: ["index.ts"],
    format: "commonjs",
    target: "ES2015",
    about: "observables; order of effects",
  },
];
