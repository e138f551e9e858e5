import { type EachMapping, eachMapping, TraceMap } from "@jridgewell/trace-mapping";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";
import { fixture, position } from "./fixtures.js";

const source = fixture("forms.ts");
const ways = ["es2015", "es2017", "es2022", "esnext"].flatMap((target) =>
  ["nodenext", "commonjs"].map((module) => ({ target, module })),
);

describe.each(ways)("the source map, with $target and $module", ({ target, module }) => {
  let bare: Emitted;
  let instrumented: Emitted;

  beforeAll(() => {
    const packageJson = { type: module === "commonjs" ? "commonjs" : "module" };
    const compilerOptions = { target, module, sourceMap: true };
    const project = new Project({ "forms.ts": source }, { compilerOptions, packageJson });
    bare = new Emitted(project.build(untouched));
    instrumented = new Emitted(project.build());
  });

  it("maps every token to the same token of the source, or as the compiler does without us", () => {
    const known = new Set(bare.tokens.map(({ text, at }) => `${text} from ${at}`));
    const others = instrumented.tokens.filter(
      ({ text, at, original }) => text !== original && !known.has(`${text} from ${at}`),
    );
    // An arrow's expression is returned; that keyword stands for the expression. What else is written stands for a brace.
    const isWritten = ({ text, original }: Token) =>
      text === "return" || (/^(let|throw)$/.test(text) && original === undefined);
    expect(others.filter((token) => !isWritten(token))).toEqual([]);
  });

  it("maps every token that is mapped without us", () => {
    const mapped = new Set(instrumented.tokens.map(({ text, at }) => `${text} from ${at}`));
    expect(bare.tokens.filter(({ text, at }) => !mapped.has(`${text} from ${at}`))).toEqual([]);
  });

  it("maps every statement", () => {
    const mapped = new Set(instrumented.tokens.map(({ at }) => at));
    expect(statementsOf(source).filter((at) => !mapped.has(at))).toEqual([]);
  });

  it("maps nothing that is written by us, but a call's start to where the body opens, and its error to where it closes", () => {
    const lines = instrumented.code.split("\n");
    const written = /^\s*(?:(?:var|let|const|import) .*\$am|\$am|throw \$am_e|catch \(\$am_e)/;
    expect(lines.filter((line) => written.test(line)).length).toBeGreaterThan(100);
    for (const { generatedLine, originalLine, originalColumn } of instrumented.segments) {
      const line = lines[generatedLine - 1] ?? "";
      if (!written.test(line) || originalLine === null) continue;
      const original = source.split("\n")[originalLine - 1]?.slice(originalColumn);
      expect([line.trim(), original]).toEqual([
        expect.stringMatching(/^(?:let \$am_|throw \$am_e;)/),
        expect.stringMatching(line.includes("let") ? /^(?:\{|=>)/ : /^(?:\}|=>)/),
      ]);
    }
    expect(instrumented.tokens.filter(({ text }) => text.startsWith("$am"))).toEqual([]);
  });
});

/** A segment of a source map, and the words on its two ends. */
interface Token {
  readonly text: string;
  /** The word of the source that it is mapped to. */
  readonly original: string | undefined;
  /** Where that is, as `line:column`. */
  readonly at: string;
}

class Emitted {
  readonly code: string;
  readonly segments: EachMapping[] = [];
  /** The segments that stand at a word: an identifier, a keyword, a literal. */
  readonly tokens: Token[] = [];

  constructor(project: Project) {
    this.code = project.read("dist/forms.js");
    const lines = this.code.split("\n");
    const originals = source.split("\n");
    eachMapping(new TraceMap(project.read("dist/forms.js.map")), (segment) => {
      this.segments.push(segment);
      const { originalLine, originalColumn } = segment;
      const text = wordAt(lines[segment.generatedLine - 1], segment.generatedColumn);
      if (text === undefined || originalLine === null) return;
      const original = wordAt(originals[originalLine - 1], originalColumn);
      this.tokens.push({ text, original, at: `${originalLine}:${originalColumn}` });
    });
  }
}

function wordAt(line: string | undefined, column: number): string | undefined {
  const word = /[\p{ID_Start}$_#@\d][\p{ID_Continue}$]*|"[^"]*"/uy;
  word.lastIndex = column;
  return line === undefined ? undefined : word.exec(line)?.[0];
}

/** Where the statements begin that are code and no more than other statements in braces; for variables, their names. */
function statementsOf(text: string): string[] {
  const file = ts.createSourceFile("forms.ts", text, ts.ScriptTarget.ESNext, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node) && !ts.isTypeAliasDeclaration(node)) {
      const [variable] = ts.isVariableStatement(node) ? node.declarationList.declarations : [];
      const { line, column } = position(text, (variable ?? node).getStart());
      found.push(`${line}:${column}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
