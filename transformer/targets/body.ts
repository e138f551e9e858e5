/** What a writer must know about a function's body: where it opens, and what its own returns give back. */
import type ts from "typescript";
import type { BodyPlan, Flow, ReturnedValue, ReturnPlan, Span } from "../plan.js";
import { type FunctionNode, type TypeScript, unwrap } from "./functions.js";

export function bodyPlan(ts: TypeScript, node: FunctionNode, flow: Flow): BodyPlan {
  const { body } = node;
  if (ts.isBlock(body)) {
    const span = spanOf(body);
    return { form: "block", span, directivesEnd: directivesEnd(ts, body), dropsReturns: dropsReturns(ts, body) };
  }
  return { form: "expression", span: spanOf(body), value: returnedValue(ts, body, flow) };
}

/** Generators and async generators await or hand on what they return by themselves, so their returns stay as they are. */
export function returnPlans(ts: TypeScript, node: FunctionNode, flow: Flow): ReturnPlan[] {
  if (flow === "generator" || flow === "async-generator" || !ts.isBlock(node.body)) return [];
  const returns: ReturnPlan[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isFunctionLike(inner) || ts.isClassLike(inner)) return;
    if (ts.isReturnStatement(inner)) {
      const { expression } = inner;
      returns.push({
        span: spanOf(inner),
        ...(expression && { expression: spanOf(expression) }),
        value: expression === undefined ? "plain" : returnedValue(ts, expression, flow),
      });
      return;
    }
    ts.forEachChild(inner, visit);
  };
  visit(node.body);
  return returns;
}

/** Names that the function declares for the whole of its body; an identifier of the same name outside is hidden. */
export function namesWithin(ts: TypeScript, node: FunctionNode): Set<string> {
  const names = new Set<string>();
  if (ts.isFunctionExpression(node) && node.name !== undefined) names.add(node.name.text);
  for (const { name } of node.parameters) addBoundNames(ts, name, names);
  if (ts.isBlock(node.body)) for (const name of declarationsOf(ts, node.body).vars) names.add(name);
  return names;
}

/**
 * A name that stands in the way: the body becomes a block within the function, and what a function body may declare
 * twice (`function g() {} var g;`), a block may not. A function with a parameter's name would no longer be the
 * parameter's value, which `arguments` and the compiler's own rewriting of parameters can tell.
 */
export function conflictingName(ts: TypeScript, node: FunctionNode): string | undefined {
  if (!ts.isBlock(node.body)) return undefined;
  const { vars, functions } = declarationsOf(ts, node.body);
  const taken = new Set(["arguments", ...vars]);
  for (const { name } of node.parameters) addBoundNames(ts, name, taken);
  for (const name of functions) {
    if (taken.has(name)) return name;
    taken.add(name);
  }
  return undefined;
}

export function spanOf(node: ts.Node): Span {
  return { start: node.getStart(), end: node.end };
}

function directivesEnd(ts: TypeScript, body: ts.Block): number {
  let end = body.getStart() + 1;
  for (const statement of body.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    end = statement.end;
  }
  return end;
}

/** Whether a `break` or `continue` stands in a `finally`; where it leads does not matter. */
function dropsReturns(ts: TypeScript, body: ts.Block): boolean {
  const visit = (inner: ts.Node, inFinally: boolean): boolean => {
    if (ts.isFunctionLike(inner) || ts.isClassLike(inner)) return false;
    if (ts.isBreakOrContinueStatement(inner)) return inFinally;
    const isFinally = (child: ts.Node) => ts.isTryStatement(inner) && inner.finallyBlock === child;
    return ts.forEachChild(inner, (child) => visit(child, inFinally || isFinally(child))) === true;
  };
  return visit(body, false);
}

function declarationsOf(ts: TypeScript, body: ts.Block): { vars: Set<string>; functions: string[] } {
  const vars = new Set<string>();
  const functions: string[] = [];
  for (const statement of body.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.body && statement.name) functions.push(statement.name.text);
  }
  const visit = (inner: ts.Node): void => {
    if (ts.isFunctionLike(inner) || ts.isClassLike(inner)) return;
    if (ts.isVariableDeclarationList(inner) && (inner.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const { name } of inner.declarations) addBoundNames(ts, name, vars);
    }
    ts.forEachChild(inner, visit);
  };
  ts.forEachChild(body, visit);
  return { vars, functions };
}

function addBoundNames(ts: TypeScript, name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addBoundNames(ts, element.name, names);
}

function returnedValue(ts: TypeScript, expression: ts.Expression, flow: Flow): ReturnedValue {
  if (flow === "generator" || flow === "async-generator") return "plain";
  return (flow === "async" ? mayBePromise(ts, expression) : isFreshCall(ts, expression)) ? "open" : "plain";
}

/**
 * In a function that is not async: whether the value is made by a call that stands there, so that nobody else can hold
 * the promise it may be. A promise that is also kept somewhere must stay the same object.
 */
function isFreshCall(ts: TypeScript, expression: ts.Expression): boolean {
  const inner = unwrap(ts, expression);
  if (ts.isCallExpression(inner) || ts.isTaggedTemplateExpression(inner)) return true;
  if (ts.isNewExpression(inner)) return ts.isIdentifier(inner.expression) && inner.expression.text === "Promise";
  if (ts.isConditionalExpression(inner)) return isFreshCall(ts, inner.whenTrue) || isFreshCall(ts, inner.whenFalse);
  if (!ts.isBinaryExpression(inner)) return false;
  if (inner.operatorToken.kind === ts.SyntaxKind.CommaToken) return isFreshCall(ts, inner.right);
  return isLogical(ts, inner) && (isFreshCall(ts, inner.left) || isFreshCall(ts, inner.right));
}

/** In an async function: whether the value may be a promise, for all that the text says. */
function mayBePromise(ts: TypeScript, expression: ts.Expression): boolean {
  const inner = unwrap(ts, expression);
  if (ts.isConditionalExpression(inner)) return mayBePromise(ts, inner.whenTrue) || mayBePromise(ts, inner.whenFalse);
  if (ts.isBinaryExpression(inner)) {
    if (isLogical(ts, inner)) return mayBePromise(ts, inner.left) || mayBePromise(ts, inner.right);
    const { kind } = inner.operatorToken;
    if (kind === ts.SyntaxKind.CommaToken || kind === ts.SyntaxKind.EqualsToken) return mayBePromise(ts, inner.right);
    // The other assignments may give back what was there before; all that is left is arithmetic and comparison.
    return (
      kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
      kind === ts.SyntaxKind.BarBarEqualsToken ||
      kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken
    );
  }
  return !(
    ts.isAwaitExpression(inner) ||
    ts.isLiteralExpression(inner) ||
    ts.isTemplateExpression(inner) ||
    ts.isObjectLiteralExpression(inner) ||
    ts.isArrayLiteralExpression(inner) ||
    ts.isPrefixUnaryExpression(inner) ||
    ts.isPostfixUnaryExpression(inner) ||
    ts.isTypeOfExpression(inner) ||
    ts.isVoidExpression(inner) ||
    ts.isDeleteExpression(inner) ||
    ts.isFunctionExpression(inner) ||
    ts.isArrowFunction(inner) ||
    ts.isClassExpression(inner) ||
    inner.kind === ts.SyntaxKind.TrueKeyword ||
    inner.kind === ts.SyntaxKind.FalseKeyword ||
    inner.kind === ts.SyntaxKind.NullKeyword
  );
}

function isLogical(ts: TypeScript, node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.AmpersandAmpersandToken ||
    kind === ts.SyntaxKind.BarBarToken ||
    kind === ts.SyntaxKind.QuestionQuestionToken
  );
}
