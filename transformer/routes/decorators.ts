/** Handlers by their decorators: methods of controller classes. */
import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { type Decorator, isDefinedInSight, standsFor } from "./composed.js";
import type { Decorators, Framework } from "./framework.js";
import { frameworks } from "./frameworks.js";
import type { Handler } from "./handler.js";
import { importedMember } from "./imports.js";
import { parametersOf } from "./parameters.js";

type Decorated = Pick<Handler, "framework" | "route" | "responseParameter" | "nextParameter" | "typesOnly">;

/** What the decorators of a method say of it; nothing for any other function. */
export function decoratedRoute(
  ts: TypeScript,
  node: FunctionNode,
  checker: ts.TypeChecker | undefined,
): Decorated | undefined {
  if (!ts.isMethodDeclaration(node) || !ts.isClassLike(node.parent)) return undefined;
  for (const framework of frameworks) {
    if (framework.decorators === undefined) continue;
    const decorated = new DecoratedMethod(ts, node, framework, framework.decorators, checker).route();
    if (decorated !== undefined) return decorated;
  }
  return undefined;
}

class DecoratedMethod {
  readonly #ts: TypeScript;
  readonly #framework: Framework;
  readonly #table: Decorators;
  readonly #checker: ts.TypeChecker | undefined;
  readonly #text: string;
  readonly #own: readonly ts.Expression[];
  readonly #ofClass: readonly ts.Expression[];
  /** For each parameter the framework's decorators that it has. */
  readonly #parameters: readonly (readonly string[])[];

  constructor(
    ts: TypeScript,
    node: FunctionNode & ts.MethodDeclaration,
    framework: Framework,
    table: Decorators,
    checker: ts.TypeChecker | undefined,
  ) {
    this.#ts = ts;
    this.#framework = framework;
    this.#table = table;
    this.#checker = checker;
    this.#text = node.getSourceFile().text;
    this.#own = decoratorsOf(ts, node);
    this.#ofClass = ts.isClassLike(node.parent) ? decoratorsOf(ts, node.parent) : [];
    this.#parameters = parametersOf(node).map((one) => this.#namesOf(decoratorsOf(ts, one)));
  }

  route(): Decorated | undefined {
    if (this.#own.length === 0) return undefined;
    const byText = this.#routes(this.#own, undefined);
    const byTypes = byText.length === 0 && this.#checker !== undefined ? this.#routes(this.#own, this.#checker) : [];
    const isGuess = byText.length === 0 && this.#mayBeRoute(undefined);
    if (byText.length + byTypes.length === 0 && !(isGuess && this.#mayBeRoute(this.#checker))) return undefined;
    const [first, ...more] = [...byText, ...byTypes];
    const { response, next } = this.#table.parameters;
    const responseParameter = this.#indexOf(response);
    const nextParameter = this.#indexOf(next);
    return {
      framework: this.#framework,
      typesOnly: byTypes.length > 0 && !isGuess,
      // A decorator that stands for one of several does not say for which.
      ...(first && more.length === 0 && { route: this.#path(first) }),
      ...(responseParameter >= 0 && { responseParameter }),
      ...(responseParameter >= 0 && nextParameter >= 0 && { nextParameter }),
    };
  }

  /** The first decorator that stands for a route: several for one that chooses. */
  #routes(expressions: readonly ts.Expression[], checker: ts.TypeChecker | undefined): Decorator[] {
    for (const expression of expressions) {
      const found = standsFor(this.#ts, expression, checker).filter(({ module, name }) => {
        const methods = this.#framework.modules.includes(module) ? this.#table.methods : this.#table.others[module];
        return methods !== undefined && Object.hasOwn(methods, name);
      });
      if (found.length > 0) return found;
    }
    return [];
  }

  /**
   * Whether a decorator of the project's own, whose definition is not in sight, stands for the framework's: in a
   * controller, `@AuthGet()`, or `@Auth()` above a method that is given a part of a request.
   */
  #mayBeRoute(checker: ts.TypeChecker | undefined): boolean {
    const ts = this.#ts;
    if (!this.#isInController() || this.#isCalledOtherwise(checker)) return false;
    const family = this.#table.family;
    const others = this.#own.filter((one) => !family.test(importedMember(ts, calleeOf(ts, one))?.module ?? ""));
    if (this.#parameters.some((names) => names.some((name) => this.#isOfRequest(name)))) return others.length > 0;
    const unknown = others.filter((one) => !isDefinedInSight(ts, calleeOf(ts, one), checker));
    return unknown.some((one) => this.#table.usualName.test(lastName(ts, calleeOf(ts, one))));
  }

  /** A message handler may get a `@Body()` too. */
  #isCalledOtherwise(checker: ts.TypeChecker | undefined): boolean {
    const { otherCallers } = this.#table;
    return this.#own.some((one) =>
      standsFor(this.#ts, one, checker).some(({ module }) => otherCallers.includes(module)),
    );
  }

  #isInController(): boolean {
    if (this.#controller() !== undefined) return true;
    // `@ApiController("users")`, which another file defines; other frameworks have controllers too.
    const isOfFramework = this.#framework.modules.some((module) => this.#text.includes(module));
    return isOfFramework && this.#ofClass.some((one) => /Controller/.test(lastName(this.#ts, calleeOf(this.#ts, one))));
  }

  #controller(): Decorator | undefined {
    return this.#ofClass
      .flatMap((one) => standsFor(this.#ts, one, this.#checker))
      .find(({ module, name }) => this.#framework.modules.includes(module) && this.#table.classes.includes(name));
  }

  #isOfRequest(name: string): boolean {
    return this.#table.parameters.request.includes(name) || this.#table.parameters.response.includes(name);
  }

  #indexOf(names: readonly string[]): number {
    return this.#parameters.findIndex((own) => own.some((one) => names.includes(one)));
  }

  #namesOf(expressions: readonly ts.Expression[]): string[] {
    return expressions.flatMap((one) => {
      const imported = importedMember(this.#ts, calleeOf(this.#ts, one));
      return imported !== undefined && this.#framework.modules.includes(imported.module) ? [imported.name] : [];
    });
  }

  /** With the controller's path, where the class has it; one that inherits the method may have another. */
  #path(method: Decorator): string {
    const ts = this.#ts;
    const paths = [this.#controller(), method].map((one) => one && pathOf(ts, one, one.argument));
    const path = `/${paths.join("/")}`.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
    const verb = this.#table.methods[method.name] ?? this.#table.others[method.module]?.[method.name];
    return `${verb || verbOf(ts, method)} ${path}`;
  }
}

function decoratorsOf(ts: TypeScript, node: ts.HasDecorators): ts.Expression[] {
  return (ts.getDecorators(node) ?? []).map(({ expression }) => expression);
}

function calleeOf(ts: TypeScript, decorator: ts.Expression): ts.Expression {
  return ts.isCallExpression(decorator) ? decorator.expression : decorator;
}

function lastName(ts: TypeScript, callee: ts.Expression): string {
  return ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
}

/** `"users"`, `["users", "people"]`, `{ path: "users" }`. */
function pathOf(ts: TypeScript, decorator: Decorator, argument: ts.Expression | undefined): string {
  const read = argument && decorator.read(argument);
  if (read === undefined) return "";
  if (ts.isStringLiteralLike(read)) return read.text;
  if (ts.isArrayLiteralExpression(read)) return pathOf(ts, decorator, read.elements[0]);
  return ts.isObjectLiteralExpression(read) ? pathOf(ts, decorator, propertyOf(ts, read, "path")) : read.getText();
}

/** `{ method: RequestMethod.POST }` */
function verbOf(ts: TypeScript, { argument, read }: Decorator): string {
  const options = argument && read(argument);
  const value = options && ts.isObjectLiteralExpression(options) ? propertyOf(ts, options, "method") : undefined;
  const verb = value && read(value);
  return verb !== undefined && ts.isPropertyAccessExpression(verb) ? verb.name.text : "GET";
}

function propertyOf(ts: TypeScript, object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((property) => property.name?.getText() === name);
  if (found !== undefined && ts.isShorthandPropertyAssignment(found)) return found.name;
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}
