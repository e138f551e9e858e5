/** What a decorator stands for: itself, or what a decorator of the project's own is composed of. */
import type ts from "typescript";
import { type TypeScript, unwrap } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";
import { packageOfDeclaration } from "./frameworks.js";
import { type ImportedName, importedMember } from "./imports.js";

/** A decorator of a package, or any other of its functions that the definition of one calls. */
export interface Decorator extends ImportedName {
  /** The first that it is given. */
  readonly argument: ts.Expression | undefined;
  /** What stands in `argument`, as it is where the decorator is written: a parameter of a definition is what it is given. */
  read(expression: ts.Expression): ts.Expression | undefined;
}

const asItIs = (expression: ts.Expression): ts.Expression => expression;

/** How far a decorator is followed that is composed of composed ones. */
const deepest = 4;

/**
 * The packages' functions that a decorator comes down to, `Get` and `UseGuards` of `@AuthGet("x")`: through the
 * definition in its file, and with types through imports.
 */
export function standsFor(
  ts: TypeScript,
  expression: ts.Expression,
  checker: ts.TypeChecker | undefined,
  depth = 0,
): Decorator[] {
  const [callee, args] = ts.isCallExpression(expression)
    ? [unwrap(ts, expression.expression), expression.arguments]
    : [unwrap(ts, expression), undefined];
  const definition = depth > deepest ? undefined : definitionOf(ts, callee, checker);
  if (definition === undefined) {
    const imported = ofPackage(ts, callee, checker);
    return imported ? [{ ...imported, argument: args?.[0], read: asItIs }] : [];
  }
  // `const Read = Get`
  if (!ts.isFunctionLike(definition)) {
    const found = ts.isCallExpression(definition) ? [] : standsFor(ts, definition, checker, depth + 1);
    return found.length > 0
      ? found.map((one) => ({ ...one, argument: args?.[0], read: asItIs }))
      : composedIn(ts, definition, checker, depth);
  }
  return composedIn(ts, definition, checker, depth).map((one) => ({
    ...one,
    read(expression) {
      const inner = one.read(expression);
      return inner && given(ts, inner, definition, args);
    },
  }));
}

/** Whether what a decorator is can be read: it is then no guess. */
export function isDefinedInSight(ts: TypeScript, callee: ts.Expression, checker: ts.TypeChecker | undefined): boolean {
  return definitionOf(ts, unwrap(ts, callee), checker) !== undefined;
}

/** What stands for a package's function in a definition: all that it calls, and all that it gives away. */
function composedIn(
  ts: TypeScript,
  definition: Definition,
  checker: ts.TypeChecker | undefined,
  depth: number,
): Decorator[] {
  const found: Decorator[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      found.push(...standsFor(ts, node, checker, depth + 1));
      node.arguments.forEach(visit);
      // `Get(path)(target, key, descriptor)`
      if (ts.isCallExpression(node.expression)) visit(node.expression);
    } else if (ts.isIdentifier(node) && ts.isCallExpression(node.parent)) {
      const imported = ofPackage(ts, node, checker);
      if (imported !== undefined) found.push({ ...imported, argument: undefined, read: asItIs });
    } else ts.forEachChild(node, visit);
  };
  visit(ts.isFunctionLike(definition) && "body" in definition && definition.body ? definition.body : definition);
  return found;
}

type Definition = ts.SignatureDeclaration | ts.Expression;

/** Where a decorator is defined: in the same file, or with types in any of the project's. */
function definitionOf(
  ts: TypeScript,
  callee: ts.Expression,
  checker: ts.TypeChecker | undefined,
): Definition | undefined {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  if (!ts.isIdentifier(name)) return undefined;
  const here = name === callee ? findDeclaration(ts, name, name.text)?.declaration.parent : undefined;
  for (const declaration of [here, ...(checker ? (symbolOf(ts, name, checker)?.declarations ?? []) : [])]) {
    if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) continue;
    if ((ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration)) && declaration.body) {
      return declaration;
    }
    const isValue =
      ts.isVariableDeclaration(declaration) ||
      ts.isPropertyDeclaration(declaration) ||
      ts.isPropertyAssignment(declaration);
    const value = isValue && declaration.initializer ? unwrap(ts, declaration.initializer) : undefined;
    if (value !== undefined && !isRequire(ts, value)) return value;
  }
  return undefined;
}

function isRequire(ts: TypeScript, value: ts.Expression): boolean {
  return ts.isCallExpression(value) && value.expression.getText() === "require";
}

/** By its import, or with types by where it is declared in the end: a file of the project may hand it on. */
function ofPackage(
  ts: TypeScript,
  callee: ts.Expression,
  checker: ts.TypeChecker | undefined,
): ImportedName | undefined {
  const imported = importedMember(ts, callee);
  if (checker === undefined || !ts.isIdentifier(callee)) return imported;
  const symbol = symbolOf(ts, callee, checker);
  const module = symbol?.declarations?.map((one) => packageOfDeclaration(one.getSourceFile().fileName))[0];
  return symbol !== undefined && module !== undefined && module !== imported?.module
    ? { module, name: symbol.name }
    : imported;
}

function symbolOf(ts: TypeScript, name: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  const symbol = checker.getSymbolAtLocation(name);
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** What a parameter of a definition stands for, where the decorator is written. */
function given(
  ts: TypeScript,
  argument: ts.Expression,
  { parameters }: ts.SignatureDeclaration,
  args: readonly ts.Expression[] = [],
): ts.Expression | undefined {
  const named = ts.isSpreadElement(argument) ? argument.expression : argument;
  if (!ts.isIdentifier(named)) return argument;
  const index = parameters.findIndex(({ name }) => ts.isIdentifier(name) && name.text === named.text);
  return index < 0 ? argument : (args[index] ?? parameters[index]?.initializer);
}
