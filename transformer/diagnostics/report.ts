/** Turns problems into the compiler's own diagnostics, and brings them to the user. */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";
import type { Problem } from "./problem.js";

/** Added to a problem's code: 91000–91999 are ours in the compiler's output. */
export const codeBase = 90_000;

export function toDiagnostic(ts: TypeScript, problem: Problem, program?: ts.Program): ts.Diagnostic {
  const { code, message, at } = problem;
  return {
    category: 1 satisfies ts.DiagnosticCategory.Error,
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
    // The native compiler's package exports nothing but its version.
    const hasApi = typeof ts.formatDiagnostics === "function";
    super(
      hasApi
        ? ts.formatDiagnostics(diagnostics, formatHost(ts))
        : diagnostics.map(({ messageText }) => messageText).join("\n"),
    );
    this.diagnostics = diagnostics;
  }
}

/**
 * Whether the host wants emitted text and nothing else: a language service does, as ts-jest uses it, and ts-loader.
 * They drop what transformers report. Nothing but the stack tells them from other hosts.
 */
export function dropsDiagnostics(): boolean {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Number.POSITIVE_INFINITY;
  const { stack } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  return stack?.includes("getEmitOutput") === true;
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
