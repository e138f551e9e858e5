/** Every two of the matrix's values that can meet, built by the real compiler and run, each under its own Node. */
import { describe, it } from "vitest";
import { callLog } from "./callLog.js";
import { describeCombination } from "./combinations.js";
import { knownCalls, MatrixProject } from "./matrixProject.js";
import { pairwise } from "./pairwise.js";
import { nodeBinary, toolchain } from "./toolchains.js";

describe.concurrent("a project with every annotation, built by tspc and run", () => {
  for (const combination of pairwise()) {
    it(describeCombination(combination), async ({ expect, onTestFinished }) => {
      const options = { declaration: true, declarationMap: true };
      const project = new MatrixProject(toolchain(combination.tools), combination, options);
      onTestFinished(() => project.dispose());
      const node = nodeBinary(combination.node);

      const built = await project.tspc(node);
      const summary = expect.stringMatching(/^ts-autometrics: \d+ functions in \d+ files\n$/);
      expect(built).toEqual({ code: 0, stdout: "", stderr: summary });
      const emitted = project.emitted();
      const { code, stdout, stderr } = await project.run(node);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(callLog(stdout)).toEqual(knownCalls(combination));

      // What everything.ts goes by: an emit in this process gives the same.
      expect(project.emit()).toBe("");
      expect(project.emitted()).toEqual(emitted);
      const declarations = project.declarations();
      expect(project.emit({ instrumented: false })).toBe("");
      expect(project.declarations()).toEqual(declarations);
    });
  }
});
