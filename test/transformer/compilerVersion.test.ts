import ts from "typescript";
import { describe, expect, it } from "vitest";
import { versionProblem } from "../../transformer/compilerVersion.js";
import { AutometricsError } from "../../transformer/diagnostics/report.js";
import transformer from "../../transformer/index.js";

const source = "/** @autometrics */\nexport function load(): void {}\n";

/** Emits with a compiler that says it is of that version. */
function emit(version: string, addDiagnostic?: (diagnostic: ts.Diagnostic) => void): string {
  const options: ts.CompilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, noLib: true };
  let output = "";
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getSourceFile: () => ts.createSourceFile("load.ts", source, ts.ScriptTarget.ES2022, true),
    writeFile: (_, text) => {
      output = text;
    },
  };
  const program = ts.createProgram(["load.ts"], options, host);
  const extras = { ts: { ...ts, version }, ...(addDiagnostic && { addDiagnostic }) };
  program.emit(undefined, undefined, undefined, undefined, { before: [transformer(program, {}, extras)] });
  return output;
}

describe("a compiler that cannot be worked with", () => {
  it.each([
    ["5.3.3", "is older than 5.4"],
    ["4.9.5", "is older than 5.4"],
    ["7.0.2", "is the native compiler, which takes no transformers"],
    ["7.1.0-dev.20260101", "is the native compiler, which takes no transformers"],
    ["10.0.0", "is the native compiler, which takes no transformers"],
  ])("is refused with the mend: %s", (version, why) => {
    const message = `AM1203: TypeScript ${version} ${why}; build with TypeScript 6: npm install -D typescript@6 ts-patch`;
    const found: ts.Diagnostic[] = [];
    expect(emit(version, (diagnostic) => found.push(diagnostic))).toBe(
      source.replace(": void", "").replace("{}", "{ }"),
    );
    expect(found).toEqual([
      expect.objectContaining({ code: 91203, category: ts.DiagnosticCategory.Error, messageText: message }),
    ]);
    expect(() => emit(version)).toThrow(AutometricsError);
    expect(() => emit(version)).toThrow(message);
  });

  it("is refused also when there is nothing of it but its version, as in the package typescript@7", () => {
    const extras = { ts: { version: "7.0.2" } as typeof ts }; // What `require("typescript")` gives there.
    const program = {} as ts.Program; // Nothing of it is asked.
    expect(() => transformer(program, {}, extras)).toThrow(/^AM1203: TypeScript 7\.0\.2 is the native compiler/);
  });
});

it.each(["5.4.0-dev.20240101", "5.4.5", "5.9.3", "6.0.3", "6.9.0-beta", ts.version])("works with %s", (version) => {
  expect(versionProblem(version)).toBeUndefined();
});
