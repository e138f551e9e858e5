/** What the modes `exported` and `all` take: functions that nobody annotated, and the ones among them to leave alone. */
import type ts from "typescript";
import { conflictingName } from "./body.js";
import { exportedFunctions } from "./exported.js";
import { type FunctionNode, isFunctionNode, parentOf, type TypeScript, unwrap } from "./functions.js";

/** The exported functions of a file that can be instrumented without anybody having looked at them. */
export function exportedTargets(ts: TypeScript, file: ts.SourceFile): FunctionNode[] {
  if (hasOtherDirective(ts, file.statements)) return [];
  return exportedFunctions(ts, file).filter((node) => canBeMeasured(ts, node));
}

/** Every function of a file that can be: nested ones, callbacks, methods, accessors, in source order. */
export function allTargets(ts: TypeScript, file: ts.SourceFile): FunctionNode[] {
  const found: FunctionNode[] = [];
  const visit = (node: ts.Node): void => {
    if (isSentElsewhere(ts, node) || ts.isWithStatement(node)) return;
    if (isFunctionNode(ts, node)) {
      // What is left alone for its directive or its `eval` is so with all that is in it.
      if (ts.isBlock(node.body) && hasOtherDirective(ts, node.body.statements)) return;
      if (canBeMeasured(ts, node)) found.push(node);
    }
    ts.forEachChild(node, visit);
  };
  if (!hasOtherDirective(ts, file.statements)) visit(file);
  return found;
}

/** Whether a function that nobody annotated, and of which nothing is known, can be measured without anybody noticing. */
function canBeMeasured(ts: TypeScript, node: FunctionNode): boolean {
  return canBeRewritten(ts, node) && !isReactOwned(ts, node);
}

/** Whether a function does the same with code of ours in it. */
export function canBeRewritten(ts: TypeScript, node: FunctionNode): boolean {
  return !(
    (ts.isBlock(node.body) && hasOtherDirective(ts, node.body.statements)) ||
    conflictingName(ts, node) !== undefined ||
    hasDirectEval(ts, node) ||
    hasWith(ts, node) ||
    isSentElsewhere(ts, node)
  );
}

/**
 * A directive that is not `"use strict"` (`"use server"`, `"use client"`, `"use cache"`, `"use asm"`) gives the code to
 * another compiler, which may move it where there is no runtime.
 */
function hasOtherDirective(ts: TypeScript, statements: readonly ts.Statement[]): boolean {
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) return false;
    if (statement.expression.text !== "use strict") return true;
  }
  return false;
}

/** Code in a direct `eval` sees the names around it, and may declare more. */
function hasDirectEval(ts: TypeScript, node: FunctionNode): boolean {
  // Most functions are done with by their text.
  if (!/\beval\b/.test(node.getText())) return false;
  const isEval = (inner: ts.Node): boolean =>
    (ts.isCallExpression(inner) && isNamed(ts, unwrap(ts, inner.expression), "eval")) ||
    ts.forEachChild(inner, isEval) === true;
  return isEval(node);
}

/** What stands in a `with` statement finds every name in its object first, also the runtime's. */
function hasWith(ts: TypeScript, node: FunctionNode): boolean {
  if (!/\bwith\s*\(/.test(node.getText())) return false;
  const isWith = (inner: ts.Node): boolean =>
    ts.isWithStatement(inner) || (!ts.isFunctionLike(inner) && ts.forEachChild(inner, isWith) === true);
  return ts.forEachChild(node.body, isWith) === true;
}

/** Components and hooks of React: its own compiler and Fast Refresh read them, and calls of theirs are renders. */
function isReactOwned(ts: TypeScript, node: FunctionNode): boolean {
  if (!/\.[jt]sx$/.test(node.getSourceFile().fileName)) return false;
  const parent = parentOf(ts, node);
  const name = node.name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined);
  return name !== undefined && ts.isIdentifier(name) && /^(use)?[A-Z]/.test(name.text);
}

/** Callees that take a function's text somewhere else, where there is no runtime: browsers under test, workers. */
const senders = new Set([
  "evaluate",
  "evaluateHandle",
  "evaluateAll",
  "$eval",
  "$$eval",
  "addInitScript",
  "waitForFunction",
]);

function isSentElsewhere(ts: TypeScript, node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const call = parentOf(ts, node);
  if (!ts.isCallExpression(call) || call.expression === node) return false;
  const callee = unwrap(ts, call.expression);
  return ts.isPropertyAccessExpression(callee) && senders.has(callee.name.text);
}

function isNamed(ts: TypeScript, node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
