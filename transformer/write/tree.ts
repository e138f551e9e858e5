/** Applies a plan to TypeScript's tree, as a `before` transformer. Decides nothing: everything is in the plan. */
import type ts from "typescript";
import { isFunctionNode, type TypeScript } from "../targets/functions.js";
import { FunctionWriter } from "./functionWriter.js";
import { keepImports } from "./keptImports.js";
import { type Preamble, withPreamble } from "./preamble.js";
import { mayHold } from "./spans.js";

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

  const numberOf = (node: ts.Node): number | undefined =>
    isFunctionNode(ts, node) && node.pos >= 0
      ? numbers.get(keyOf({ start: node.getStart(original), end: node.end }))
      : undefined;

  const visit = (node: ts.Node): ts.Node => {
    if (!mayHold(ts, node, plan.sites)) return node;
    const source = ts.getOriginalNode(node);
    const number = numberOf(source);
    // Call sites within one come right behind it.
    const next = number === undefined ? undefined : plan.sites[number + 1];
    const isWhole = number !== undefined && ts.isParseTreeNode(node) && !(next && next.span.start < node.end);
    const visited = isWhole ? node : ts.visitEachChild(node, visit, context);
    if (number === undefined || !isFunctionNode(ts, source) || !isFunctionNode(ts, visited)) return visited;
    written++;
    return writer.instrument(visited, source, number);
  };

  const visited = ts.visitNodes(file.statements, visit, ts.isStatement);
  const kept = keepImports(ts, context, visited, writer.importsInUse);
  const statements = context.factory.createNodeArray(withPreamble(ts, context.factory, kept, preamble, original.text));
  return { file: context.factory.updateSourceFile(file, ts.setTextRange(statements, file.statements)), written };
}

function keyOf({ start, end }: { start: number; end: number }): string {
  return `${start}:${end}`;
}
