/** Builds a case's sources in memory: as they are, and instrumented by each writer there is. */
import { dirname, join } from "node:path";
import ts from "typescript";
import transformer from "../../transformer/index.js";

/** File name → text. */
export type Files = Readonly<Record<string, string>>;

export class Compilation {
  readonly #out: string;
  readonly #program: ts.Program;

  /** @param folder Where the files pretend to be; the runtime is looked for from there. */
  constructor(folder: string, sources: Files, options: ts.CompilerOptions) {
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
    return this.emit({ before: [transformer(this.#program, { instrument: "all" }, { ts })] });
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
  readonly instrument: (compilation: Compilation) => Files;
}

/** What is true of one writer is tested on all. */
export const writers: readonly Writer[] = [{ name: "tree writer", instrument: (compilation) => compilation.tree() }];

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
