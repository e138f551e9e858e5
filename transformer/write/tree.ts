/** Applies a plan to TypeScript's tree, as a `before` transformer. Decides nothing: everything is in the plan. */
import type ts from "typescript";
import { isFunctionNode, type TypeScript } from "../targets/functions.js";
import { FunctionWriter } from "./functionWriter.js";
import { keepImports } from "./keptImports.js";
import { type Preamble, withPreamble } from "./preamble.js";

/** The file with its call sites instrumented, and the number of call sites that were found in the tree. */
export function writeTree(
  ts: TypeScript,
  context: ts.TransformationContext,
  file: ts.SourceFile,
  preamble: Preamble,
): { file: ts.SourceFile; written: number } {
  const { plan } = preamble;
  const original = ts.getParseTreeNode(file, ts.isSourceFile) ?? file;
  const numbers = new Map(plan.sites.map(({ span }, number) => [keyOf(span), number]));
  const writer = new FunctionWriter(ts, context, original, plan);
  let written = 0;

  // Most of a file's nodes hold no call site, and are left without a look at what is in them. What another transformer
  // has made may hold anything.
  const mayHoldSite = (node: ts.Node): boolean =>
    !ts.isParseTreeNode(node) || plan.sites.some(({ span }) => node.pos <= span.start && span.end <= node.end);

  const visit = (node: ts.Node): ts.Node => {
    if (!mayHoldSite(node)) return node;
    const visited = ts.visitEachChild(node, visit, context);
    const source = ts.getOriginalNode(node);
    if (!isFunctionNode(ts, source) || !isFunctionNode(ts, visited) || source.pos < 0) return visited;
    const number = numbers.get(keyOf({ start: source.getStart(original), end: source.end }));
    if (number === undefined) return visited;
    written++;
    return writer.instrument(visited, source, number);
  };

  const visited = ts.visitEachChild(file, visit, context);
  const kept = keepImports(ts, context, visited.statements, writer.importsInUse);
  const statements = context.factory.createNodeArray(withPreamble(ts, context.factory, kept, preamble, original.text));
  return {
    file: context.factory.updateSourceFile(visited, ts.setTextRange(statements, file.statements)),
    written,
  };
}

function keyOf({ start, end }: { start: number; end: number }): string {
  return `${start}:${end}`;
}
