/** One program being built: its options, the plan of each of its files, and what is told about it. */
import { dirname, resolve } from "node:path";
import type ts from "typescript";
import { Bounds } from "./bounds.js";
import { codes } from "./diagnostics/codes.js";
import type { Problem } from "./diagnostics/problem.js";
import type { Configuration } from "./options/configuration.js";
import { projectFile } from "./options/index.js";
import type { Options } from "./options/options.js";
import type { FilePlan } from "./plan.js";
import { planFile } from "./planFile.js";
import { emitForm, findsRuntime, moduleLabel, packageNameOf } from "./project.js";
import type { TypeScript } from "./targets/functions.js";
import { moduleDefinition } from "./write/definitions.js";
import type { Preamble } from "./write/preamble.js";

export interface BuildFile {
  /** What to write; nothing when there is nothing to do, or a mistake. */
  readonly preamble?: Preamble;
  readonly problems: readonly Problem[];
}

export class Build {
  readonly options: Options | undefined;
  /** Mistakes in the configuration. While there are any, nothing is instrumented. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
  /** The files that the modes of `instrument` look at. */
  readonly bounds: Bounds;
  readonly #ts: TypeScript;
  readonly #program: ts.Program;
  readonly #moduleRoot: string;
  readonly #files = new WeakMap<ts.SourceFile, BuildFile>();

  constructor(ts: TypeScript, program: ts.Program, { options, problems, warnings, folder }: Configuration) {
    this.#ts = ts;
    this.#program = program;
    this.options = problems.length > 0 ? undefined : options;
    this.problems = problems;
    this.bounds = new Bounds(folder, options?.include ?? [], options?.exclude ?? []);
    this.warnings = warnings;
    const { rootDir } = program.getCompilerOptions();
    const project = projectFile(program);
    this.#moduleRoot =
      options?.moduleRoot !== undefined
        ? resolve(folder, options.moduleRoot)
        : resolve(rootDir ?? (project === undefined ? folder : dirname(project)));
  }

  /** The plan of one file, decided from that file and its types alone, once a program. */
  file(file: ts.SourceFile): BuildFile {
    let known = this.#files.get(file);
    if (known === undefined) {
      known = this.#plan(file);
      this.#files.set(file, known);
    }
    return known;
  }

  /** The project's own files with code: those that a build emits. */
  sources(): ts.SourceFile[] {
    return this.#program
      .getSourceFiles()
      .filter((file) => !file.isDeclarationFile && !this.#program.isSourceFileFromExternalLibrary(file));
  }

  /** Every mistake there is, in the configuration and in the project's files. */
  allProblems(): Problem[] {
    return [...this.problems, ...this.sources().flatMap((file) => this.file(file).problems)];
  }

  #plan(file: ts.SourceFile): BuildFile {
    const { options } = this;
    if (options === undefined || file.isDeclarationFile) return { problems: [] };
    // Making the checker binds the files: until then nodes have no parents. Emitting makes one in any case.
    const checker = this.#program.getTypeChecker();
    const form = emitForm(this.#ts, this.#program, file);
    const planned = planFile(this.#ts, file, {
      options,
      modes: this.bounds.contain(file.fileName) ? options.instrument : [],
      module: moduleLabel(file.fileName, this.#moduleRoot),
      syntax: form?.syntax ?? "module",
      checker: () => checker,
    });
    const { plan } = planned;
    if (plan === undefined) return planned;
    if (form === undefined) return { problems: [this.#formatProblem(plan, file.text)] };
    if (!findsRuntime(file.fileName, options.runtime))
      return { problems: [runtimeProblem(plan, file.text, options.runtime)] };
    const definition = moduleDefinition(plan, options, packageNameOf(file.fileName));
    return {
      preamble: { plan, runtimeImport: form.runtimeImport, runtime: options.runtime, definition },
      problems: [],
    };
  }

  #formatProblem(plan: FilePlan, text: string): Problem {
    const { module } = this.#program.getCompilerOptions();
    const name =
      module === undefined ? "this module format" : `"module": "${this.#ts.ModuleKind[module]?.toLowerCase()}"`;
    const message = `${name} has no way to bring in the runtime; use commonjs, node16 to nodenext, es2015 to esnext, or preserve`;
    return atFirstSite(plan, text, codes.moduleFormat, message);
  }
}

export function runtimeProblem(plan: FilePlan, text: string, runtime: string): Problem {
  const folder = dirname(plan.fileName);
  const message = `'${runtime}', which the emitted code imports, cannot be found from ${folder}; install ts-autometrics and prom-client in the package that this file belongs to`;
  return atFirstSite(plan, text, codes.runtimeNotFound, message);
}

/** A mistake of the project's, shown at the first function that it keeps from being instrumented. */
function atFirstSite({ fileName, sites }: FilePlan, text: string, code: Problem["code"], message: string): Problem {
  const start = sites[0]?.span.start ?? 0;
  return { code, message, mend: "configuration", at: { fileName, text, start, length: 1 } };
}
