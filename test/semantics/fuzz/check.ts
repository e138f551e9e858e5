/** Builds and runs programs three times: as they are, instrumented, and with marks that count calls by other means. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import ts from "typescript";
import { Compilation, type Files, writers } from "../compile.js";
import type { Counts, Report } from "../executor.js";
import { Playground } from "../playground.js";
import type { Program } from "./ast.js";
import { type Rendered, render } from "./render.js";

export interface Comparison {
  readonly program: Program;
  /** What is not the same; nothing if all is. */
  readonly difference: string | undefined;
}

/** What must be the same: what was logged, and each function's calls and errors in the order of the text. */
type Behaviour = readonly string[];

const targets = {
  es2015: ts.ScriptTarget.ES2015,
  es2017: ts.ScriptTarget.ES2017,
  es2022: ts.ScriptTarget.ES2022,
  esnext: ts.ScriptTarget.ESNext,
};

/** A process that has run many programs has the metrics of them all. */
const batchesOfProcess = 10;

export class Checker {
  readonly #playground = new Playground();
  #batches = 0;

  /** Programs are built and run many at once, which is far cheaper. */
  async compare(programs: readonly Program[]): Promise<Comparison[]> {
    const comparisons: Comparison[] = [];
    for (const target of Object.keys(targets)) {
      comparisons.push(...(await this.#compareAll(programs.filter((program) => program.target === target))));
    }
    return comparisons;
  }

  /** All have one target. One that the compiler cannot build without us is left out. */
  async #compareAll(programs: readonly Program[]): Promise<Comparison[]> {
    const [first] = programs;
    if (first === undefined) return [];
    const folder = this.#playground.newFolder();
    const plain = programs.map((program, i) => render(program, i, false));
    const marked = programs.map((program, i) => render(program, i, true));
    const build = compilation(folder, sources(plain), first);
    const bare = emitted(build);
    const counting = markedFiles(folder, marked, programs);
    if (bare === undefined || counting === undefined) {
      if (programs.length === 1) return [];
      const alone: Comparison[] = [];
      for (const program of programs) alone.push(...(await this.#compareAll([program])));
      return alone;
    }

    if (this.#batches++ % batchesOfProcess === 0) await this.#restart();
    const { logs: bareLogs } = await this.#run(join(folder, "bare"), bare, programs);
    const { logs: markedLogs } = await this.#run(join(folder, "marked"), counting, programs);
    const counts = await this.#takeCounts(folder);
    const comparisons: Comparison[] = [];
    for (const { name, share, instrument } of writers) {
      const some = programs.slice(0, Math.ceil(programs.length * share));
      // Where files are says what their functions are counted as.
      const own = this.#playground.newFolder();
      const written = instrument(compilation(own, sources(plain.slice(0, some.length)), first));
      const report = await this.#run(join(own, name), written, some);
      const modules = new Map(Object.entries(report.counts).map(([module, counts]) => [basename(module), counts]));
      some.forEach((program, i) => {
        const none: Counts[string] = [0, 0];
        const expected = Array.from({ length: marked[i]?.functions ?? 0 }, (_, id) => counts[i]?.[id] ?? none);
        const found = Object.values(modules.get(`p${i}`) ?? {});
        const was = [...(bareLogs[i] ?? []), ...counted(expected)];
        const differs =
          marksDifference(program, bareLogs[i] ?? [], markedLogs[i] ?? []) ??
          difference(was, [...(report.logs[i] ?? []), ...counted(found)]);
        comparisons.push({ program, difference: differs && `${name}: ${differs}` });
      });
    }
    return comparisons;
  }

  close(): Promise<void> {
    return this.#playground.close();
  }

  async #restart(): Promise<void> {
    await this.#playground.restart();
    const folder = this.#playground.newFolder();
    this.#playground.write(folder, { "helpers.js": helpers });
    await this.#playground.run({ file: join(folder, "helpers.js"), script: true });
  }

  #run(folder: string, files: Files, programs: readonly Program[]): Promise<Report> {
    this.#playground.write(folder, files);
    return this.#playground.run(...programs.map((_, i) => ({ file: join(folder, `p${i}.js`), script: false })));
  }

  /** By program and function, what the marks have counted. */
  async #takeCounts(folder: string): Promise<(readonly (readonly [number, number] | null)[] | null)[]> {
    this.#playground.write(folder, { "counts.js": "log(JSON.stringify($takeCounts()))" });
    const { logs } = await this.#playground.run({ file: join(folder, "counts.js"), script: true });
    return JSON.parse(logs[0]?.[0] ?? "[]");
  }
}

const helpersFile = fileURLToPath(new URL("helpers.ts", import.meta.url));
const helpers = transformSync(readFileSync(helpersFile, "utf8"), { loader: "ts" }).code;

const sources = (programs: readonly Rendered[]): Files =>
  Object.fromEntries(programs.map(({ text }, i) => [`p${i}.ts`, text]));

function compilation(folder: string, files: Files, { target }: Program): Compilation {
  const module = ts.ModuleKind.CommonJS;
  return new Compilation(folder, files, {
    target: targets[target],
    module,
    isolatedModules: true,
    alwaysStrict: false,
    ignoreDeprecations: "6.0",
  });
}

/** Most of the time is the compiler's, so what Node runs as it is stays as it is. */
function markedFiles(folder: string, marked: readonly Rendered[], programs: readonly Program[]): Files | undefined {
  const files: Record<string, string> = {};
  const others: Record<string, string> = {};
  programs.forEach(({ target, strict }, i) => {
    const text = marked[i]?.text ?? "";
    if (target < "es2022" || text.includes("using ")) others[`p${i}.ts`] = text;
    else files[`p${i}.js`] = strict ? `"use strict";\n${text.replace("export {};", "")}` : text;
  });
  const [first] = programs;
  if (first === undefined || Object.keys(others).length === 0) return files;
  const built = emitted(compilation(folder, others, first));
  return built && { ...files, ...built };
}

/** Nothing where the compiler fails. */
function emitted(build: Compilation): Files | undefined {
  try {
    return build.bare();
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("Debug Failure")) return undefined;
    throw error;
  }
}

function counted(counts: readonly (readonly [number, number])[]): string[] {
  return counts.map(([calls, errors], id) => `function ${id}: ${calls} calls, ${errors} errors`);
}

/** The marks are a program's own, so that they must not change it either. */
function marksDifference({ sequential }: Program, bare: Behaviour, marked: Behaviour): string | undefined {
  // What the marks in a sequential program wait for is handled, and not told as unhandled.
  const found = sequential ? undefined : difference(bare, marked);
  return found && `the marks change the program: ${found}`;
}

/** The first lines that are not the same, with those before them. */
function difference(bare: Behaviour, other: Behaviour): string | undefined {
  // Where an error's message quotes code, it has one of these for each part of a function that it has no words for.
  const [was, is] = [bare, other].map((lines) => lines.map((line) => line.replace(/(\(intermediate value\))+/g, "…")));
  if (was?.join("\n") === is?.join("\n")) return undefined;
  const at = bare.findIndex((line, i) => line !== other[i]);
  const from = Math.max(0, (at < 0 ? bare.length : at) - 3);
  const part = (lines: Behaviour) => lines.slice(from, from + 8).join("\n");
  return `as it is:\n${part(bare)}\nand the other:\n${part(other)}`;
}
