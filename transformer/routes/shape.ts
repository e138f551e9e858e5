/** Handlers by their looks alone: where the text does not say what is registered at, and types do not either. */
import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { hasPath } from "../targets/registration.js";
import { answersRequest } from "./answers.js";
import type { Framework } from "./framework.js";
import { frameworks, isModuleOf } from "./frameworks.js";
import { parametersOf, takenApart } from "./parameters.js";
import { typeBeside } from "./typeNames.js";
import { frameworkOfType } from "./types.js";

/**
 * The framework that a registration at something unknown is of: the parameters must have the names that this framework's
 * documentation gives them, and where one of them is enough, the path must be one.
 */
export function guessedFramework(
  ts: TypeScript,
  node: FunctionNode,
  { method, route = "" }: { readonly method: string; readonly route?: string },
): Framework | undefined {
  const isPath = hasPath({ route });
  const hasBoth = ({ signature }: Framework) =>
    Math.min(signature?.parameters.length ?? 0, parametersOf(node).length) > 1;
  const possible = likelyFrameworks(specifiersOf(node)).filter(
    (framework) =>
      framework.receivers?.methods.includes(method) &&
      (isPath || hasBoth(framework)) &&
      hasUsualNames(ts, node, framework),
  );
  // A context is called `ctx` in more than one.
  const answers = (framework: Framework) => framework.answers && answersRequest(ts, node, framework, undefined);
  return possible.find(answers) ?? possible[0];
}

/**
 * The framework whose handlers look like a function without types: its parameters are called as in the documentation,
 * two at least where the file does not import the framework and no type beside it is called a handler's.
 */
export function looksLikeHandler(ts: TypeScript, node: FunctionNode): Framework | undefined {
  const parameters = parametersOf(node);
  if (parameters.some(({ type }) => type !== undefined)) return undefined;
  const specifiers = specifiersOf(node);
  return likelyFrameworks(specifiers).find(
    (framework) =>
      hasUsualNames(ts, node, framework) &&
      parameters.length >= (framework.signature?.parameters.length ?? Number.POSITIVE_INFINITY) &&
      !isOfFetch(ts, node, framework) &&
      (parameters.length > 1 || isAmong(framework, specifiers) || isCalledHandler(ts, node)),
  );
}

/** Whether a function in a wrapper, `asyncHandler(fn)`, is the handler and not some other callback. */
export function isHandlerOf(
  ts: TypeScript,
  node: FunctionNode,
  framework: Framework,
  checker: ts.TypeChecker | undefined,
): boolean {
  const [first] = parametersOf(node);
  if (first === undefined) return true;
  const type = checker?.getTypeAtLocation(first);
  const wanted = framework.signature?.parameters[0];
  const byType =
    type && checker && wanted
      ? frameworkOfType(ts, checker, type, (one, name) => one === framework && wanted.includes(name))
      : undefined;
  return byType === undefined ? hasUsualNames(ts, node, framework) : byType === framework;
}

/** Whether a parameter is called as the framework's documentation calls it; what is taken apart has no name. */
export function isUsualName(ts: TypeScript, name: ts.BindingName, framework: Framework, index: number): boolean {
  const pattern = framework.usualNames?.[index];
  if (pattern === undefined) return false;
  return ts.isIdentifier(name)
    ? pattern.test(name.text)
    : index > 0 || mayHave(framework, [...takenApart(ts, name).values()]);
}

/** Whether none of these members of a first parameter is one that only other frameworks' contexts have. */
function mayHave(framework: Framework, members: readonly string[]): boolean {
  const has = ({ contextMembers = [] }: Framework, member: string) => contextMembers.includes(member);
  return members.every((member) => has(framework, member) || !frameworks.some((other) => has(other, member)));
}

export function hasUsualNames(ts: TypeScript, node: FunctionNode, framework: Framework): boolean {
  const parameters = parametersOf(node);
  return parameters.length > 0 && parameters.every(({ name }, index) => isUsualName(ts, name, framework, index));
}

/** Members that the requests and responses of `fetch` have, and Node's have not. */
const ofFetch = /\.(?:clone|arrayBuffer|blob|formData|bytes|nextUrl|text|ok)\b|\bawait [\w$]+\.json\(\)/;

/** `async (req, { params }) => …` of Next.js, `(request, response) => response.clone()` of a client. */
function isOfFetch(ts: TypeScript, node: FunctionNode, { responseParameter = 0 }: Framework): boolean {
  if (responseParameter === 0) return false;
  const names = parametersOf(node).map(({ name }) => name);
  const response = names[responseParameter];
  if (response !== undefined && !ts.isIdentifier(response)) return true;
  const isMember = (inner: ts.Node): boolean => {
    if (!ts.isPropertyAccessExpression(inner) || !ts.isIdentifier(inner.expression)) return false;
    const owner = inner.expression.text;
    const text = ts.isAwaitExpression(inner.parent.parent) ? inner.parent.parent.getText() : inner.getText();
    return names.slice(0, 2).some((name) => name.getText() === owner) && ofFetch.test(text);
  };
  const hasMember = (inner: ts.Node): boolean => isMember(inner) || ts.forEachChild(inner, hasMember) === true;
  return hasMember(node.body);
}

/** `const list: AppRouteHandler<ListRoute> = (c) => …` */
function isCalledHandler(ts: TypeScript, node: FunctionNode): boolean {
  const type = typeBeside(ts, node);
  return type !== undefined && ts.isTypeReferenceNode(type) && /Handler$/.test(type.typeName.getText());
}

/** Those first that the file imports. */
function likelyFrameworks(specifiers: readonly string[]): readonly Framework[] {
  return frameworks.toSorted((a, b) => Number(isAmong(b, specifiers)) - Number(isAmong(a, specifiers)));
}

function isAmong(framework: Framework, specifiers: readonly string[]): boolean {
  return specifiers.some((one) => isModuleOf(framework, one) || framework.typePackages.includes(one));
}

/** Asked of every function of a file, and the same for all of them. */
const imported = new WeakMap<ts.SourceFile, readonly string[]>();

function specifiersOf(node: FunctionNode): readonly string[] {
  const file = node.getSourceFile();
  let specifiers = imported.get(file);
  if (specifiers === undefined) {
    const imports = file.text.matchAll(/\b(?:from|import|require)\s*\(?\s*["']([^"']+)["']/g);
    specifiers = [...imports].map(([, specifier = ""]) => specifier);
    imported.set(file, specifiers);
  }
  return specifiers;
}
