import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { allGeneratedPositionsFor, LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { describe, expect, it } from "vitest";
import { Project } from "../support/project.js";
import { fixture, positionOf } from "./fixtures.js";

const source = fixture("forms.ts");
const main = fixture("main.ts").replace("void main();", "export const done = main();");
const debuggerFile = fileURLToPath(new URL("breakpoints.mjs", import.meta.url));
const ways = ["es2017", "es2022"].flatMap((target) => ["nodenext", "commonjs"].map((module) => ({ target, module })));

/** Lines within instrumented functions, in all of their forms; each is run. */
const lines = [
  // Where there is nothing to stop at but the start of the call.
  "export function declared",
  "async later(fail",
  "static method(fail",
  // Where there is code of the user's.
  'throw new Error("declared")',
  "return fail;\n}\n\n/** @autometrics */ export function onOneLine",
  "export function onOneLine",
  "const first = fails(fail)",
  'return "good"',
  'throw new Error("block")',
  'fails(fail) && raise("concise")',
  "fails(fail) && ((",
  'raise("object")',
  "fails(false);\n  }\n};",
  'throw new Error("later")',
  'raise("laterConcise")',
  "yield 1",
  'throw new Error("generator")',
  "yield await 1",
  'throw new Error("known")',
  'throw new Error("knownLater")',
  'raise("knownConcise")',
  'raise("Methods.field")',
  "await this.#secret(false)",
  'throw new Error("Methods.#secret")',
  "if (failing)",
  "if (fail(failing))",
  'throw new Error("Methods.computed")',
  'throw new Error("members.method")',
  'raise("members.arrow")',
  "if (value)",
].map((piece) => positionOf(source, piece).line);

describe("a breakpoint in an instrumented function", () => {
  it.each(ways)("stops on the user's line, with $target and $module", async ({ target, module }) => {
    const project = new Project(
      { "forms.ts": source, "main.ts": main },
      {
        compilerOptions: { target, module, sourceMap: true },
        packageJson: { type: module === "commonjs" ? "commonjs" : "module" },
      },
    ).build();
    const map = new TraceMap(project.read("dist/forms.js.map"));
    const [sourceName = ""] = map.sources.map(String);

    /** As debuggers do it: the first place on that line which the map knows. */
    const places = lines.map((line) => {
      const [first] = allGeneratedPositionsFor(map, { source: sourceName, line, column: 0, bias: LEAST_UPPER_BOUND });
      if (first === undefined) throw new Error(`line ${line} is not mapped`);
      return { line: first.line - 1, column: first.column, source: line };
    });
    const file = join(project.folder, "dist/forms.js");
    const { stdout } = await promisify(execFile)(process.execPath, [debuggerFile, file, JSON.stringify(places)]);
    const stops: { asked: { source: number }; line: number; column: number }[] = JSON.parse(lastLine(stdout));

    const stoppedAt = new Map<number, Set<number | null>>(lines.map((line) => [line, new Set()]));
    for (const { asked, line, column } of stops) {
      stoppedAt.get(asked.source)?.add(originalPositionFor(map, { line: line + 1, column }).line);
    }
    expect([...stoppedAt].map(([line, stopped]) => [line, [...stopped]])).toEqual(lines.map((line) => [line, [line]]));
  });
});

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
