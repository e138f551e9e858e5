import type ts from "typescript";
import type { Flow, FunctionKind } from "../plan.js";

export type TypeScript = typeof ts;

/** Every node that can be a call site: it has a body of its own. Constructors are never instrumented. */
export type FunctionNode = (
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ArrowFunction
  | ts.MethodDeclaration
  | ts.GetAccessorDeclaration
  | ts.SetAccessorDeclaration
) & { readonly body: ts.ConciseBody };

export function isFunctionNode(ts: TypeScript, node: ts.Node): node is FunctionNode {
  return (
    (ts.isFunctionDeclaration(node) ||
      ts.isFunctionExpression(node) ||
      ts.isArrowFunction(node) ||
      ts.isMethodDeclaration(node) ||
      ts.isGetAccessorDeclaration(node) ||
      ts.isSetAccessorDeclaration(node)) &&
    node.body !== undefined
  );
}

export function kindOf(ts: TypeScript, node: FunctionNode): FunctionKind {
  if (ts.isArrowFunction(node)) return "arrow";
  if (ts.isMethodDeclaration(node)) return "method";
  if (ts.isGetAccessorDeclaration(node)) return "getter";
  if (ts.isSetAccessorDeclaration(node)) return "setter";
  return "function";
}

export function flowOf(ts: TypeScript, node: FunctionNode): Flow {
  const isAsync = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  const isGenerator = "asteriskToken" in node && node.asteriskToken !== undefined;
  if (isGenerator) return isAsync ? "async-generator" : "generator";
  return isAsync ? "async" : "sync";
}

/** The expression without parentheses and without what only types see: `(f as F)!` is `f`. */
export function unwrap(ts: TypeScript, expression: ts.Expression): ts.Expression {
  let inner = expression;
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isSatisfiesExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isTypeAssertionExpression(inner)
  )
    inner = inner.expression;
  return inner;
}

/** The nearest ancestor that is neither parentheses nor something only types see. */
export function parentOf(ts: TypeScript, node: ts.Node): ts.Node {
  let parent = node.parent;
  while (
    ts.isParenthesizedExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isTypeAssertionExpression(parent)
  )
    parent = parent.parent;
  return parent;
}

/** The function that an expression is, if it is one and not a call that gives one. */
export function functionIn(ts: TypeScript, expression: ts.Expression | undefined): FunctionNode | undefined {
  if (expression === undefined) return undefined;
  const inner = unwrap(ts, expression);
  return isFunctionNode(ts, inner) ? inner : undefined;
}

/** The functions of a class: methods, accessors, static, private and function-valued members; nothing inherited. */
export function functionsOfClass(ts: TypeScript, node: ts.ClassLikeDeclaration): FunctionNode[] {
  return node.members.flatMap((member) => {
    if (isFunctionNode(ts, member)) return [member];
    const value = ts.isPropertyDeclaration(member) ? functionIn(ts, member.initializer) : undefined;
    return value === undefined ? [] : [value];
  });
}
