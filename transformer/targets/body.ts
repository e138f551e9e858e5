/** What a writer must know about a function's body: where it opens, and what its own returns give back. */
import type ts from "typescript";
import type { BodyPlan, Flow, ReturnedValue, ReturnPlan, Span } from "../plan.js";
import { type FunctionNode, type TypeScript, unwrap } from "./functions.js";

export function bodyPlan(ts: TypeScript, node: FunctionNode, flow: Flow): BodyPlan {
  const { body } = node;
  if (ts.isBlock(body)) {
    return {
      form: "block",
      span: spanOf(body),
      directivesEnd: directivesEnd(ts, body),
      ...(mayTakeReturnBack(ts, body) && { mayTakeReturnBack: true }),
    };
  }
  return { form: "expression", span: spanOf(body), arrowEnd: body.pos, value: returnedValue(ts, body, flow) };
}

/** Generators and async generators await or hand on what they return by themselves, so their returns stay as they are. */
export function returnPlans(ts: TypeScript, node: FunctionNode, flow: Flow): ReturnPlan[] {
  if (flow === "generator" || flow === "async-generator" || !ts.isBlock(node.body)) return [];
  const returns: ReturnPlan[] = [];
  const visit = (inner: ts.Node): void => {
    if (ts.isFunctionLike(inner) || ts.isClassLike(inner) || ts.isExpression(inner)) return;
    if (ts.isReturnStatement(inner)) {
      const { expression } = inner;
      returns.push({
        span: spanOf(inner),
        ...(expression && { expression: spanOf(expression) }),
        ...(expression && isSequence(ts, expression) && { isSequence: true }),
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
  if (!ts.isBlock(node.body)) return names;
  const { vars, functions } = declarationsOf(ts, node.body);
  // In sloppy code a function declared in the body is a variable of the function's too.
  for (const name of [...vars, ...functions]) names.add(name);
  return names;
}

/**
 * A name that stands in the way: the body becomes a block within the function, and what a function body may declare
 * twice (`function g() {} var g;`), a block may not. A function with a parameter's name would no longer be the
 * parameter's value, which `arguments` can tell, and the compiler's own rewriting of destructured parameters; and in
 * sloppy code one that a block within declares again would no longer be replaced by that.
 */
export function conflictingName(ts: TypeScript, node: FunctionNode): string | undefined {
  const { body } = node;
  if (!ts.isBlock(body) || !body.statements.some((statement) => isFunctionStatement(ts, statement))) return undefined;
  const { vars, functions, functionsInBlocks } = declarationsOf(ts, body);
  const isSloppy = !ts.isExternalModule(node.getSourceFile());
  const taken = new Set(["arguments", ...vars, ...(isSloppy ? functionsInBlocks : [])]);
  const arePlain = node.parameters.every(({ name, initializer }) => ts.isIdentifier(name) && !initializer);
  if (!arePlain || /\barguments\b/.test(body.getText())) {
    for (const { name } of node.parameters) addBoundNames(ts, name, taken);
  }
  for (const name of functions) {
    if (taken.has(name)) return name;
    taken.add(name);
  }
  return undefined;
}

/** Also with a label. */
function isFunctionStatement(ts: TypeScript, statement: ts.Statement): boolean {
  return ts.isLabeledStatement(statement)
    ? isFunctionStatement(ts, statement.statement)
    : ts.isFunctionDeclaration(statement);
}

/**
 * Whether a function's body does the same in a closure within the function: a `var` that repeats a parameter would be
 * a variable of its own there, and so would what a direct `eval` declares.
 */
export function fitsInClosure(ts: TypeScript, node: FunctionNode): boolean {
  if (!ts.isBlock(node.body)) return true;
  const { vars } = declarationsOf(ts, node.body);
  const parameters = new Set(["arguments"]);
  for (const { name } of node.parameters) addBoundNames(ts, name, parameters);
  return ![...parameters].some((name) => vars.has(name)) && !/\beval\b/.test(node.body.getText());
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

interface Declarations {
  readonly vars: ReadonlySet<string>;
  /** Those of the body itself. */
  readonly functions: readonly string[];
  readonly functionsInBlocks: readonly string[];
}

function declarationsOf(ts: TypeScript, body: ts.Block): Declarations {
  const vars = new Set<string>();
  const functions: string[] = [];
  const functionsInBlocks: string[] = [];
  const visit = (inner: ts.Node, isOwn: boolean): void => {
    if (ts.isFunctionDeclaration(inner) && inner.body && inner.name) {
      (isOwn ? functions : functionsInBlocks).push(inner.name.text);
    }
    if (ts.isFunctionLike(inner) || ts.isClassLike(inner)) return;
    if (ts.isVariableDeclarationList(inner) && (inner.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const { name } of inner.declarations) addBoundNames(ts, name, vars);
    }
    ts.forEachChild(inner, (child) => visit(child, isOwn && ts.isLabeledStatement(inner)));
  };
  for (const statement of body.statements) visit(statement, true);
  return { vars, functions, functionsInBlocks };
}

function addBoundNames(ts: TypeScript, name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) addBoundNames(ts, element.name, names);
}

/** Whether a `finally` of the function's own has a `break` or `continue`, which undoes a return that led there. */
function mayTakeReturnBack(ts: TypeScript, body: ts.Block): boolean {
  const leaves = (node: ts.Node): boolean => ts.isBreakOrContinueStatement(node) || within(node, leaves);
  const takesBack = (node: ts.Node): boolean =>
    (ts.isTryStatement(node) && node.finallyBlock !== undefined && leaves(node.finallyBlock)) ||
    within(node, takesBack);
  const within = (node: ts.Node, test: (inner: ts.Node) => boolean): boolean =>
    !ts.isFunctionLike(node) && !ts.isClassLike(node) && ts.forEachChild(node, test) === true;
  return body.getText().includes("finally") && takesBack(body);
}

function returnedValue(ts: TypeScript, expression: ts.Expression, flow: Flow): ReturnedValue {
  if (isAnonymous(ts, unwrap(ts, expression))) return "anonymous";
  const values = valuesOf(ts, expression);
  if (flow === "async") {
    return values.some((value) => mayBePromise(ts, value) && !isUndefined(ts, value)) ? "open" : "plain";
  }
  // In a function that is not async, a promise is replaced by one derived from it, so it must be certain that nobody
  // else holds it: whatever is no call that stands here keeps the whole as it is.
  const promises = values.filter((value) => isCall(ts, value) || (mayBePromise(ts, value) && !isUndefined(ts, value)));
  if (promises.length === 0) return "plain";
  return promises.every((value) => isCall(ts, value)) ? "open" : "held";
}

/** An assignment would give it its target's name. */
function isAnonymous(ts: TypeScript, inner: ts.Expression): boolean {
  return (
    ts.isArrowFunction(inner) ||
    ((ts.isFunctionExpression(inner) || ts.isClassExpression(inner)) && inner.name === undefined)
  );
}

function isSequence(ts: TypeScript, expression: ts.Expression): boolean {
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.CommaToken;
}

/** The expressions that an expression's value may come from, but those that give no promise when it does. */
function valuesOf(ts: TypeScript, expression: ts.Expression): ts.Expression[] {
  const inner = unwrap(ts, expression);
  if (ts.isConditionalExpression(inner)) return [...valuesOf(ts, inner.whenTrue), ...valuesOf(ts, inner.whenFalse)];
  if (!ts.isBinaryExpression(inner)) return [inner];
  switch (inner.operatorToken.kind) {
    case ts.SyntaxKind.BarBarToken:
    case ts.SyntaxKind.QuestionQuestionToken:
      return [...valuesOf(ts, inner.left), ...valuesOf(ts, inner.right)];
    // What is falsy on the left is no promise.
    case ts.SyntaxKind.AmpersandAmpersandToken:
    case ts.SyntaxKind.CommaToken:
      return valuesOf(ts, inner.right);
    default:
      return [inner];
  }
}

/** By its name alone: where it is something else, nothing but the end of a call is mistaken. */
function isUndefined(ts: TypeScript, inner: ts.Expression): boolean {
  return ts.isIdentifier(inner) && inner.text === "undefined";
}

/** What a call gives was made for the caller; `new Promise` likewise. */
function isCall(ts: TypeScript, inner: ts.Expression): boolean {
  if (ts.isNewExpression(inner)) return ts.isIdentifier(inner.expression) && inner.expression.text === "Promise";
  return ts.isCallExpression(inner) || ts.isTaggedTemplateExpression(inner);
}

/** Whether the value may be a promise, for all that the text says. */
function mayBePromise(ts: TypeScript, inner: ts.Expression): boolean {
  // An assignment gives what it assigns, or what was there before; all other operators are arithmetic and comparison.
  if (ts.isBinaryExpression(inner)) {
    switch (inner.operatorToken.kind) {
      case ts.SyntaxKind.EqualsToken:
        return valuesOf(ts, inner.right).some((value) => mayBePromise(ts, value));
      case ts.SyntaxKind.QuestionQuestionEqualsToken:
      case ts.SyntaxKind.BarBarEqualsToken:
      case ts.SyntaxKind.AmpersandAmpersandEqualsToken:
        return true;
      default:
        return false;
    }
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
