/** Each folder here is a mistake: `input.ts` has it, `expected.txt` is what the compiler prints (`vitest -u` writes it). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";

const folder = import.meta.dirname;
const cases = readdirSync(folder, { withFileTypes: true })
  // Mistakes in the configuration have cases of another kind, in a folder of their own.
  .filter((entry) => entry.isDirectory() && entry.name !== "options")
  .map(({ name }) => name);

describe("a mistake in an annotation", () => {
  let problems: string;
  const outputs: Record<string, { emitted: string; untouched: string }> = {};
  const linesOf = (text: string, name: string) =>
    text
      .split("\n")
      .filter((line) => line.startsWith(`src/${name}/`) && line.includes("error TS91"))
      .map((line) => `${line.slice(`src/${name}/`.length)}\n`)
      .join("");
  const inputs = cases.map((name) => [`src/${name}/input.ts`, readFileSync(join(folder, name, "input.ts"), "utf8")]);
  const project = new Project(Object.fromEntries(inputs));

  beforeAll(() => {
    problems = project.emit().problems;
    const emitted = cases.map((name) => project.read(`dist/${name}/input.js`));
    project.emit(untouched);
    cases.forEach((name, i) => {
      outputs[name] = { emitted: emitted[i] ?? "", untouched: project.read(`dist/${name}/input.js`) };
    });
  });

  it.each(cases)("is shown where it is: %s", async (name) => {
    const lines = linesOf(problems, name);
    expect(lines).not.toBe("");
    await expect(lines).toMatchFileSnapshot(join(folder, name, "expected.txt"));
  });

  it.each(cases)("leaves the file as it was: %s", (name) => {
    expect(outputs[name]?.emitted).toBe(outputs[name]?.untouched);
  });

  it("fails the build with tspc, which prints the same", async () => {
    const { code, stdout } = await project.tspc();
    expect(code).not.toBe(0);
    for (const name of cases) expect(linesOf(stdout, name)).toBe(linesOf(problems, name));
  });
});
