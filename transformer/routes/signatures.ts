/** Handlers by how they are declared: by the types of their parameters, or the type of the whole function. */
import type ts from "typescript";
import { type FunctionNode, parentOf, type TypeScript } from "../targets/functions.js";
import type { Framework } from "./framework.js";
import { frameworks, isNamed, isTypeOf } from "./frameworks.js";
import { isOwnModule } from "./imports.js";
import { parametersOf } from "./parameters.js";
import { isUsualName, looksLikeHandler } from "./shape.js";
import { importedTypes, typeBeside } from "./typeNames.js";
import { frameworkOfType, frameworkOfTypeNode } from "./types.js";

export interface Declared {
  readonly framework: Framework;
  readonly typesOnly: boolean;
  /** The type of the whole function says so, and not its parameters alone, which a helper may have too. */
  readonly isCertain: boolean;
}

/** The framework whose handlers are declared like this function; nothing when it is declared otherwise. */
export function declaredHandler(
  ts: TypeScript,
  node: FunctionNode,
  checker: ts.TypeChecker | undefined,
): Declared | undefined {
  const whole = byFunctionType(ts, node);
  if (whole === "other") return undefined;
  if (whole !== undefined) return { framework: whole, typesOnly: false, isCertain: true };
  const checked = checker && byCheckedFunctionType(ts, node, checker);
  if (checked !== undefined) return { framework: checked, typesOnly: true, isCertain: true };
  const byText = byParameters(ts, node) ?? (isBound(ts, node) ? looksLikeHandler(ts, node) : undefined);
  const byTypes = checker && byCheckedParameters(ts, node, checker);
  if (byTypes === "other") return undefined;
  const framework = byTypes ?? byText;
  return framework && { framework, typesOnly: byText !== framework, isCertain: false };
}

/** Whether a function is the value of something, by which other code may register it, and not just given to a call. */
export function isBound(ts: TypeScript, node: FunctionNode): boolean {
  if (ts.isFunctionDeclaration(node)) return true;
  let at: ts.Node = node;
  for (;;) {
    if (ts.isMethodDeclaration(at) && ts.isClassLike(at.parent)) return true;
    const parent: ts.Node = ts.isMethodDeclaration(at) ? at : parentOf(ts, at);
    // `const list = asyncHandler(async (req, res) => …)`; what options of a call hold is another matter.
    const isWrapped =
      ts.isCallExpression(parent) && parent.expression !== at && (at === node || ts.isCallExpression(at));
    if (isWrapped || ts.isArrayLiteralExpression(parent)) at = parent;
    else if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)) at = parent.parent;
    else {
      return (
        ts.isVariableDeclaration(parent) ||
        ts.isPropertyDeclaration(parent) ||
        ts.isExportAssignment(parent) ||
        ts.isReturnStatement(parent) ||
        ts.isArrowFunction(parent) ||
        (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
      );
    }
  }
}

/** All the framework's parameters, one at least certainly, and none more but the one that hands the request on. */
function byParameters(ts: TypeScript, node: FunctionNode): Framework | undefined {
  const parameters = parametersOf(node);
  return frameworks.find((framework) => {
    const { signature } = framework;
    if (signature === undefined || parameters.length < signature.parameters.length) return false;
    const wanted = [...signature.parameters, ...(signature.next ? [signature.next] : [])];
    if (parameters.length > wanted.length) return false;
    const fits = parameters.map((parameter, index) => fitOf(ts, parameter, framework, wanted[index] ?? [], index));
    return !fits.includes("no") && fits.slice(0, signature.parameters.length).includes("certain");
  });
}

/** `possible`: the text leaves its type open, as one of another file may stand for any, and its name is the usual one. */
type Fit = "certain" | "possible" | "no";

function fitOf(
  ts: TypeScript,
  { name, type, dotDotDotToken }: ts.ParameterDeclaration,
  framework: Framework,
  wanted: readonly string[],
  index: number,
): Fit {
  if (dotDotDotToken !== undefined) return "no";
  const imported = type ? importedTypes(ts, type) : [];
  if (imported.some((one) => isTypeOf(framework, one, wanted))) return "certain";
  const isOpen =
    type === undefined ||
    type.kind === ts.SyntaxKind.AnyKeyword ||
    type.getText() === "Function" ||
    imported.length > 0;
  return isOpen && isUsualName(ts, name, framework, index) ? "possible" : "no";
}

/** `const list: RequestHandler = …`, `… satisfies RequestHandler`. `other`: a type of a package that is no handler's. */
function byFunctionType(ts: TypeScript, node: FunctionNode): Framework | "other" | undefined {
  const type = typeBeside(ts, node);
  const imported = type ? importedTypes(ts, type) : [];
  for (const framework of frameworks) {
    const { handlerTypes = [], optionTypes = [] } = framework;
    if (imported.some((one) => isTypeOf(framework, one, handlerTypes))) return framework;
    const options = optionsType(ts, node);
    const held = options ? importedTypes(ts, options) : [];
    if (held.some((one) => isTypeOf(framework, one, optionTypes))) return framework;
  }
  return imported.some(({ module }) => !isOwnModule(module)) ? "other" : undefined;
}

/** The type of the object whose member `handler` a function is, or of the list of such objects. */
function optionsType(ts: TypeScript, node: FunctionNode): ts.TypeNode | undefined {
  const member = ts.isMethodDeclaration(node) ? node : parentOf(ts, node);
  if (!ts.isMethodDeclaration(member) && !ts.isPropertyAssignment(member)) return undefined;
  return member.name.getText() === "handler" ? typeBeside(ts, member.parent) : undefined;
}

/** By a type of the project's own that stands for the framework's, or by what the function's place wants. */
function byCheckedFunctionType(ts: TypeScript, node: FunctionNode, checker: ts.TypeChecker): Framework | undefined {
  const isHandlerType = ({ handlerTypes }: Framework, name: string) =>
    handlerTypes !== undefined && isNamed(handlerTypes, name);
  const type = typeBeside(ts, node);
  const written = type && frameworkOfTypeNode(ts, checker, type, isHandlerType);
  if (written !== undefined) return written;
  // What a call wants of its argument says only how it is called: middleware is a RequestHandler too.
  if (!isBound(ts, node) || !ts.isExpression(node) || ts.isCallExpression(parentOf(ts, node))) return undefined;
  const contextual = checker.getContextualType(node);
  const wanted = contextual && frameworkOfType(ts, checker, contextual, isHandlerType);
  return wanted === "other" ? undefined : wanted;
}

/** By what types say of each parameter, be it inferred. `other`: they certainly are no handler's. */
function byCheckedParameters(
  ts: TypeScript,
  node: FunctionNode,
  checker: ts.TypeChecker,
): Framework | "other" | undefined {
  const parameters = parametersOf(node);
  const isWritten = parameters.every(({ type }) => type !== undefined);
  if (parameters.length === 0 || !(isWritten || isBound(ts, node))) return undefined;
  const found = parameters.map((parameter, index) => {
    const isWanted = ({ signature }: Framework, name: string) =>
      (index === signature?.parameters.length ? signature.next : signature?.parameters[index])?.includes(name) ?? false;
    return frameworkOfType(ts, checker, checker.getTypeAtLocation(parameter), isWanted);
  });
  const [first] = found;
  if (first === undefined || first === "other") return first;
  const count = first.signature?.parameters.length ?? Number.POSITIVE_INFINITY;
  const isNext = (one: (typeof found)[number], index: number) => {
    const name = parameters[count + index]?.name;
    return one === first || one === undefined || (name !== undefined && isUsualName(ts, name, first, count + index));
  };
  const isWhole = found.length >= count && found.slice(0, count).every((one) => one === first);
  return isWhole && found.length <= count + 1 && found.slice(count).every(isNext) ? first : "other";
}
