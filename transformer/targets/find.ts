/** Which functions of a file are instrumented: those that annotations name, and those that the modes take beside them. */
import type ts from "typescript";
import type { AnnotationProblem } from "../annotation/annotation.js";
import { attachAnnotations } from "../annotation/attach.js";
import { mentionsTag } from "../annotation/tags.js";
import type { Mode } from "../options/options.js";
import { annotatedFunctions } from "./annotated.js";
import { allTargets, exportedTargets } from "./everyFunction.js";
import type { FunctionNode, TypeScript } from "./functions.js";
import type { Target } from "./target.js";

export interface Found {
  /** In source order, a function before those within it. */
  readonly targets: readonly Target[];
  readonly problems: readonly AnnotationProblem[];
}

/**
 * @param modes What to look for besides annotations, which always count. Empty where the file lies outside of
 *   `include` and `exclude`.
 */
export function findTargets(ts: TypeScript, file: ts.SourceFile, modes: readonly Mode[]): Found {
  const { attached, problems } = mentionsTag(file.text) ? attachAnnotations(ts, file) : { attached: [], problems: [] };
  const annotated = annotatedFunctions(ts, file, attached);
  const targets = new Map(annotated.targets);
  const take = (found: Target["found"], nodes: readonly FunctionNode[]): void => {
    for (const node of nodes) {
      if (!targets.has(node) && !annotated.skipped.has(node)) targets.set(node, { node, found, keys: {} });
    }
  };
  if (modes.includes("exported")) take("exported", exportedTargets(ts, file));
  if (modes.includes("all")) take("all", allTargets(ts, file));
  return {
    targets: [...targets.values()].toSorted((a, b) => a.node.pos - b.node.pos || b.node.end - a.node.end),
    problems: [...problems, ...annotated.problems],
  };
}
