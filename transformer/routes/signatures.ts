/** Handlers by how they are declared: by the types of their parameters, or the type of the whole function. */
import type ts from "typescript";
import { type FunctionNode, parentOf, type TypeScript, unwrap } from "../targets/functions.js";
import type { Framework } from "./framework.js";
import { frameworks } from "./frameworks.js";
import { importedName } from "./imports.js";
import { frameworkOfType } from "./types.js";

export interface Declared {
  readonly framework: Framework;
  /** It hands requests on, as middleware does, and no error only. */
  readonly isMiddleware: boolean;
  readonly typesOnly: boolean;
}

/** The framework whose handlers are declared like this function; nothing when it is declared otherwise. */
export function declaredHandler(
  ts: TypeScript,
  node: FunctionNode,
  checker: ts.TypeChecker | undefined,
): Declared | undefined {
  const byText = byParameters(ts, node) ?? byFunctionType(ts, node);
  const framework = byText ?? (checker && byCheckedType(ts, node, checker));
  return framework && { framework, isMiddleware: isMiddleware(ts, node, framework), typesOnly: byText === undefined };
}

function byParameters(ts: TypeScript, node: FunctionNode): Framework | undefined {
  const types = parametersOf(node).map(({ type }) => type && importedType(ts, type));
  return frameworks.find(({ modules, typePackages, signature }) => {
    if (signature === undefined) return false;
    const { parameters, next } = signature;
    const isOf = (type: ReturnType<typeof importedType>, names: readonly string[]) =>
      type !== undefined &&
      names.includes(type.name) &&
      (modules.includes(type.module) || typePackages.includes(type.module));
    if (types.length < parameters.length || !parameters.every((names, index) => isOf(types[index], names)))
      return false;
    const rest = types.slice(parameters.length);
    return rest.length === 0 || (rest.length === 1 && next !== undefined && isOf(rest[0], next));
  });
}

/** `const list: RequestHandler = …`, `… satisfies RequestHandler`. */
function byFunctionType(ts: TypeScript, node: FunctionNode): Framework | undefined {
  const type = typeBeside(ts, node);
  const imported = type && importedType(ts, type);
  return (
    imported &&
    frameworks.find(
      ({ modules, typePackages, handlerTypes }) =>
        (modules.includes(imported.module) || typePackages.includes(imported.module)) &&
        handlerTypes?.includes(imported.name),
    )
  );
}

function typeBeside(ts: TypeScript, node: FunctionNode): ts.TypeNode | undefined {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return undefined;
  for (let at: ts.Node = node.parent; ts.isExpression(at); at = at.parent) {
    if (ts.isAsExpression(at) || ts.isSatisfiesExpression(at)) return at.type;
    if (!ts.isParenthesizedExpression(at)) break;
  }
  const parent = parentOf(ts, node);
  return ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) ? parent.type : undefined;
}

/** What only types can tell: a type of the project's own that stands for the framework's, a type that is inferred. */
function byCheckedType(ts: TypeScript, node: FunctionNode, checker: ts.TypeChecker): Framework | undefined {
  const type = typeBeside(ts, node);
  const isHandlerType = ({ handlerTypes }: Framework, name: string) => handlerTypes?.includes(name) ?? false;
  if (type !== undefined) {
    const framework = frameworkOfType(ts, checker, checker.getTypeFromTypeNode(type), isHandlerType);
    if (framework !== undefined && framework !== "other") return framework;
  }
  const parameters = parametersOf(node);
  if (parameters.length === 0 || parameters.some((parameter) => parameter.type === undefined)) return undefined;
  const found = parameters.map((parameter, index) => {
    const isWanted = ({ signature }: Framework, name: string) =>
      (signature?.parameters[index] ?? (index === signature?.parameters.length ? signature.next : undefined))?.includes(
        name,
      ) ?? false;
    return frameworkOfType(ts, checker, checker.getTypeAtLocation(parameter), isWanted);
  });
  const [first] = found;
  if (first === undefined || first === "other" || found.some((one) => one !== first)) return undefined;
  return found.length >= (first.signature?.parameters.length ?? Number.POSITIVE_INFINITY) ? first : undefined;
}

/** A `this` parameter is none: it only tells a type. */
export function parametersOf(node: FunctionNode): readonly ts.ParameterDeclaration[] {
  const [first] = node.parameters;
  return first?.name.getText() === "this" ? node.parameters.slice(1) : node.parameters;
}

/** What a type's name is imported from. `express.Request` is `Request`; a generic type's arguments do not matter. */
function importedType(ts: TypeScript, type: ts.TypeNode): { module: string; name: string } | undefined {
  if (ts.isTypeReferenceNode(type)) return importedName(ts, type.typeName);
  // `import("express").Request`
  if (ts.isImportTypeNode(type) && ts.isLiteralTypeNode(type.argument) && ts.isStringLiteral(type.argument.literal)) {
    return type.qualifier && { module: type.argument.literal.text, name: type.qualifier.getText() };
  }
  return undefined;
}

/**
 * Whether a function with the parameters of a handler is middleware: it hands a request on without an error, or gives
 * all of it to something else.
 */
function isMiddleware(ts: TypeScript, node: FunctionNode, { nextParameter }: Framework): boolean {
  const next = nextParameter === undefined ? undefined : parametersOf(node)[nextParameter]?.name;
  if (next === undefined || !ts.isIdentifier(next)) return false;
  const names = new Set(parametersOf(node).map((parameter) => parameter.name.getText()));
  const isNext = (expression: ts.Expression) => ts.isIdentifier(expression) && expression.text === next.text;
  const handsOn = (inner: ts.Node): boolean => {
    if (ts.isCallExpression(inner)) {
      const args = inner.arguments.map((argument) => unwrap(ts, argument));
      if (args.length === 0 && isNext(unwrap(ts, inner.expression))) return true;
      const handed = args.filter((argument) => ts.isIdentifier(argument) && names.has(argument.text));
      if (handed.length > 1 && handed.some(isNext)) return true;
    }
    return ts.forEachChild(inner, handsOn) === true;
  };
  return handsOn(node.body);
}
