/** How generated code gets at a handler's parameter, which may be unnamed, taken apart, or not declared at all. */
import type ts from "typescript";
import type { ParameterAccess } from "../plan.js";
import { spanOf } from "../targets/body.js";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { parametersOf } from "./parameters.js";

/**
 * Nothing where there is no way to the parameter that would leave the function as it is.
 *
 * @param index Of the parameter, from 0, a TypeScript `this` parameter not counted.
 */
export function accessTo(ts: TypeScript, node: FunctionNode, index: number): ParameterAccess | undefined {
  const parameters = parametersOf(node);
  const rest = parameters.find(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  const restIndex = rest === undefined ? parameters.length : parameters.indexOf(rest);
  const parameter = parameters[index];
  if (parameter !== undefined && index < restIndex && ts.isIdentifier(parameter.name)) {
    return { form: "name", name: parameter.name.text };
  }
  if (!ts.isArrowFunction(node)) return { form: "arguments", index };
  if (rest !== undefined && index >= restIndex) {
    return ts.isIdentifier(rest.name)
      ? { form: "rest", name: rest.name.text, index: index - restIndex }
      : { form: "pattern", span: spanOf(rest.name), index: index - restIndex };
  }
  if (parameter === undefined) {
    // A function with a directive of its own may have no rest parameter.
    return hasDirective(ts, node) ? undefined : addedRest(ts, node, index - parameters.length);
  }
  const isUsedByLater = parameters.slice(index + 1).some((later) => mentionsAny(ts, later, parameter.name));
  return isUsedByLater ? undefined : { form: "pattern", span: spanOf(parameter.name) };
}

function addedRest(ts: TypeScript, node: ts.ArrowFunction, index: number): ParameterAccess {
  const { parameters } = node;
  const [first] = parameters;
  if (first === undefined) {
    return { form: "added-rest", index, list: { start: parameters.pos, end: parameters.pos }, before: "nothing" };
  }
  const isBare = !node.getChildren().some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  const before = isBare ? "parentheses" : parameters.hasTrailingComma ? "nothing" : "comma";
  return { form: "added-rest", index, list: { start: first.getStart(), end: parameters.end }, before };
}

/** The name of the parameter by which a handler hands the request on, where its body uses it. */
export function nextName(ts: TypeScript, node: FunctionNode, index: number | undefined): string | undefined {
  const parameter = index === undefined ? undefined : parametersOf(node)[index];
  if (parameter === undefined || !ts.isIdentifier(parameter.name) || parameter.dotDotDotToken) return undefined;
  return mentionsAny(ts, node.body, parameter.name) ? parameter.name.text : undefined;
}

/** Whether one of the names that a parameter binds stands somewhere in a node. */
function mentionsAny(ts: TypeScript, node: ts.Node, bound: ts.BindingName): boolean {
  if (ts.isIdentifier(bound)) {
    const isUsed = (inner: ts.Node): boolean =>
      (ts.isIdentifier(inner) && inner.text === bound.text) || ts.forEachChild(inner, isUsed) === true;
    return isUsed(node);
  }
  return bound.elements.some((element) => ts.isBindingElement(element) && mentionsAny(ts, node, element.name));
}

function hasDirective(ts: TypeScript, { body }: FunctionNode): boolean {
  const first = ts.isBlock(body) ? body.statements[0] : undefined;
  return first !== undefined && ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression);
}
