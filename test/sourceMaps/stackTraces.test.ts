import { describe, expect, it } from "vitest";
import { Project, type Settings, untouched } from "../support/project.js";
import { fixture, positionOf } from "./fixtures.js";

/** As fixtures/main.ts prints them. */
type Stacks = Record<string, string[]>;

const files = { "forms.ts": fixture("forms.ts"), "main.ts": fixture("main.ts") };
const ways: Settings[] = [
  ...["es2015", "es2017", "es2022", "esnext"].map((target) => ({ compilerOptions: { target, sourceMap: true } })),
  { compilerOptions: { inlineSourceMap: true, inlineSources: true } },
  { compilerOptions: { sourceMap: true, module: "commonjs" }, packageJson: { type: "commonjs" } },
];

describe("the stack trace of an error thrown in an instrumented function", () => {
  it.each(ways)("names the user's line and column, with $compilerOptions", async (settings) => {
    const project = new Project(files, settings);
    const bare = await project.build(untouched).run("dist/main.js", ["--enable-source-maps"]);
    const { result, metrics } = await project.build().run("dist/main.js", ["--enable-source-maps"]);
    const stacks = result as Stacks;

    for (const [name, [innermost]] of Object.entries(stacks)) expect(innermost).toBe(`forms.ts:${thrownAt(name)}`);
    expect(withoutClosures(stacks)).toEqual(withoutClosures(bare.result as Stacks));
    // Each was called twice, and failed once.
    const calls = Object.values(metrics.calls("forms"));
    expect(calls.length).toBeGreaterThanOrEqual(Object.keys(stacks).length);
    expect(calls.filter(({ error }) => error !== 1)).toEqual([]);
  });

  it("shows the user's line when nothing catches it and the program ends", async () => {
    const source = `/** @autometrics */\nfunction fail(): never {\n  throw new Error("end");\n}\nfail();\nexport {};\n`;
    const project = new Project({ "main.ts": source }, { compilerOptions: { sourceMap: true } });
    const { code, stderr } = await project.build().run("dist/main.js", ["--enable-source-maps"]);
    expect(code).toBe(1);
    expect(stderr).toContain(`src/main.ts:3\n  throw new Error("end");\n`);
  });
});

/** Where callers are recorded, the body is a closure, and that is a frame of its own. */
function withoutClosures(stacks: Stacks): Stacks {
  const known = ([name, frames]: [string, string[]]) => [name, name.startsWith("known") ? frames.slice(0, 1) : frames];
  return Object.fromEntries(Object.entries(stacks).map(known));
}

/** Where the fixture creates its error of that name, as a stack trace writes it. */
function thrownAt(name: string): string {
  const own = `new Error("${name}")`;
  const { line, column } = positionOf(files["forms.ts"], files["forms.ts"].includes(own) ? own : "new Error(message)");
  return `${line}:${column + 1}`;
}
