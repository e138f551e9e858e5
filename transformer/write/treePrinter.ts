import type ts from "typescript";
import type { InjectedNames } from "../plan.js";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";
import type { Printer } from "./printer.js";

/** Makes the expressions of one function as nodes. */
export class TreePrinter implements Printer<ts.Expression> {
  readonly #ts: TypeScript;
  readonly #factory: ts.NodeFactory;
  readonly #names: InjectedNames;
  readonly #source: FunctionNode;
  readonly #importsInUse: Set<ts.Identifier>;

  /** @param importsInUse Gets the declarations of imported predicates, which nothing but the written code may use. */
  constructor(
    ts: TypeScript,
    factory: ts.NodeFactory,
    names: InjectedNames,
    source: FunctionNode,
    importsInUse: Set<ts.Identifier>,
  ) {
    this.#ts = ts;
    this.#factory = factory;
    this.#names = names;
    this.#source = source;
    this.#importsInUse = importsInUse;
  }

  name(name: string): ts.Identifier {
    return this.#factory.createIdentifier(name);
  }

  number(value: number): ts.Expression {
    return this.#factory.createNumericLiteral(value);
  }

  undefined(): ts.Expression {
    return this.#factory.createVoidZero();
  }

  negated(value: ts.Expression): ts.Expression {
    return this.#factory.createPrefixUnaryExpression(this.#ts.SyntaxKind.MinusToken, value);
  }

  element(list: string, index: number): ts.Expression {
    return this.#factory.createElementAccessExpression(this.name(list), index);
  }

  call(name: string, args: readonly ts.Expression[]): ts.Expression {
    const called = this.#factory.createPropertyAccessExpression(this.name(this.#names.runtime), name);
    return this.#factory.createCallExpression(called, undefined, args);
  }

  assign(name: string, value: ts.Expression): ts.Expression {
    return this.#factory.createAssignment(this.name(name), value);
  }

  predicate(name: string): ts.Expression {
    const factory = this.#factory;
    const reference = this.name(name);
    const declaration = findDeclaration(this.#ts, this.#source, name)?.declaration;
    if (declaration !== undefined) {
      // With the declaration as its original, the compiler rewrites the reference as it does the user's own:
      // to `module_1.name` for an import in CommonJS, to `exports.name` for an exported variable.
      this.#ts.setOriginalNode(reference, declaration);
      this.#importsInUse.add(declaration);
    }
    const value = this.#names.error;
    return factory.createArrowFunction(
      undefined,
      undefined,
      [factory.createParameterDeclaration(undefined, undefined, value)],
      undefined,
      factory.createToken(this.#ts.SyntaxKind.EqualsGreaterThanToken),
      factory.createCallExpression(reference, undefined, [this.name(value)]),
    );
  }
}
