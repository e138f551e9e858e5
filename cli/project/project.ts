import type ts from "typescript";
import { Build } from "../../transformer/build.js";
import { toDiagnostic } from "../../transformer/diagnostics/report.js";
import type { Configuration } from "../../transformer/options/configuration.js";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { writeTree } from "../../transformer/write/tree.js";

/** A tsconfig with its program and its plans, made when they are asked for. */
export class Project {
  readonly tsconfig: string;
  readonly options: ts.CompilerOptions;
  readonly #ts: TypeScript;
  readonly #parsed: ts.ParsedCommandLine;
  readonly #configuration: Configuration;
  #program: ts.Program | undefined;
  #build: Build | undefined;

  constructor(ts: TypeScript, tsconfig: string, parsed: ts.ParsedCommandLine, configuration: Configuration) {
    this.#ts = ts;
    this.tsconfig = tsconfig;
    this.options = parsed.options;
    this.#parsed = parsed;
    this.#configuration = configuration;
  }

  get program(): ts.Program {
    const { fileNames: rootNames, options, projectReferences } = this.#parsed;
    this.#program ??= this.#ts.createProgram({ rootNames, options, ...(projectReferences && { projectReferences }) });
    return this.#program;
  }

  get build(): Build {
    this.#build ??= new Build(this.#ts, this.program, this.#configuration);
    return this.#build;
  }

  mistakes(): ts.Diagnostic[] {
    return this.build.allProblems().map((problem) => toDiagnostic(this.#ts, problem, this.program));
  }

  warnings(): ts.Diagnostic[] {
    const category = this.#ts.DiagnosticCategory.Warning;
    return this.build.warnings.map((problem) => ({ ...toDiagnostic(this.#ts, problem), category }));
  }

  /** What a build would write, by file name: of one source file or of all. */
  emit(instrumented: boolean, file?: ts.SourceFile): Map<string, string> {
    const outputs = new Map<string, string>();
    const write = (fileName: string, text: string) => outputs.set(fileName, text);
    this.program.emit(file, write, undefined, false, instrumented ? { before: [this.#instrument] } : {});
    return outputs;
  }

  readonly #instrument: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
    const ts = this.#ts;
    const { preamble } = this.build.file(ts.getParseTreeNode(file, ts.isSourceFile) ?? file);
    return preamble === undefined ? file : writeTree(ts, context, file, preamble).file;
  };
}
