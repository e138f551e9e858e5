/** The ts-patch source transformer, also for `program.emit(…, { before: [transformer(program, options)] })`. */
import { createRequire } from "node:module";
import { join } from "node:path";
import type ts from "typescript";
import { Build } from "./build.js";
import { versionProblem } from "./compilerVersion.js";
import { codes } from "./diagnostics/codes.js";
import type { Problem } from "./diagnostics/problem.js";
import { AutometricsError, dropsDiagnostics, formatHost, toDiagnostic } from "./diagnostics/report.js";
import type { Configuration } from "./options/configuration.js";
import { loadOptions, projectOptions } from "./options/index.js";
import { countFile } from "./summary.js";
import type { TypeScript } from "./targets/functions.js";
import { writeTree } from "./write/tree.js";

/** What the host of the transformer hands over; ts-patch does, a program's own `emit` may leave all of it out. */
export interface TransformerExtras {
  /** The compiler in use. Default: the `typescript` that is found from the working directory. */
  readonly ts?: TypeScript;
  /** Takes mistakes. Without it, the transformer throws one AutometricsError that carries `.diagnostics`. */
  readonly addDiagnostic?: (diagnostic: ts.Diagnostic) => unknown;
  /** ts-patch's name for the program it runs in: `tsc` is the command line. */
  readonly library?: string;
}

const builds = new WeakMap<ts.Program, Map<string, Build>>();
/** First statements of what was written, by which a second pass over the same tree is noticed. */
const writtenFiles = new WeakSet<ts.Node>();
const reported = new WeakMap<ts.Program, Set<string>>();

/**
 * @param program The program that is emitted.
 * @param options The plugin's entry in tsconfig: see the configuration table in the README.
 * @throws AutometricsError for mistakes in options and annotations, when `extras.addDiagnostic` is missing.
 */
export default function transformer(
  program: ts.Program,
  options: unknown = {},
  extras: TransformerExtras = {},
): ts.TransformerFactory<ts.SourceFile> {
  return transformerOf(program, options, extras, () => loadOptions(program, options));
}

/**
 * What the command line of NestJS calls, which takes `"plugins": ["ts-autometrics/transformer"]` in its nest-cli.json.
 *
 * @param options Those of the entry in nest-cli.json. Where there are none, the project's configuration counts.
 */
export function before(options: unknown, program: ts.Program): ts.TransformerFactory<ts.SourceFile> {
  const ts = findTypeScript();
  const isEmpty = typeof options === "object" && options !== null && Object.keys(options).length === 0;
  // A watch must outlive a mistake; a build that throws ends with the error's text.
  const isWatching = process.argv.some((argument) => argument === "--watch" || argument === "-w");
  const print = (diagnostic: ts.Diagnostic) => {
    process.stderr.write(ts.formatDiagnosticsWithColorAndContext([diagnostic], formatHost(ts)));
  };
  const extras = { ts, library: "nest", ...(isWatching && { addDiagnostic: print }) };
  return transformerOf(program, options, extras, () =>
    isEmpty ? projectOptions(program) : loadOptions(program, options),
  );
}

function transformerOf(
  program: ts.Program,
  options: unknown,
  extras: TransformerExtras,
  configuration: () => Configuration,
): ts.TransformerFactory<ts.SourceFile> {
  const ts = extras.ts ?? findTypeScript();
  // Under the editor's server nothing is emitted, and types are all that counts.
  if (extras.library?.startsWith("tsserver")) return () => (file) => file;
  const unsupported = versionProblem(ts.version);
  if (unsupported !== undefined) {
    const diagnostic = toDiagnostic(ts, unsupported);
    if (extras.addDiagnostic === undefined) throw new AutometricsError(ts, [diagnostic]);
    extras.addDiagnostic(diagnostic);
    return () => (file) => file;
  }

  const build = buildOf(ts, program, options, configuration);
  const report = new Report(ts, program, build, extras);
  report.problems(build.problems);
  if (extras.addDiagnostic === undefined) report.problems(build.allProblems());

  return (context) => (file) => {
    const source = ts.getParseTreeNode(file, ts.isSourceFile) ?? file;
    if (file.statements.some((statement) => writtenFiles.has(ts.getOriginalNode(statement)))) return file;
    const { preamble, problems } = build.file(source);
    report.problems(problems);
    if (preamble === undefined) return file;
    const written = writeTree(ts, context, file, preamble);
    const missing = preamble.plan.sites.length - written.written;
    if (missing > 0) {
      report.problems([replacedFunctions(source, missing)]);
      return file;
    }
    for (const statement of written.file.statements) if (statement.pos < 0) writtenFiles.add(statement);
    if (isCommandLine(extras) && build.options?.quiet === false) countFile(file.fileName, preamble.plan.sites);
    return written.file;
  };
}

/** What prints to a person, who is told what was done. */
function isCommandLine({ library }: TransformerExtras): boolean {
  return library === "tsc" || library === "nest";
}

function buildOf(ts: TypeScript, program: ts.Program, options: unknown, configuration: () => Configuration): Build {
  const key = JSON.stringify(options) ?? "";
  let ofProgram = builds.get(program);
  if (ofProgram === undefined) {
    ofProgram = new Map();
    builds.set(program, ofProgram);
  }
  let build = ofProgram.get(key);
  if (build === undefined) {
    build = new Build(ts, program, configuration());
    for (const { code, message } of build.warnings) process.stderr.write(`ts-autometrics: AM${code}: ${message}\n`);
    ofProgram.set(key, build);
  }
  return build;
}

/** Brings problems to the user, each once a program: the compiler asks for a transformer once a file when it watches. */
class Report {
  readonly #ts: TypeScript;
  readonly #program: ts.Program;
  readonly #build: Build;
  readonly #extras: TransformerExtras;

  constructor(ts: TypeScript, program: ts.Program, build: Build, extras: TransformerExtras) {
    this.#ts = ts;
    this.#program = program;
    this.#build = build;
    this.#extras = extras;
  }

  problems(problems: readonly Problem[]): void {
    if (problems.length === 0) return;
    const { addDiagnostic, library } = this.#extras;
    if (addDiagnostic === undefined || (library === "typescript" && dropsDiagnostics()))
      throw new AutometricsError(this.#ts, problems.map(this.#diagnostic));
    if (problems.some(({ mend }) => mend === "configuration") && this.#storesDiagnostics()) this.#printAndExit();
    for (const problem of problems) if (this.#isNew(problem)) addDiagnostic(this.#diagnostic(problem));
  }

  readonly #diagnostic = (problem: Problem): ts.Diagnostic => toDiagnostic(this.#ts, problem, this.#program);

  #isNew({ code, message, at }: Problem): boolean {
    const key = [code, at?.fileName, at?.start, message].join("\n");
    const known = reported.get(this.#program) ?? new Set();
    reported.set(this.#program, known);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  }

  /** Whether the compiler would keep a diagnostic and say it again without running us. */
  #storesDiagnostics(): boolean {
    if (this.#extras.library !== "tsc") return false;
    const { incremental, composite, watch } = this.#program.getCompilerOptions();
    // `-b` keeps a tsbuildinfo whatever the options say.
    const isBuildMode = /^--?b(uild)?$/i.test(process.argv[2] ?? "");
    if (incremental === true || composite === true || isBuildMode) return true;
    // A watch keeps them in memory. A mistake in a source file ends no watch: most are mended where they stand.
    return watch === true && this.#build.problems.length > 0;
  }

  /**
   * TypeScript does not look at a file again because the plugin's options have changed. A mistake that may be mended
   * there would be told for ever, so the compiler ends before it writes a tsbuildinfo.
   */
  #printAndExit(): never {
    const ts = this.#ts;
    const own = this.#build.allProblems().map(this.#diagnostic);
    // The compiler prints its own errors when it has emitted, and it will not come to that.
    const diagnostics = ts.sortAndDeduplicateDiagnostics([...ts.getPreEmitDiagnostics(this.#program), ...own]);
    const { pretty } = this.#program.getCompilerOptions();
    const isPretty = pretty === true || (pretty === undefined && ts.sys.writeOutputIsTTY?.() === true);
    const format = isPretty ? ts.formatDiagnosticsWithColorAndContext : ts.formatDiagnostics;
    ts.sys.write(format(diagnostics, formatHost(ts)));
    ts.sys.exit(ts.ExitStatus.DiagnosticsPresent_OutputsGenerated);
    throw new Error("unreachable");
  }
}

function replacedFunctions(file: ts.SourceFile, missing: number): Problem {
  const message = `another transformer has replaced ${missing} of the functions that shall be instrumented here; put ts-autometrics before it in 'plugins'`;
  return {
    code: codes.replacedFunction,
    message,
    mend: "configuration",
    at: { fileName: file.fileName, text: file.text, start: 0, length: 1 },
  };
}

function findTypeScript(): TypeScript {
  return createRequire(join(process.cwd(), "index.js"))("typescript");
}
