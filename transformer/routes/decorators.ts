/** Handlers by their decorators: methods of controller classes. */
import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import type { Framework } from "./framework.js";
import { frameworks } from "./frameworks.js";
import { importedName } from "./imports.js";

/** The framework and route of a decorated method; nothing for any other function. */
export function decoratedRoute(
  ts: TypeScript,
  node: FunctionNode,
): { framework: Framework; route: string } | undefined {
  if (!ts.isMethodDeclaration(node) || !ts.isClassLike(node.parent)) return undefined;
  const ofClass = decoratorsOf(ts, node.parent);
  for (const framework of frameworks) {
    const { decorators, modules } = framework;
    if (decorators === undefined) continue;
    const isOf = ({ module }: Decorator) => modules.includes(module);
    const controller = ofClass.find((one) => isOf(one) && decorators.classes.includes(one.name));
    const method = decoratorsOf(ts, node).find((one) => isOf(one) && one.name in decorators.methods);
    if (controller === undefined || method === undefined) continue;
    const path = `/${controller.path}/${method.path}`.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
    return { framework, route: `${decorators.methods[method.name]} ${path}` };
  }
  return undefined;
}

interface Decorator {
  readonly module: string;
  readonly name: string;
  /** The path it is given; empty without. */
  readonly path: string;
}

function decoratorsOf(ts: TypeScript, node: ts.HasDecorators): Decorator[] {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) => {
    const callee = ts.isCallExpression(expression) ? expression.expression : expression;
    const imported = importedName(ts, callee);
    if (imported === undefined) return [];
    return [{ ...imported, path: ts.isCallExpression(expression) ? pathOf(ts, expression.arguments[0]) : "" }];
  });
}

/** `"users"`, `["users", "people"]`, `{ path: "users" }`. */
function pathOf(ts: TypeScript, argument: ts.Expression | undefined): string {
  if (argument === undefined) return "";
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (ts.isArrayLiteralExpression(argument)) return pathOf(ts, argument.elements[0]);
  if (!ts.isObjectLiteralExpression(argument)) return argument.getText();
  const path = argument.properties.find((property) => property.name?.getText() === "path");
  return path !== undefined && ts.isPropertyAssignment(path) ? pathOf(ts, path.initializer) : "";
}
