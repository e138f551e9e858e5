import ts from "typescript";
import { describe, expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";

const source = `// Nothing above.
import { isIP } from "node:net";
const isFree = (host: string) => isIP(host) === 0;
/** @autometrics error-if=isFree */
export function f(host: string) { return host; }
/** @autometrics */
export class K<T> {
  /** Gives it. */ give<U extends T>(value: U): U { return value; }
  #hidden(): asserts this is K<string> {}
  get size(): number { this.#hidden(); return 1; }
}
/** @autometrics */
export function overloaded(a: string): string;
export function overloaded(a: number): number;
export function overloaded(a: unknown) { return a; }
/** @autometrics */
export default async function* (n = 1) { yield n; }
f(""); f("1.1.1.1"); new K().give(1); new K().size; overloaded(1);
`;

const calls = {
  f: { ok: 1, error: 1 },
  "K.give": { ok: 1, error: 0 },
  "K.#hidden": { ok: 1, error: 0 },
  "get K.size": { ok: 1, error: 0 },
  overloaded: { ok: 1, error: 0 },
  default: { ok: 0, error: 0 },
};

/** A transformer that makes every statement and function new, as one that adds logging or strips types would. */
const remake: ts.TransformerFactory<ts.SourceFile> = (context) => (file) => {
  const { factory } = context;
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    if (ts.isFunctionDeclaration(visited) && visited.body !== undefined) {
      const { modifiers, asteriskToken, name, typeParameters, parameters, type, body } = visited;
      const log = factory.createExpressionStatement(factory.createStringLiteral("logged"));
      const logged = factory.updateBlock(body, [factory.createEmptyStatement(), log, ...body.statements]);
      return factory.updateFunctionDeclaration(
        visited,
        modifiers,
        asteriskToken,
        name,
        typeParameters,
        parameters,
        type,
        logged,
      );
    }
    if (ts.isVariableStatement(visited)) {
      const { declarations, flags } = visited.declarationList;
      const list = factory.createVariableDeclarationList(declarations, flags);
      return factory.updateVariableStatement(visited, visited.modifiers, list);
    }
    return visited;
  };
  return ts.visitEachChild(file, visit, context);
};

describe("among other transformers", () => {
  it("counts behind one that makes functions new", async () => {
    const run = await new Project({ "main.ts": source }).build((ours) => [remake, ours()]).run();
    expect(run.metrics.calls()).toEqual(calls);
  });

  it("counts before one", async () => {
    const run = await new Project({ "main.ts": source }).build((ours) => [ours(), remake]).run();
    expect(run.metrics.calls()).toEqual(calls);
  });

  it("emits the same when it stands in the list twice", () => {
    const project = new Project({ "main.ts": source });
    const once = project.build().read("dist/main.js");
    expect(project.build((ours) => [ours(), ours()]).read("dist/main.js")).toBe(once);
    const remade = project.build((ours) => [ours(), remake]).read("dist/main.js");
    expect(project.build((ours) => [ours(), remake, ours()]).read("dist/main.js")).toBe(remade);
  });

  it("says so when functions are gone that it shall instrument", () => {
    const replace: ts.TransformerFactory<ts.SourceFile> = (context) => (file) =>
      context.factory.updateSourceFile(file, [context.factory.createEmptyStatement()]);
    const project = new Project({ "main.ts": source });
    const { problems } = project.emit((ours) => [replace, ours()]);
    expect(project.read("dist/main.js")).not.toContain("$am");
    expect(problems).toMatch(
      /^src\/main\.ts\(1,1\): error TS91204: AM1204: another transformer has replaced 6 of the functions .*put ts-autometrics before it in 'plugins'\n$/,
    );
  });
});

describe("what is emitted", () => {
  it("is the same every time, and where what it emitted is its input", () => {
    const project = new Project({ "main.ts": source });
    const once = project.build().read("dist/main.js");
    expect(project.build().read("dist/main.js")).toBe(once);
    const again = new Project({ "main.js": once }, { compilerOptions: { allowJs: true } });
    expect(again.build().read("dist/main.js")).toBe(once);
  });

  it("does not depend on whether the program was emitted before", () => {
    const project = new Project({ "main.ts": source });
    const bare = project.build(untouched).read("dist/main.js");
    const { program } = project.emit();
    program.emit();
    expect(project.read("dist/main.js")).toBe(bare);
  });

  it("has declarations that are the same, byte for byte", () => {
    const project = new Project(
      { "main.ts": source },
      { compilerOptions: { declaration: true, declarationMap: true } },
    );
    const outputs = () => ["main.d.ts", "main.d.ts.map"].map((file) => project.read(`dist/${file}`));
    const bare = outputs.call(project.build(untouched));
    expect(outputs.call(project.build())).toEqual(bare);
  });

  it("is nothing new for files without annotations", () => {
    const files = {
      "main.ts": `import type { A } from "./a.js"; export const a: A = 1; // a`,
      "a.ts": "export type A = 1;",
    };
    const project = new Project(files);
    const bare = project.build(untouched).read("dist/main.js");
    expect(project.build().read("dist/main.js")).toBe(bare);
  });
});

describe("tspc", () => {
  it("emits what program.emit emits, says what it did and succeeds", async () => {
    const project = new Project({
      "main.ts": source,
      "src/deep/other.ts": `/** @autometrics */ export const g = () => 1;`,
    });
    const inProcess = ["main.js", "deep/other.js"].map((file) => project.build().read(`dist/${file}`));
    const other = new Project({
      "main.ts": source,
      "src/deep/other.ts": `/** @autometrics */ export const g = () => 1;`,
    });
    const { code, stdout, stderr } = await other.tspc();
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: "",
      stderr: "ts-autometrics: 7 functions in 2 files\n",
    });
    expect(["main.js", "deep/other.js"].map((file) => other.read(`dist/${file}`))).toEqual(inProcess);
    expect((await other.run()).metrics.calls()).toEqual(calls);
  });

  it("sees a predicate that is only linked as used", async () => {
    const compilerOptions = { noUnusedLocals: true };
    const text = (value: string) => `import { isIP } from "node:net";
      const isFree = (host: string) => isIP(host) === 0;
      /** @autometrics error-if=${value} */ export const f = (host: string) => host;`;
    const linked = await new Project({ "main.ts": text("{@link isFree}") }, { compilerOptions }).tspc();
    expect(linked).toEqual({ code: 0, stdout: "", stderr: "ts-autometrics: 1 function in 1 file\n" });
    const plain = new Project({ "main.ts": text("isFree") }, { compilerOptions });
    expect(() => plain.build()).toThrow("error TS6133: 'isFree' is declared but its value is never read.");
  });
});
