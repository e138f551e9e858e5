import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";

/** What a function is given. A `this` parameter is none: it only tells a type. */
export function parametersOf(node: FunctionNode): readonly ts.ParameterDeclaration[] {
  const [first] = node.parameters;
  return first?.name.getText() === "this" ? node.parameters.slice(1) : node.parameters;
}

/** The members that a parameter is taken apart into, each with the name it has then: `({ req, json: answer }) => …`. */
export function takenApart(ts: TypeScript, pattern: ts.BindingName): ReadonlyMap<string, string> {
  const elements = ts.isObjectBindingPattern(pattern) ? pattern.elements : [];
  return new Map(elements.map(({ propertyName, name }) => [name.getText(), (propertyName ?? name).getText()]));
}
