/** Instruments the text of one file: what bundler plugins and `register` have in common. */
import type { SourceMap } from "magic-string";
import type ts from "typescript";
import { runtimeProblem } from "../transformer/build.js";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { isWritten } from "../transformer/names.js";
import type { FilePlan } from "../transformer/plan.js";
import { planFile } from "../transformer/planFile.js";
import { findsRuntime, moduleLabel, packageNameOf } from "../transformer/project.js";
import { mayHoldTargets } from "../transformer/targets/find.js";
import { moduleDefinition } from "../transformer/write/definitions.js";
import { writeText } from "../transformer/write/text.js";
import { type RunFormat, textForm } from "./form.js";
import type { TextProject } from "./project.js";

export interface SourceText {
  /** Absolute. */
  readonly fileName: string;
  readonly text: string;
  /** How it will run, where the road knows that. */
  readonly format?: RunFormat;
  /** The file that its labels name, where it is another: of emitted code the source. */
  readonly sourceFile?: string;
}

export type Instrumented =
  /** Mistakes: the file stays as it was, and the build fails. */
  | { readonly problems: readonly [Problem, ...Problem[]] }
  | { readonly problems: readonly []; readonly plan: FilePlan; readonly code: string; readonly map: SourceMap };

/** Nothing when there is nothing to do in the file. Mistakes in the configuration are the caller's to report. */
export function instrument(project: TextProject, source: SourceText): Instrumented | undefined {
  const { fileName, text, sourceFile = fileName } = source;
  const { options } = project.configuration;
  if (options === undefined || !isCode(fileName) || isWritten(text)) return undefined;
  const modes = project.bounds.contain(sourceFile) ? options.instrument : [];
  if (!mayHoldTargets(sourceFile, text, modes)) return undefined;

  const ts = project.compiler();
  if ("code" in ts) return { problems: [ts] };
  const file = parse(ts, fileName, text);
  if (file === undefined) return undefined;
  const form = textForm(ts, file, source.format);
  const { plan, problems } = planFile(ts, file, {
    options,
    modes,
    module: moduleLabel(sourceFile, project.moduleRoot),
    syntax: form.syntax,
  });
  const [problem, ...more] = problems;
  if (problem !== undefined) return { problems: [problem, ...more] };
  if (plan === undefined) return undefined;
  if (!findsRuntime(fileName, options.runtime)) return { problems: [runtimeProblem(plan, text, options.runtime)] };
  const definition = moduleDefinition(plan, options, packageNameOf(fileName));
  const { runtimeImport } = form;
  const edits = writeText(text, { plan, runtimeImport, runtime: options.runtime, definition });
  const map = edits.generateMap({ source: fileName, file: fileName, includeContent: true, hires: "boundary" });
  return { problems: [], plan, code: edits.toString(), map };
}

/** Source files that are the project's own. */
function isCode(fileName: string): boolean {
  return (
    /\.[cm]?[jt]sx?$/.test(fileName) && !/\.d\.[cm]?ts$/.test(fileName) && !/[\\/]node_modules[\\/]/.test(fileName)
  );
}

/** Nothing for a file with syntax errors: the compiler after us says them. */
function parse(ts: typeof import("typescript"), fileName: string, text: string): ts.SourceFile | undefined {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.ESNext,
    // Annotations are read from the text of comments.
    ...(ts.JSDocParsingMode && { jsDocParsingMode: ts.JSDocParsingMode.ParseNone }),
  };
  const file: ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] } = ts.createSourceFile(
    fileName,
    text,
    options,
    true,
  );
  return (file.parseDiagnostics?.length ?? 0) > 0 ? undefined : file;
}
