/** Instruments the text of one file: what bundler plugins and `register` have in common. */
import { dirname } from "node:path";
import type { SourceMap } from "magic-string";
import type ts from "typescript";
import { runtimeProblem } from "../transformer/build.js";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { isWritten } from "../transformer/names.js";
import type { FilePlan } from "../transformer/plan.js";
import { planFile } from "../transformer/planFile.js";
import { findsRuntime, moduleLabel, packageNameOf } from "../transformer/project.js";
import { mayHoldTargets, mayNeedTypes } from "../transformer/targets/find.js";
import type { TypeScript } from "../transformer/targets/functions.js";
import { moduleDefinition } from "../transformer/write/definitions.js";
import { writeText } from "../transformer/write/text.js";
import { type RunFormat, textForm } from "./form.js";
import type { TextProject } from "./project.js";
import type { TypedFile, Types } from "./typeAware/types.js";

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
  | {
      readonly problems: readonly [];
      readonly plan: FilePlan;
      readonly code: string;
      /** Made where somebody follows it: that takes as long as to plan the file. */
      readonly map: () => SourceMap;
    };

/**
 * Nothing when there is nothing to do in the file. Mistakes in the configuration are the caller's to report.
 * @param types Where the road looks at types.
 */
export function instrument(project: TextProject, source: SourceText, types?: Types): Instrumented | undefined {
  const { fileName, text, sourceFile = fileName } = source;
  const { options } = project.configuration;
  if (options === undefined || !isCode(fileName)) return undefined;
  const modes = project.bounds.contain(sourceFile) ? options.instrument : [];
  if (!mayHoldTargets(sourceFile, text, modes) || isWritten(text) || isOurs(fileName)) return undefined;

  const ts = project.compiler(dirname(fileName));
  if ("code" in ts) return { problems: [ts] };
  const typed = mayNeedTypes(sourceFile, text) ? types?.of(ts, fileName, text) : undefined;
  if (typed !== undefined && "code" in typed) return { problems: [typed] };
  const { file, checker }: Partial<TypedFile> = typed ?? { file: parse(ts, fileName, text) };
  if (file === undefined || hasSyntaxErrors(file)) return undefined;
  const form = textForm(ts, file, source.format);
  const { plan, problems } = planFile(ts, file, {
    options,
    modes,
    module: moduleLabel(sourceFile, project.moduleRoot),
    syntax: form.syntax,
    ...(checker && { checker: () => checker }),
  });
  const [problem, ...more] = problems;
  if (problem !== undefined) return { problems: [problem, ...more] };
  if (plan === undefined) return undefined;
  if (!findsRuntime(fileName, options.runtime)) return { problems: [runtimeProblem(plan, text, options.runtime)] };
  const definition = moduleDefinition(plan, options, packageNameOf(fileName));
  const { runtimeImport } = form;
  const edits = writeText(text, { plan, runtimeImport, runtime: options.runtime, definition });
  const map = () => edits.generateMap({ source: fileName, file: fileName, includeContent: true, hires: "boundary" });
  return { problems: [], plan, code: edits.toString(), map };
}

/** Source files that are the project's own. */
function isCode(fileName: string): boolean {
  return (
    /\.[cm]?[jt]sx?$/.test(fileName) && !/\.d\.[cm]?ts$/.test(fileName) && !/[\\/]node_modules[\\/]/.test(fileName)
  );
}

/** The runtime, which lies outside of node_modules where the package is linked. */
function isOurs(fileName: string): boolean {
  return /[\\/]dist[\\/]runtime[\\/][^\\/]*$/.test(fileName) && packageNameOf(fileName) === "ts-autometrics";
}

function parse(ts: TypeScript, fileName: string, text: string): ts.SourceFile {
  const options: ts.CreateSourceFileOptions = {
    languageVersion: ts.ScriptTarget.ESNext,
    // Annotations are read from the text of comments.
    ...(ts.JSDocParsingMode && { jsDocParsingMode: ts.JSDocParsingMode.ParseNone }),
  };
  return ts.createSourceFile(fileName, text, options, true);
}

/** The compiler after us says them. */
function hasSyntaxErrors(file: ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] }): boolean {
  return (file.parseDiagnostics?.length ?? 0) > 0;
}
