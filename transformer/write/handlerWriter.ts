import type ts from "typescript";
import type { HttpPlan, InjectedNames } from "../plan.js";
import type { FunctionNode, TypeScript } from "../targets/functions.js";

/**
 * What an HTTP handler has beside other functions: before the body it looks for its response, and its `next` is seen.
 *
 *     let $am_t = $am.start($am_0), $am_x = $am.exchange($am_0, $am_t, res);
 *     next = $am.passOn($am_x, next);
 */
export class HandlerWriter {
  readonly #ts: TypeScript;
  readonly #factory: ts.NodeFactory;
  readonly #names: InjectedNames;

  constructor(ts: TypeScript, factory: ts.NodeFactory, names: InjectedNames) {
    this.#ts = ts;
    this.#factory = factory;
    this.#names = names;
  }

  /** The expression that gives the parameter with the response. */
  response({ response }: HttpPlan): ts.Expression {
    const factory = this.#factory;
    const at = (list: string, index: number) =>
      factory.createElementAccessExpression(factory.createIdentifier(list), index);
    switch (response?.form) {
      case "name":
        return factory.createIdentifier(response.name);
      case "arguments":
        return at("arguments", response.index);
      case "rest":
        return at(response.name, response.index);
      case "added-rest":
        return at(this.#names.handle, response.index);
      case "pattern":
        return response.index === undefined
          ? factory.createIdentifier(this.#names.handle)
          : at(this.#names.handle, response.index);
      case undefined:
        return factory.createVoidZero();
    }
  }

  /** `next = $am.passOn($am_x, next)`, where the handler has and uses one. */
  seenNext({ next }: HttpPlan): ts.Statement[] {
    if (next === undefined) return [];
    const factory = this.#factory;
    const name = () => factory.createIdentifier(next);
    const passOn = factory.createPropertyAccessExpression(factory.createIdentifier(this.#names.runtime), "passOn");
    const seen = factory.createCallExpression(passOn, undefined, [
      factory.createIdentifier(this.#names.exchange),
      name(),
    ]);
    return [factory.createExpressionStatement(factory.createAssignment(name(), seen))];
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
