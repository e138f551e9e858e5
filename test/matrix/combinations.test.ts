/** A few of the matrix's combinations, with the compiler that is installed; `npm run test:matrix` has them all. */
import { describe, expect, it, onTestFinished } from "vitest";
import { callLog } from "./callLog.js";
import { type Combination, describeCombination, usual } from "./combinations.js";
import { knownCalls, MatrixProject } from "./matrixProject.js";
import { ownToolchain } from "./toolchains.js";

const toolchain = ownToolchain();

const few: Combination[] = [
  { ...usual, module: "commonjs", target: "es2017" },
  { ...usual, module: "nodenext as CommonJS", decorators: "standard", jsx: "react-jsx", isolatedModules: true },
  { ...usual, module: "nodenext as CommonJS", syntax: "require", verbatimModuleSyntax: true },
  { ...usual, module: "esnext", target: "esnext", jsx: "react-jsx", verbatimModuleSyntax: true },
  { ...usual, module: "preserve", target: "es2015", decorators: "standard" },
];

describe("a project with every annotation", () => {
  for (const combination of few) {
    it(`counts its calls, with ${describeCombination(combination)}`, async () => {
      const project = new MatrixProject(toolchain, combination);
      onTestFinished(() => project.dispose());
      expect(project.emit()).toBe("");
      await expectKnownCalls(project, combination);
    });
  }

  it("counts its calls when tspc has built it", async () => {
    const project = new MatrixProject(toolchain, usual);
    onTestFinished(() => project.dispose());
    expect(await project.tspc(process.execPath)).toMatchObject({ code: 0, stdout: "" });
    await expectKnownCalls(project, usual);
  });
});

async function expectKnownCalls(project: MatrixProject, combination: Combination): Promise<void> {
  const { code, stdout, stderr } = await project.run(process.execPath);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(callLog(stdout)).toEqual(knownCalls(combination));
}
