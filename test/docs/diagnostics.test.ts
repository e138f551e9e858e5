/** docs/diagnostics.md explains every code, and what it shows is what the compiler says. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { codes } from "../../transformer/diagnostics/codes.js";
import { toDiagnostic } from "../../transformer/diagnostics/report.js";
import transformer from "../../transformer/index.js";
import { readConfiguration } from "../../transformer/options/configuration.js";

const text = readFileSync(fileURLToPath(new URL("../../docs/diagnostics.md", import.meta.url)), "utf8");
const sections = text
  .split(/^### /m)
  .slice(1)
  .map((section) => ({
    code: section.slice(0, section.indexOf("\n")),
    json: block(section, "json"),
    source: block(section, "ts"),
    messages: block(section, "text")?.trim().split("\n"),
  }));

function block(section: string, language: string): string | undefined {
  return new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(section)?.[1];
}

it("docs/diagnostics.md has a section for every code", () => {
  expect(sections.map(({ code }) => code)).toEqual(Object.values(codes).map((code) => `AM${code}`));
});

describe("the example shown for", () => {
  for (const { code, json, source, messages } of sections) {
    if (json !== undefined) it(code, () => expect(messages).toEqual(saidAbout(json)));
    if (source !== undefined) it(code, () => expect(messages).toEqual(saidIn(source)));
  }
});

function saidAbout(configuration: string): unknown[] {
  const { problems } = readConfiguration(configuration, "/shop/autometrics.json");
  return problems.map((problem) => toDiagnostic(ts, problem).messageText);
}

/** What is said in the build of a file, with an objective `api` and the working directory's packages. */
function saidIn(source: string): unknown[] {
  const options: ts.CompilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, noLib: true };
  const file = ts.createSourceFile("users.ts", source, ts.ScriptTarget.ES2022, true);
  const host = { ...ts.createCompilerHost(options), getSourceFile: () => file, writeFile: () => {} };
  const program = ts.createProgram(["users.ts"], options, host);
  const said: unknown[] = [];
  const addDiagnostic = ({ messageText }: ts.Diagnostic) => said.push(messageText);
  const before = [transformer(program, { objectives: { api: { successRate: 99.9 } } }, { ts, addDiagnostic })];
  program.emit(undefined, undefined, undefined, undefined, { before });
  return said;
}
