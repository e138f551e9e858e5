/** What TypeScript tells other projects of a file does not change by what is put into it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";

const fixtures = fileURLToPath(new URL("fixtures/", import.meta.url));
const fixture = (name: string): string => readFileSync(join(fixtures, name), "utf8");
const declaration = { declaration: true, declarationMap: true };

const cases = [
  { name: "overloads, guards, generics, abstract classes", file: "tricky.ts", compilerOptions: {} },
  {
    name: "stripInternal and removeComments",
    file: "tricky.ts",
    compilerOptions: { stripInternal: true, removeComments: true },
  },
  { name: "CommonJS", file: "tricky.ts", compilerOptions: { module: "commonjs" } },
  { name: "isolatedDeclarations", file: "isolated.ts", compilerOptions: { isolatedDeclarations: true } },
  { name: "JavaScript", file: "script.js", compilerOptions: { allowJs: true } },
  { name: "emitDeclarationOnly", file: "tricky.ts", compilerOptions: { emitDeclarationOnly: true } },
];

describe("declarations and their maps are the same bytes", () => {
  it.each(cases)("with $name", ({ file, compilerOptions }) => {
    const packageJson = compilerOptions.module === "commonjs" ? { type: "commonjs" } : {};
    const options = { ...declaration, ...compilerOptions };
    const project = new Project({ [file]: fixture(file) }, { compilerOptions: options, packageJson });
    const bare = declarationsIn(project.build(untouched));
    const instrumented = declarationsIn(project.build());
    expect(Object.keys(bare)).toHaveLength(2);
    expect(instrumented).toEqual(bare);
    if (compilerOptions.emitDeclarationOnly === true) return;
    expect(project.read(`dist/${file.replace(/\.ts$/, ".js")}`)).toContain("$am.define(");
  });
});

function declarationsIn({ folder }: Project): Record<string, string> {
  const dist = join(folder, "dist");
  const names = readdirSync(dist).filter((name) => /\.d\.ts(\.map)?$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(dist, name), "utf8")]));
}
