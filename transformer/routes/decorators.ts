/** Handlers by their decorators: methods of controller classes. */
import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import type { Decorators, Framework } from "./framework.js";
import { frameworks } from "./frameworks.js";
import type { Handler } from "./handler.js";
import { importedName } from "./imports.js";
import { parametersOf } from "./parameters.js";

/** What the decorators of a method say of it; nothing for any other function. */
export function decoratedRoute(
  ts: TypeScript,
  node: FunctionNode,
): Pick<Handler, "framework" | "route" | "responseParameter" | "nextParameter"> | undefined {
  if (!ts.isMethodDeclaration(node) || !ts.isClassLike(node.parent)) return undefined;
  for (const framework of frameworks) {
    const { decorators } = framework;
    if (decorators === undefined) continue;
    const controller = decoratorsOf(ts, node.parent, framework).find(({ name }) => decorators.classes.includes(name));
    const method = decoratorsOf(ts, node, framework).find(({ name }) => Object.hasOwn(decorators.methods, name));
    const parameters = parametersOf(node).map((one) => decoratorsOf(ts, one, framework).map(({ name }) => name));
    if (method === undefined && !(controller && isDecorated(ts, node) && getsRequest(parameters, decorators))) continue;
    const indexOf = (names: readonly string[]) => parameters.findIndex((own) => own.some((one) => names.includes(one)));
    const response = indexOf(decorators.parameters.response);
    const next = indexOf(decorators.parameters.next);
    return {
      framework,
      ...(method !== undefined && { route: routeOf(ts, decorators, controller, method) }),
      ...(response >= 0 && { responseParameter: response }),
      ...(response >= 0 && next >= 0 && { nextParameter: next }),
    };
  }
  return undefined;
}

/** A decorator of the project's own may stand for the framework's: `@AuthGet(":id") find(@Param("id") id: string)`. */
function getsRequest(parameters: readonly string[][], { parameters: { request, response } }: Decorators): boolean {
  return parameters.some((own) => own.some((name) => request.includes(name) || response.includes(name)));
}

function isDecorated(ts: TypeScript, node: ts.MethodDeclaration): boolean {
  return (ts.getDecorators(node) ?? []).length > 0;
}

/** With the controller's path, where the class has it; one that inherits the method may have another. */
function routeOf(
  ts: TypeScript,
  { methods }: Decorators,
  controller: Decorator | undefined,
  { name, argument }: Decorator,
): string {
  const paths = [controller?.argument, argument].map((one) => pathOf(ts, one));
  const path = `/${paths.join("/")}`.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
  return `${methods[name] || verbOf(ts, argument)} ${path}`;
}

interface Decorator {
  readonly name: string;
  /** The first that it is given. */
  readonly argument: ts.Expression | undefined;
}

/** The framework's decorators of a class, a method or a parameter. */
function decoratorsOf(ts: TypeScript, node: ts.HasDecorators, { modules }: Framework): Decorator[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) => {
    const [callee, argument] = ts.isCallExpression(expression)
      ? [expression.expression, expression.arguments[0]]
      : [expression];
    const imported = importedName(ts, callee);
    return imported !== undefined && modules.includes(imported.module) ? [{ name: imported.name, argument }] : [];
  });
}

/** `"users"`, `["users", "people"]`, `{ path: "users" }`. */
function pathOf(ts: TypeScript, argument: ts.Expression | undefined): string {
  if (argument === undefined) return "";
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (ts.isArrayLiteralExpression(argument)) return pathOf(ts, argument.elements[0]);
  return ts.isObjectLiteralExpression(argument) ? pathOf(ts, propertyOf(ts, argument, "path")) : argument.getText();
}

/** `{ method: RequestMethod.POST }` */
function verbOf(ts: TypeScript, argument: ts.Expression | undefined): string {
  const verb = argument && ts.isObjectLiteralExpression(argument) ? propertyOf(ts, argument, "method") : undefined;
  return verb !== undefined && ts.isPropertyAccessExpression(verb) ? verb.name.text : "GET";
}

function propertyOf(ts: TypeScript, object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((property) => property.name?.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}
