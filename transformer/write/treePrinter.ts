import type ts from "typescript";
import type { InjectedNames } from "../plan.js";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";
import type { Printer } from "./printer.js";
import { verbatim } from "./verbatim.js";

/**
 * Makes the expressions of one function as nodes. What names nothing but what is injected is made as text: for the
 * compiler it is one name.
 */
export class TreePrinter implements Printer<ts.Expression> {
  readonly #ts: TypeScript;
  readonly #factory: ts.NodeFactory;
  readonly #names: InjectedNames;
  readonly #source: FunctionNode;
  readonly #importsInUse: Set<ts.Identifier>;
  /** Of nodes that are text. */
  readonly #texts = new Map<ts.Expression, string>();

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

  name(name: string): ts.Expression {
    const { runtime } = this.#names;
    return name.startsWith(`${runtime}_`) ? this.#verbatim(name) : this.#factory.createIdentifier(name);
  }

  number(value: number): ts.Expression {
    return this.#verbatim(String(value));
  }

  undefined(): ts.Expression {
    return this.#verbatim("void 0");
  }

  negated(value: ts.Expression): ts.Expression {
    const text = this.#texts.get(value);
    if (text !== undefined) return this.#verbatim(`-${text}`);
    return this.#factory.createPrefixUnaryExpression(this.#ts.SyntaxKind.MinusToken, value);
  }

  element(list: string, index: number): ts.Expression {
    return this.#factory.createElementAccessExpression(this.name(list), index);
  }

  call(name: string, args: readonly ts.Expression[]): ts.Expression {
    const factory = this.#factory;
    const { runtime } = this.#names;
    const texts = args.map((arg) => this.#texts.get(arg));
    if (!texts.includes(undefined)) return this.#verbatim(`${runtime}.${name}(${texts.join(", ")})`);
    const called = factory.createPropertyAccessExpression(factory.createIdentifier(runtime), name);
    return factory.createCallExpression(called, undefined, args);
  }

  assign(name: string, value: ts.Expression): ts.Expression {
    const target = this.name(name);
    const [targetText, text] = [this.#texts.get(target), this.#texts.get(value)];
    if (targetText !== undefined && text !== undefined) return this.#verbatim(`${targetText} = ${text}`);
    return this.#factory.createAssignment(target, value);
  }

  predicate(name: string): ts.Expression {
    const factory = this.#factory;
    const reference = factory.createIdentifier(name);
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

  #verbatim(text: string): ts.Expression {
    const node = verbatim(this.#factory, text);
    this.#texts.set(node, text);
    return node;
  }
}
