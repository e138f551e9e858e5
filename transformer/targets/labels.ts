/** The `function` label: the name a reader finds in the source. */
import type ts from "typescript";
import { type FunctionNode, isFunctionNode, parentOf, type TypeScript, unwrap } from "./functions.js";
import { describedRoute, hasPath, inlineFunction, inlineHandlerOf } from "./registration.js";

/** A function's name with its owners': `UserService.find`, `outer.inner`, `get UserService.size`, `GET /users/:id`. */
export function functionLabel(ts: TypeScript, node: FunctionNode): string {
  const { name = callbackName(ts, node), owner } = nameOf(ts, node);
  const label = withOwner(ts, name, owner);
  if (ts.isGetAccessorDeclaration(node)) return `get ${label}`;
  if (ts.isSetAccessorDeclaration(node)) return `set ${label}`;
  return label;
}

/**
 * As any function's, and by what it is bound to where a call wraps it or a list holds it, `const getUser =
 * asyncHandler(async …)`; without a name, by that of the function that makes it, `const getUser = (users) => async …`.
 */
export function handlerLabel(ts: TypeScript, node: FunctionNode): string {
  if (routeOf(ts, node) !== undefined) return functionLabel(ts, node);
  const options = optionsAround(ts, node);
  const isNamed = options === undefined && nameOf(ts, node).name !== undefined;
  let at: ts.Node = options ?? node;
  for (;;) {
    const parent = parentOf(ts, at);
    const isArgument = ts.isCallExpression(parent) && parent.expression !== at;
    const chained = !isNamed && at !== node ? chainedCall(ts, parent) : undefined;
    if (chained !== undefined) {
      // `export const handler = middy(async (event) => …).use(parser())`
      const bound = bindingOf(ts, chained);
      if (bound !== undefined) return withOwner(ts, bound.name, bound.owner);
      at = chained;
    } else if (isArgument || ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent)) {
      const bound = bindingOf(ts, parent);
      if (bound !== undefined && !(bound.isDefault && isNamed)) return withOwner(ts, bound.name, bound.owner);
      at = parent;
    } else if (!isNamed && (ts.isReturnStatement(parent) || ts.isArrowFunction(parent))) {
      const maker = functionAround(ts, parent);
      return maker === undefined ? functionLabel(ts, node) : handlerLabel(ts, maker);
    } else return functionLabel(ts, node);
  }
}

/** The next call of a chain, by its callee. */
function chainedCall(ts: TypeScript, callee: ts.Node): ts.CallExpression | undefined {
  const call = ts.isPropertyAccessExpression(callee) ? parentOf(ts, callee) : undefined;
  return call && ts.isCallExpression(call) && call.expression === callee ? call : undefined;
}

/** The options of a call whose `handler` a function is: `defineHandler({ middleware, handler: () => … })`. */
function optionsAround(ts: TypeScript, node: FunctionNode): ts.ObjectLiteralExpression | undefined {
  const member = ts.isMethodDeclaration(node) ? node : parentOf(ts, node);
  if (!ts.isMethodDeclaration(member) && !ts.isPropertyAssignment(member)) return undefined;
  const isOption = ts.isObjectLiteralExpression(member.parent) && member.name.getText() === "handler";
  return isOption && ts.isCallExpression(parentOf(ts, member.parent)) ? member.parent : undefined;
}

/** Gives `#2`, `#3`, … to labels that a file has already. */
export class UniqueLabels {
  readonly #taken = new Set<string>();

  take(label: string): string {
    let unique = label;
    for (let n = 2; this.#taken.has(unique); n++) unique = `${label}#${n}`;
    this.#taken.add(unique);
    return unique;
  }
}

function functionAround(ts: TypeScript, node: ts.Node): FunctionNode | undefined {
  let at: ts.Node | undefined = node;
  while (at !== undefined && !isFunctionNode(ts, at)) at = at.parent;
  return at;
}

type Scope = FunctionNode | ts.ConstructorDeclaration | ts.ClassLikeDeclaration | ts.ModuleDeclaration;

function withOwner(ts: TypeScript, name: string, owner: Named["owner"]): string {
  // A route says all there is to say about where its handler is.
  const outer = owner === "none" ? undefined : ownerLabel(ts, owner);
  return outer === undefined ? name : `${outer}.${name}`;
}

/** The label of the nearest scope around a node that has a name. */
function ownerLabel(ts: TypeScript, node: ts.Node): string | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    const scope = isScope(ts, at) ? nameOf(ts, at) : ts.isObjectLiteralExpression(at) ? objectName(ts, at) : undefined;
    if (scope?.name !== undefined) return withOwner(ts, scope.name, scope.owner);
  }
  return undefined;
}

/** What stands in an object literal belongs to the object: `handlers.create`. What a script exports needs no owner. */
function objectName(ts: TypeScript, node: ts.ObjectLiteralExpression): Named | undefined {
  const bound = bindingOf(ts, node);
  const isModule = bound?.isDefault && !(ts.isExportAssignment(bound.owner) && !bound.owner.isExportEquals);
  return isModule ? undefined : bound;
}

function isScope(ts: TypeScript, node: ts.Node): node is Scope {
  return (
    isFunctionNode(ts, node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isClassLike(node) ||
    (ts.isModuleDeclaration(node) && node.body !== undefined)
  );
}

interface Named {
  readonly name?: string | undefined;
  /** The node whose surroundings own the name; or the name needs no owner. */
  readonly owner: ts.Node | "none";
  /** Not written as a name: what `export default`, `export =` and `module.exports =` bind to. */
  readonly isDefault?: boolean;
}

interface Bound extends Named {
  readonly name: string;
  readonly owner: ts.Node;
}

function nameOf(ts: TypeScript, node: Scope): Named {
  if (ts.isConstructorDeclaration(node)) return { name: "constructor", owner: node };
  if (ts.isModuleDeclaration(node)) return { name: node.name.text, owner: node };
  if (ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node) || ts.isSetAccessorDeclaration(node)) {
    const route = routeOf(ts, node);
    return route === undefined ? { name: propertyName(ts, node.name), owner: node } : { name: route, owner: "none" };
  }
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) {
    return { name: node.name?.text ?? "default", owner: node };
  }
  const bound = bindingOf(ts, node);
  if (bound !== undefined && !(bound.isDefault && node.name !== undefined)) return bound;
  const route = ts.isClassExpression(node) ? undefined : routeOf(ts, node);
  return route === undefined ? { name: node.name?.text, owner: node } : { name: route, owner: "none" };
}

/** The name that an expression is bound to where it stands. */
function bindingOf(ts: TypeScript, expression: ts.Expression): Bound | undefined {
  const parent = parentOf(ts, expression);
  if (ts.isPropertyAssignment(parent)) {
    const route = isFunctionNode(ts, expression) ? routeOf(ts, expression) : undefined;
    return route === undefined ? { name: propertyName(ts, parent.name), owner: parent } : undefined;
  }
  if (ts.isPropertyDeclaration(parent)) return { name: propertyName(ts, parent.name), owner: parent };
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent) || ts.isBindingElement(parent)) {
    return ts.isIdentifier(parent.name) ? { name: parent.name.text, owner: parent } : undefined;
  }
  if (ts.isExportAssignment(parent)) return { name: "default", owner: parent, isDefault: true };
  if (ts.isBinaryExpression(parent) && unwrap(ts, parent.right) === expression && isAssignment(ts, parent)) {
    const name = targetName(ts, parent.left);
    if (name === "module.exports") return { name: "default", owner: parent, isDefault: true };
    return { name, owner: parent };
  }
  return undefined;
}

function isAssignment(ts: TypeScript, node: ts.BinaryExpression): boolean {
  const { kind } = node.operatorToken;
  return (
    kind === ts.SyntaxKind.EqualsToken ||
    kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
    kind === ts.SyntaxKind.BarBarEqualsToken ||
    kind === ts.SyntaxKind.AmpersandAmpersandEqualsToken
  );
}

/** What is assigned to, as it is written; `this.load`, `exports.load` and `module.exports.load` are `load`. */
function targetName(ts: TypeScript, target: ts.Expression): string {
  const inner = unwrap(ts, target);
  if (!ts.isPropertyAccessExpression(inner)) return inner.getText().replace(/\s+/g, " ");
  const object = targetName(ts, inner.expression);
  const isSilent = object === "this" || object === "exports" || object === "module.exports";
  return isSilent ? inner.name.text : `${object}.${inner.name.text}`;
}

function propertyName(ts: TypeScript, name: ts.PropertyName): string {
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)) return name.text;
  if (ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)) return name.text;
  if (ts.isComputedPropertyName(name) && ts.isStringLiteralLike(name.expression)) return name.expression.text;
  // A computed name is shown as it is written: evaluating it again could have effects.
  return name.getText().replace(/\s+/g, " ");
}

/** The route of an inline handler. */
function routeOf(ts: TypeScript, node: FunctionNode): string | undefined {
  let at: ts.Node = node;
  for (;;) {
    const parent: ts.Node = ts.isMethodDeclaration(at) ? at : parentOf(ts, at);
    if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) {
      at = parent.parent;
      // An entry of a list of routes, wherever that is registered.
      const described = ts.isObjectLiteralExpression(at) ? describedRoute(ts, at) : undefined;
      if (described !== undefined && inlineFunction(ts, described.handler) === node) return described.route;
    } else if (ts.isArrayLiteralExpression(parent) || ts.isSpreadElement(parent)) at = parent;
    else if (ts.isCallExpression(parent) && parent.expression !== at) {
      const found = inlineHandlerOf(ts, parent);
      // A registration, and not some cache's `await cache.get(key, () => …)`.
      if (found?.handler === node && found.route !== undefined) {
        return isStatement(ts, parent) || hasPath(found) ? found.route : undefined;
      }
      at = parent;
    } else return undefined;
  }
}

/** Whether nobody uses what a call gives back, or only to call its methods. */
function isStatement(ts: TypeScript, call: ts.CallExpression): boolean {
  const parent = parentOf(ts, call);
  if (ts.isPropertyAccessExpression(parent) && ts.isCallExpression(parent.parent))
    return isStatement(ts, parent.parent);
  return ts.isExpressionStatement(parent);
}

/** A function that is only an argument: called after what it is given to. */
function callbackName(ts: TypeScript, node: ts.Node): string {
  const parent = parentOf(ts, node);
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return "anonymous";
  const called = unwrap(ts, parent.expression);
  // `(0, http_1.createServer)(…)`, as compilers write a call of an import.
  const callee = ts.isBinaryExpression(called) ? called.right : called;
  if (ts.isPropertyAccessExpression(callee)) return `${callee.name.text} callback`;
  if (ts.isIdentifier(callee)) return `${callee.text} callback`;
  return "anonymous";
}
