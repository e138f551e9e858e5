import type ts from "typescript";
import type { HttpPlan, InjectedNames } from "../plan.js";
import type { FunctionNode, TypeScript } from "../targets/functions.js";

/** What an HTTP handler's parameters are changed to, so that its response can be got at. */
export class HandlerWriter {
  readonly #ts: TypeScript;
  readonly #factory: ts.NodeFactory;
  readonly #names: InjectedNames;

  constructor(ts: TypeScript, factory: ts.NodeFactory, names: InjectedNames) {
    this.#ts = ts;
    this.#factory = factory;
    this.#names = names;
  }

  /** The function with its response's parameter named, and what then takes the parameter apart in the body. */
  withResponseNamed(node: FunctionNode, { response }: HttpPlan): { node: FunctionNode; before: ts.Statement[] } {
    const ts = this.#ts;
    const factory = this.#factory;
    if (!ts.isArrowFunction(node)) return { node, before: [] };
    const handle = factory.createIdentifier(this.#names.handle);
    if (response?.form === "added-rest") {
      const rest = factory.createToken(ts.SyntaxKind.DotDotDotToken);
      const added = factory.createParameterDeclaration(undefined, rest, handle);
      return { node: this.#withParameters(node, [...node.parameters, added]), before: [] };
    }
    if (response?.form !== "pattern") return { node, before: [] };
    const { span } = response;
    let pattern: ts.BindingName | undefined;
    const parameters = node.parameters.map((one) => {
      if (ts.getOriginalNode(one.name).end !== span.end) return one;
      pattern = one.name;
      const { modifiers, dotDotDotToken, questionToken, type, initializer } = one;
      return factory.updateParameterDeclaration(
        one,
        modifiers,
        dotDotDotToken,
        handle,
        questionToken,
        type,
        initializer,
      );
    });
    if (pattern === undefined) return { node, before: [] };
    const taken = factory.createVariableDeclaration(pattern, undefined, undefined, handle);
    return {
      node: this.#withParameters(node, parameters),
      before: [factory.createVariableStatement(undefined, [taken])],
    };
  }

  #withParameters(node: ts.ArrowFunction, parameters: readonly ts.ParameterDeclaration[]): FunctionNode {
    const { modifiers, typeParameters, type, equalsGreaterThanToken, body } = node;
    const list = this.#ts.setTextRange(this.#factory.createNodeArray(parameters), node.parameters);
    return this.#factory.updateArrowFunction(node, modifiers, typeParameters, list, type, equalsGreaterThanToken, body);
  }
}
