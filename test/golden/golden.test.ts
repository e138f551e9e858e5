/**
 * What is emitted, for the eye: `input.ts` becomes `expected.js` by the compiler, and `written.ts` by the text writer
 * (`vitest -u` writes them).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Project } from "../support/project.js";

const folder = import.meta.dirname;
const cases = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe("the emitted code", () => {
  const extension = (name: string) => (name === "commonjs" ? "cts" : "ts");
  const inputs = cases.map((name) => {
    const text = readFileSync(join(folder, name, "input.ts"), "utf8");
    return [`src/${name}/input.${extension(name)}`, text];
  });
  const project = new Project(Object.fromEntries(inputs));
  beforeAll(() => {
    project.build();
  });

  it.each(cases)("is as expected: %s", async (name) => {
    const output = project.read(`dist/${name}/input.${extension(name).replace("ts", "js")}`);
    await expect(withoutHash(output)).toMatchFileSnapshot(join(folder, name, "expected.js"));
  });

  it.each(cases)("is in the text as expected: %s", async (name) => {
    const text = project.written().get(join(project.folder, `src/${name}/input.${extension(name)}`)) ?? "";
    await expect(withoutHash(text)).toMatchFileSnapshot(join(folder, name, "written.ts"));
  });
});

function withoutHash(text: string): string {
  return text.replace(/options: "\w{8}"/, 'options: "00000000"');
}
