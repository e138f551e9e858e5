/** Answers that are given by what is assigned to a context: `ctx.body = users`, `ctx.response.status = 204`. */
import type ts from "typescript";
import { type FunctionNode, type TypeScript, unwrap } from "../targets/functions.js";
import type { Answers } from "./framework.js";
import { parametersOf } from "./parameters.js";

export function assignsAnswer(
  ts: TypeScript,
  node: FunctionNode,
  { members, methods }: Answers & { by: "assignment" },
): boolean {
  const context = parametersOf(node)[0]?.name;
  if (context === undefined) return false;
  // `({ response, params }) => …`
  if (!ts.isIdentifier(context)) {
    return context.elements.some(
      (one) => ts.isBindingElement(one) && (one.propertyName ?? one.name).getText() === "response",
    );
  }
  /** `ctx` itself, or its response. */
  const isContext = (expression: ts.Expression): boolean => {
    const inner = unwrap(ts, expression);
    if (ts.isIdentifier(inner)) return inner.text === context.text;
    return ts.isPropertyAccessExpression(inner) && inner.name.text === "response" && isContext(inner.expression);
  };
  const isMember = (expression: ts.Node, names: readonly string[]): boolean =>
    ts.isPropertyAccessExpression(expression) &&
    names.includes(expression.name.text) &&
    isContext(expression.expression);
  const answers = (inner: ts.Node): boolean =>
    (ts.isBinaryExpression(inner) &&
      inner.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      isMember(inner.left, members)) ||
    (ts.isCallExpression(inner) && isMember(inner.expression, methods)) ||
    ts.forEachChild(inner, answers) === true;
  return answers(node.body);
}
