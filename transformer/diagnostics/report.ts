/** Turns problems into the compiler's own diagnostics, and brings them to the user. */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";
import type { Problem } from "./problem.js";

/** Added to a problem's code: 91000–91999 are ours in the compiler's output. */
export const codeBase = 90_000;

export function toDiagnostic(ts: TypeScript, problem: Problem, program?: ts.Program): ts.Diagnostic {
  const { code, message, at } = problem;
  return {
    category: ts.DiagnosticCategory.Error,
    code: codeBase + code,
    messageText: `AM${code}: ${message}`,
    source: "ts-autometrics",
    file: at && (program?.getSourceFile(at.fileName) ?? fileOf(ts, at.fileName, at.text)),
    start: at?.start,
    length: at?.length,
  };
}

/** What a transformer throws where nobody takes diagnostics: all of them at once. */
export class AutometricsError extends Error {
  override readonly name = "AutometricsError";
  readonly diagnostics: readonly ts.Diagnostic[];

  constructor(ts: TypeScript, diagnostics: readonly ts.Diagnostic[]) {
    super(ts.formatDiagnostics(diagnostics, formatHost(ts)));
    this.diagnostics = diagnostics;
  }
}

export function formatHost(ts: TypeScript): ts.FormatDiagnosticsHost {
  return {
    getCurrentDirectory: () => ts.sys?.getCurrentDirectory() ?? process.cwd(),
    getCanonicalFileName: (fileName) => fileName,
    getNewLine: () => ts.sys?.newLine ?? "\n",
  };
}

/** A configuration file as the compiler's printer wants one: it only needs the text and its lines. */
function fileOf(ts: TypeScript, fileName: string, text: string): ts.SourceFile {
  return fileName.endsWith(".json")
    ? ts.parseJsonText(fileName, text)
    : ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, false);
}
