import { describe, expect, it } from "vitest";
import { Project, untouched } from "../support/project.js";

const source = `/** Throws in all ways. */
const at = (error: unknown) => (error as Error).stack!.split("\\n").filter((line) => line.includes("main.ts")).map((line) => line.trim().replace(/\\(?(file:)?\\/.*main.ts/, "main.ts"));
const stacks: string[][] = [];
/** @autometrics */ export function declared(n: number) { if (n > 0) throw new Error("first"); return undefined!.call; }
/** @autometrics */
export const concise = (n: number) => n > 0 ? undefined!.one : boom();
function boom(): never {
  throw new Error("boom");
}
/** @autometrics */
export class K {
  method(n: number) {
    const a = 1; if (n > 0) { throw new Error("method"); }
    return boom();
  }
  get size(): number { return boom(); }
  field = () =>
    boom();
}
/** @autometrics */
export async function later(n: number) {
  await null;
  if (n > 0) throw new Error("later");
  return await boom();
}
/** @autometrics */
export function* generator(n: number) {
  yield n; boom();
}
const k = new K();
for (const n of [0, 1]) {
  for (const call of [() => declared(n), () => concise(n), () => k.method(n), () => k.size, () => k.field(), () => [...generator(n)], () => later(n)]) {
    try {
      await call();
    } catch (error) {
      stacks.push(at(error));
    }
  }
}
console.log(JSON.stringify(stacks));
`;

describe("a stack trace", () => {
  it.each([{ sourceMap: true }, { inlineSourceMap: true }, { sourceMap: true, target: "es2015", module: "nodenext" }])(
    "shows the user's lines and columns, with %o",
    async (compilerOptions) => {
      const project = new Project({ "main.ts": `// @ts-nocheck\n${source}` }, { compilerOptions });
      const bare = await project.build(untouched).run("dist/main.js", ["--enable-source-maps"]);
      const instrumented = await project.build().run("dist/main.js", ["--enable-source-maps"]);
      expect(bare.result).toHaveLength(14);
      expect(instrumented.result).toEqual(bare.result);
      expect(Object.values(instrumented.metrics.calls()).every(({ error }) => error === 2)).toBe(true);
    },
  );
});
