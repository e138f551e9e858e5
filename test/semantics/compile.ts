/** Builds a case's sources in memory: as they are, and instrumented by each writer there is. */
import { dirname, join } from "node:path";
import ts from "typescript";
import { expect } from "vitest";
import { instrument } from "../../bundler/instrument.js";
import { openProject } from "../../bundler/project.js";
import transformer from "../../transformer/index.js";

/** File name → text. */
export type Files = Readonly<Record<string, string>>;

export class Compilation {
  readonly #folder: string;
  readonly #sources: Files;
  readonly #options: ts.CompilerOptions;
  readonly #out: string;
  readonly #program: ts.Program;

  /** @param folder Where the files pretend to be; the runtime is looked for from there. */
  constructor(folder: string, sources: Files, options: ts.CompilerOptions) {
    this.#folder = folder;
    this.#sources = sources;
    this.#options = options;
    this.#out = join(folder, "out");
    const files = new Map(Object.entries(sources).map(([name, text]) => [join(folder, name), text]));
    const all = { ...defaults, outDir: this.#out, ...options };
    this.#program = ts.createProgram([...files.keys()], all, memoryHost(folder, files));
    const [mistake] = this.#program.getSyntacticDiagnostics();
    if (mistake !== undefined)
      throw new SyntaxError(`${ts.formatDiagnostic(mistake, ts.createCompilerHost({}))}${mistake.file?.text}`);
  }

  bare(): Files {
    return this.emit();
  }

  /** Every function instrumented in TypeScript's tree. */
  tree(): Files {
    return this.emit({ before: [transformer(this.#program, options, { ts })] });
  }

  /** Every function instrumented in the text, which the compiler then gets without us. */
  text(): Files {
    // Labels as the tree writer gives them, where there is no tsconfig.
    const project = { ...openProject(this.#folder, options), moduleRoot: process.cwd(), compiler: () => ts };
    const written = Object.entries(this.#sources).map(([name, text]) => {
      const source = { fileName: join(this.#folder, name), text, ...(this.#format && { format: this.#format }) };
      const instrumented = instrument(project, source);
      if (instrumented === undefined) return [name, text];
      if (!("code" in instrumented)) throw new Error(instrumented.problems[0].message);
      const { code } = instrumented;
      expect(code.split("\n").length, "lines are added").toBe(text.split("\n").length);
      expect(instrument(project, { ...source, text: code }), "a second pass finds something").toBeUndefined();
      return [name, code];
    });
    return new Compilation(this.#folder, Object.fromEntries(written), this.#options).bare();
  }

  /** Of a file without imports and exports. */
  get #format(): "commonjs" | "script" | undefined {
    const { module } = this.#options;
    if (module === ts.ModuleKind.CommonJS) return "commonjs";
    return module === ts.ModuleKind.ES2022 ? "script" : undefined;
  }

  emit(transformers?: ts.CustomTransformers): Files {
    const emitted: Record<string, string> = {};
    const write = (name: string, text: string) => {
      emitted[name.slice(this.#out.length + 1)] = text;
    };
    this.#program.emit(undefined, write, undefined, false, transformers);
    return emitted;
  }
}

export interface Writer {
  readonly name: string;
  /** Of the programs that nobody wrote; what tells writers apart are forms of functions, and these are in few already. */
  readonly share: number;
  readonly instrument: (compilation: Compilation) => Files;
}

/** What is true of one writer is tested on all. */
export const writers: readonly Writer[] = [
  { name: "tree writer", share: 1, instrument: (compilation) => compilation.tree() },
  { name: "text writer", share: 0.25, instrument: (compilation) => compilation.text() },
];

/** The plugin's. */
const options = { instrument: "all" };

const defaults: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  // Nothing here is about types: what a program does is the same with all of them `any`.
  noLib: true,
  noCheck: true,
  types: [],
  allowJs: true,
  newLine: ts.NewLineKind.LineFeed,
};

function memoryHost(folder: string, files: ReadonlyMap<string, string>): ts.CompilerHost {
  const folders = new Set([...files.keys()].map(dirname));
  return {
    getSourceFile: (name, target) => {
      const text = files.get(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, target, true);
    },
    fileExists: (name) => files.has(name),
    readFile: (name) => files.get(name),
    directoryExists: (name) => folders.has(name),
    getDefaultLibFileName: () => "lib.d.ts",
    getCurrentDirectory: () => folder,
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
    writeFile: () => undefined,
  };
}
