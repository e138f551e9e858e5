/**
 * Every combination of one version of TypeScript, emitted in this process and run by each version of Node. Real tspc
 * builds are in pairwise.matrix.ts, which also holds what they emit against what is emitted here.
 */
import { createHash } from "node:crypto";
import { describe, expect, it, onTestFinished } from "vitest";
import { callLog } from "./callLog.js";
import { type Combination, combinations, describeCombination, dimensions, type Tools } from "./combinations.js";
import { knownCalls, MatrixProject } from "./matrixProject.js";
import { nodeBinary, toolchain } from "./toolchains.js";

export function testEverything(tools: Tools): void {
  const [node] = dimensions.node;
  const all = combinations().filter((combination) => combination.tools === tools && combination.node === node);
  /** Many options make no difference to what is emitted, and what has run needs not run again. */
  const known = new Set<string>();

  describe(`a project with every annotation, emitted by ${tools}`, () => {
    for (const combination of all) {
      it(describeCombination(combination), async () => {
        const project = new MatrixProject(toolchain(tools), combination);
        onTestFinished(() => project.dispose());
        expect(project.emit()).toBe("");

        const emitted = createHash("sha256")
          .update(JSON.stringify([project.emitted(), combination.module]))
          .digest("hex");
        if (known.has(emitted)) return;
        await expectKnownCalls(project, combination);
        known.add(emitted);
      });
    }
  });
}

async function expectKnownCalls(project: MatrixProject, combination: Combination): Promise<void> {
  const runs = dimensions.node.map(async (node) => [node, await project.run(nodeBinary(node))] as const);
  for (const [node, { code, stdout, stderr }] of await Promise.all(runs)) {
    expect({ node, code, stderr }).toEqual({ node, code: 0, stderr: "" });
    expect({ node, calls: callLog(stdout) }).toEqual({ node, calls: knownCalls(combination) });
  }
}
