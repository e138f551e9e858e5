/** Handlers by their looks alone: where the text does not say what is registered at, and types do not either. */
import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { hasPath } from "../targets/registration.js";
import { answersRequest } from "./answers.js";
import type { Framework } from "./framework.js";
import { frameworks } from "./frameworks.js";
import { parametersOf } from "./parameters.js";
import { typeBeside } from "./typeNames.js";
import { frameworkOfType } from "./types.js";

/**
 * The framework that a registration at something unknown is of: the parameters must have the names that this framework's
 * documentation gives them, and where one of them is enough, the path must be one.
 */
export function guessedFramework(ts: TypeScript, node: FunctionNode, route: string): Framework | undefined {
  const isPath = hasPath({ route });
  const hasBoth = ({ signature }: Framework) =>
    Math.min(signature?.parameters.length ?? 0, parametersOf(node).length) > 1;
  const possible = likelyFrameworks(node).filter(
    (framework) => (isPath || hasBoth(framework)) && hasUsualNames(ts, node, framework),
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
  return likelyFrameworks(node).find(
    (framework) =>
      hasUsualNames(ts, node, framework) &&
      parameters.length >= (framework.signature?.parameters.length ?? Number.POSITIVE_INFINITY) &&
      !isOfFetch(ts, node, framework) &&
      (parameters.length > 1 || isMentioned(framework, node) || isCalledHandler(ts, node)),
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
export function isUsualName(ts: TypeScript, name: ts.BindingName, { usualNames }: Framework, index: number): boolean {
  const pattern = usualNames?.[index];
  return pattern !== undefined && (!ts.isIdentifier(name) || pattern.test(name.text));
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
function likelyFrameworks(node: FunctionNode): readonly Framework[] {
  return frameworks.toSorted((a, b) => Number(isMentioned(b, node)) - Number(isMentioned(a, node)));
}

/** Asked of every function of a file, and the same for all of them. */
const mentioned = new WeakMap<ts.SourceFile, ReadonlySet<Framework>>();

function isMentioned(framework: Framework, node: FunctionNode): boolean {
  const file = node.getSourceFile();
  let known = mentioned.get(file);
  if (known === undefined) {
    known = new Set(frameworks.filter((one) => isNamedIn(file.text, one)));
    mentioned.set(file, known);
  }
  return known.has(framework);
}

function isNamedIn(text: string, { modules, typePackages }: Framework): boolean {
  return [...modules, ...typePackages].some((name) => text.includes(`"${name}`) || text.includes(`'${name}`));
}
