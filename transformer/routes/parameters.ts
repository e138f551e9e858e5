import type ts from "typescript";
import type { FunctionNode } from "../targets/functions.js";

/** What a function is given. A `this` parameter is none: it only tells a type. */
export function parametersOf(node: FunctionNode): readonly ts.ParameterDeclaration[] {
  const [first] = node.parameters;
  return first?.name.getText() === "this" ? node.parameters.slice(1) : node.parameters;
}
