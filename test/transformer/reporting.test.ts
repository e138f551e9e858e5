import { rmSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { AutometricsError } from "../../transformer/diagnostics/report.js";
import transformer from "../../transformer/index.js";
import { Project } from "../support/project.js";

const f = "/** @autometrics */ export function f() {}";

describe("without addDiagnostic", () => {
  it("all mistakes of the program are thrown as one error, before anything is emitted", () => {
    const project = new Project({
      "first.ts": "/** @autometrics objective=none */ export function f() {}",
      "second.ts": "/** @autometrics objektiv */ export function f() {}\n/** @autometrics */ interface A {}",
      "third.ts": f,
    });
    let error: unknown;
    try {
      transformer(project.program(), project.options, { ts });
    } catch (thrown) {
      error = thrown;
    }
    if (!(error instanceof AutometricsError)) return expect.fail(String(error));
    expect(error.name).toBe("AutometricsError");
    expect(error.message.match(/error TS\d+/g)).toEqual(["error TS91003", "error TS91101", "error TS91110"]);
    expect(error.diagnostics.map(({ code, file, start, source }) => [code, file?.fileName, start, source])).toEqual([
      [91003, join(project.folder, "src/first.ts"), 27, "ts-autometrics"],
      [91101, join(project.folder, "src/second.ts"), 17, "ts-autometrics"],
      [91110, join(project.folder, "src/second.ts"), 56, "ts-autometrics"],
    ]);
  });

  it("nothing is thrown where there is no mistake", () => {
    const project = new Project({ "main.ts": f });
    const program = project.program();
    program.emit(undefined, undefined, undefined, undefined, { before: [transformer(program, project.options)] });
    expect(project.read("dist/main.js")).toContain("$am.start");
  });
});

describe("the project around the annotations", () => {
  it.each(["amd", "umd", "system"])(
    "has to have a module format with a way to bring in the runtime, not %s",
    (module) => {
      const compilerOptions = { module, moduleResolution: "node", ignoreDeprecations: "6.0" };
      const project = new Project(
        { "main.ts": `export const a = 1;\n${f}`, "other.ts": "export {};" },
        { compilerOptions },
      );
      expect(project.emit().problems).toBe(
        `src/main.ts(2,21): error TS91201: AM1201: "module": "${module}" has no way to bring in the runtime; use commonjs, node16 to nodenext, es2015 to esnext, or preserve\n`,
      );
      expect(project.read("dist/main.js")).not.toContain("$am");
    },
  );

  it("has to have the runtime where the file is", () => {
    const project = new Project({ "main.ts": f });
    rmSync(join(project.folder, "node_modules/ts-autometrics"));
    expect(project.emit().problems).toBe(
      `src/main.ts(1,21): error TS91202: AM1202: 'ts-autometrics/runtime', which the emitted code imports, cannot be found from ${project.folder}/src; install ts-autometrics and prom-client in the package that this file belongs to\n`,
    );
  });
});

describe("under the editor's server", () => {
  it("nothing is done", () => {
    const program = new Project({ "main.ts": "/** @autometrics objective=none */ function f() {}" }).program();
    const factory = transformer(program, {}, { ts, library: "tsserverlibrary" });
    const [file] = program.getRootFileNames().map((name) => program.getSourceFile(name));
    if (file === undefined) return expect.fail("no file");
    expect(ts.transform(file, [factory]).transformed[0]).toBe(file);
  });
});
