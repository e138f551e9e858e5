/** A case: a small program that logs what it does, which must be the same with and without instrumentation. */
import { basename, join } from "node:path";
import ts from "typescript";
import { afterAll, expect, it } from "vitest";
import { Compilation, type Files, type Writer, writers } from "./compile.js";
import type { Counts, Report } from "./executor.js";
import { Playground } from "./playground.js";

export interface Case {
  /** `module` and `commonjs` are strict, `sloppy` is CommonJS too; `script` runs in the global scope. Default: module. */
  readonly as?: "module" | "commonjs" | "sloppy" | "script";
  /** Files beside the main one. */
  readonly files?: Files;
  /** The extension of the main file, where it is not the usual one. */
  readonly extension?: "tsx" | "js";
  readonly targets?: readonly Target[];
  readonly options?: ts.CompilerOptions;
  /** Label → calls and errors; what is not named here may be anything. */
  readonly counts?: Readonly<Record<string, readonly [calls: number, errors: number]>>;
  /** The labels of all that may be instrumented; for programs with functions that are left alone. */
  readonly only?: readonly string[];
  /** What the program logs, where it is not plain to see that it does what the case is about. */
  readonly logs?: readonly string[];
  /** Each build runs in a process of its own. */
  readonly fresh?: boolean;
  /** Only the lines are compared, and not their order. */
  readonly anyOrder?: boolean;
}

const targets = {
  es2015: ts.ScriptTarget.ES2015,
  es2017: ts.ScriptTarget.ES2017,
  es2022: ts.ScriptTarget.ES2022,
  esnext: ts.ScriptTarget.ESNext,
};
export type Target = keyof typeof targets;
export const everyTarget: readonly Target[] = ["es2015", "es2017", "es2022", "esnext"];

/** Node has no `using` of its own yet in every version that is supported: targets whose emit has none either. */
export const loweredTargets: readonly Target[] = ["es2015", "es2017", "es2022"];

const forms = {
  module: { main: "main.mts", runs: "main.mjs", options: {} },
  commonjs: { main: "main.cts", runs: "main.cjs", options: {} },
  sloppy: {
    main: "main.ts",
    runs: "main.js",
    options: { module: ts.ModuleKind.CommonJS, alwaysStrict: false, ignoreDeprecations: "6.0" },
  },
  script: {
    main: "main.ts",
    runs: "main.js",
    options: { module: ts.ModuleKind.ES2022, alwaysStrict: false, ignoreDeprecations: "6.0" },
  },
};

const playground = new Playground();
afterAll(() => playground.close());

/** For a test file of cases: registers one test a target and writer. */
export function preserves(title: string, source: string, given: Case = {}): void {
  for (const target of given.targets ?? ["es2022"]) {
    for (const writer of writers) {
      const where = [...(given.targets ? [target] : []), ...(writers.length > 1 ? [writer.name] : [])];
      const name = where.length > 0 ? `${title} (${where.join(", ")})` : title;
      it(name, () => check(source, given, target, writer));
    }
  }
}

async function check(source: string, given: Case, target: Target, writer: Writer): Promise<void> {
  const { main, runs, options } = forms[given.as ?? "module"];
  const sources = { [main.replace(/ts$/, given.extension ?? "ts")]: source, ...given.files };
  const folder = playground.newFolder();
  const build = new Compilation(folder, sources, { ...options, target: targets[target], ...given.options });
  const run = async (name: string, files: Files) => {
    if (given.fresh === true) await playground.restart();
    playground.write(join(folder, name), files);
    return outcome(await playground.run({ file: join(folder, name, runs), script: given.as === "script" }));
  };

  const bare = await run("bare", build.bare());
  const instrumented = await run("instrumented", writer.instrument(build));
  expect(inOrder(instrumented, given)).toEqual(inOrder(bare, given));
  if (given.logs !== undefined) expect(bare.log).toEqual(given.logs);
  else expect(bare.log.find((line) => line.startsWith("failed: "))).toBeUndefined();
  expect(bare.log).not.toEqual([]);
  expect(bare.counts).toEqual({});
  if (given.only === undefined) expect(totalCalls(instrumented)).toBeGreaterThan(0);
  else expect(Object.keys(instrumented.counts)).toEqual(given.only);
  expect(instrumented.counts).toMatchObject(given.counts ?? {});
}

interface Outcome {
  readonly log: readonly string[];
  /** Label → calls and errors; in modules beside the main one, with its name: `lib: load`. */
  readonly counts: Counts;
}

function outcome({ logs: [log = []], counts }: Report): Outcome {
  const all = Object.entries(counts).flatMap(([module, own]) => {
    const prefix = basename(module) === "main" ? "" : `${basename(module)}: `;
    return Object.entries(own).map(([label, count]) => [prefix + label, count] as const);
  });
  return { log, counts: Object.fromEntries(all) };
}

function inOrder({ log }: Outcome, { anyOrder }: Case): readonly string[] {
  return anyOrder === true ? log.toSorted() : log;
}

function totalCalls({ counts }: Outcome): number {
  return Object.values(counts).reduce((total, [calls]) => total + calls, 0);
}
