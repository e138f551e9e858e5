/** Types as they are written, by the text alone. */
import type ts from "typescript";
import { type FunctionNode, isFunctionNode, parentOf, type TypeScript } from "../targets/functions.js";
import { type ImportedName, importedName } from "./imports.js";

/**
 * The imported types that a written type is made of: `express.Request`, a part of `Request & { user: User }`, and what
 * an alias or an interface of the same file stands for. A generic type's arguments do not matter.
 */
export function importedTypes(ts: TypeScript, type: ts.TypeNode, depth = 0): ImportedName[] {
  if (depth > 8) return [];
  if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) {
    return type.types.flatMap((part) => importedTypes(ts, part, depth + 1));
  }
  if (ts.isParenthesizedTypeNode(type)) return importedTypes(ts, type.type, depth + 1);
  // `import("express").Request`
  if (ts.isImportTypeNode(type)) {
    const { argument, qualifier } = type;
    const module = ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal) ? argument.literal.text : "";
    return qualifier === undefined ? [] : [{ module, name: qualifier.getText() }];
  }
  const name = ts.isTypeReferenceNode(type)
    ? type.typeName
    : ts.isExpressionWithTypeArguments(type)
      ? type.expression
      : undefined;
  if (name === undefined) return [];
  const imported = importedName(ts, name);
  if (imported !== undefined) return [imported];
  return ts.isIdentifier(name) ? typesBehind(ts, name).flatMap((behind) => importedTypes(ts, behind, depth + 1)) : [];
}

/** What an alias of the file stands for, or what an interface of it extends. */
function typesBehind(ts: TypeScript, name: ts.Identifier): readonly ts.TypeNode[] {
  for (const statement of name.getSourceFile().statements) {
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text === name.text) return [statement.type];
    if (ts.isInterfaceDeclaration(statement) && statement.name.text === name.text) {
      return statement.heritageClauses?.flatMap(({ types }) => types) ?? [];
    }
  }
  return [];
}

/** The type that is written for a function's value, where it is bound or returned. */
export function typeBeside(ts: TypeScript, node: ts.Node): ts.TypeNode | undefined {
  if (!ts.isExpression(node)) return undefined;
  for (let at: ts.Node = node.parent; ts.isExpression(at); at = at.parent) {
    if (ts.isAsExpression(at) || ts.isSatisfiesExpression(at)) return at.type;
    if (!ts.isParenthesizedExpression(at)) break;
  }
  const parent = parentOf(ts, node);
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent)) return parent.type;
  if (ts.isArrowFunction(parent)) return parent.type;
  if (ts.isReturnStatement(parent)) return functionAround(ts, parent)?.type;
  if (!ts.isArrayLiteralExpression(parent)) return undefined;
  const type = typeBeside(ts, parent);
  return type && ts.isArrayTypeNode(type) ? type.elementType : undefined;
}

function functionAround(ts: TypeScript, node: ts.Node): FunctionNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (isFunctionNode(ts, at)) return at;
    if (ts.isFunctionLike(at)) return undefined;
  }
  return undefined;
}
