/** Which functions of a file are instrumented: those that annotations name, and those that the modes take beside them. */
import type ts from "typescript";
import type { AnnotationProblem } from "../annotation/annotation.js";
import { attachAnnotations } from "../annotation/attach.js";
import { mentionsTag } from "../annotation/tags.js";
import type { Mode } from "../options/options.js";
import { isConventionalFile } from "../routes/conventions.js";
import { findHandlers } from "../routes/find.js";
import { mentionsFramework } from "../routes/frameworks.js";
import type { Handler } from "../routes/handler.js";
import { annotatedFunctions } from "./annotated.js";
import { allTargets, canBeRewritten, exportedTargets } from "./everyFunction.js";
import type { FunctionNode, TypeScript } from "./functions.js";
import { labelOf, type Target } from "./target.js";

export interface Found {
  /** In source order, a function before those within it. */
  readonly targets: readonly Target[];
  readonly problems: readonly AnnotationProblem[];
}

/** What to look for besides annotations, which always count. */
export interface Search {
  /** Empty where the file lies outside of `include` and `exclude`. */
  readonly modes: readonly Mode[];
  /** Routes, paths and labels of handlers to leave out. */
  readonly excludedRoutes: readonly string[];
  /** Types, where the road has them; asked for only where something looks like a handler. */
  readonly checker?: (() => ts.TypeChecker) | undefined;
}

/** A sign of work in a file, by its text alone: without one, it need not be parsed. */
export function mayHoldTargets(fileName: string, text: string, modes: readonly Mode[]): boolean {
  if (mentionsTag(text) || modes.includes("exported") || modes.includes("all")) return true;
  return modes.includes("routes") && (mentionsFramework(text) || isConventionalFile(fileName));
}

/** Whether types may change what is found in a file, or what is said of its annotations. */
export function mayNeedTypes(fileName: string, text: string): boolean {
  return (
    mentionsFramework(text) || isConventionalFile(fileName) || (mentionsTag(text) && /\b(?:error|ok)-if\b/.test(text))
  );
}

export function findTargets(ts: TypeScript, file: ts.SourceFile, { modes, excludedRoutes, checker }: Search): Found {
  const { attached, problems } = mentionsTag(file.text) ? attachAnnotations(ts, file) : { attached: [], problems: [] };
  const annotated = annotatedFunctions(ts, file, attached);
  // An annotated handler is judged as a handler, whatever the modes are.
  const looksForHandlers = annotated.targets.size > 0 || modes.some((mode) => mode !== "annotated");
  const handlers = looksForHandlers ? findHandlers(ts, file, checker) : new Map<FunctionNode, Handler>();
  const targets = new Map<FunctionNode, Target>();
  for (const [node, target] of annotated.targets) targets.set(node, withHandler(target, handlers.get(node)));

  const take = (found: Target["found"], nodes: Iterable<FunctionNode>): void => {
    for (const node of nodes) {
      const handler = handlers.get(node);
      if (targets.has(node) || annotated.skipped.has(node)) continue;
      const target = withHandler({ node, found, keys: {} }, handler);
      if (handler === undefined || !isExcluded(handler.route, labelOf(ts, target), excludedRoutes))
        targets.set(node, target);
    }
  };
  if (modes.includes("routes")) {
    const isWanted = (handler: Handler) => !handler.isMiddleware && canBeRewritten(ts, handler.node);
    take(
      "routes",
      [...handlers.values()].filter(isWanted).map(({ node }) => node),
    );
  }
  if (modes.includes("exported")) take("exported", exportedTargets(ts, file));
  if (modes.includes("all")) take("all", allTargets(ts, file));
  return {
    targets: [...targets.values()].toSorted((a, b) => a.node.pos - b.node.pos || b.node.end - a.node.end),
    problems: [...problems, ...annotated.problems],
  };
}

function withHandler(target: Target, handler: Handler | undefined): Target {
  return handler === undefined ? target : { ...target, handler };
}

/** `"/metrics"`, `"GET /health"`, or the label of a named handler. */
export function isExcluded(route: string | undefined, label: string, excluded: readonly string[]): boolean {
  const path = route?.slice(route.indexOf(" ") + 1);
  return excluded.some((one) => one === route || one === path || one === label);
}
