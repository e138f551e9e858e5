/** Where a name comes from, by the text alone: `express.Router` is `Router` of the module `express`. */
import type ts from "typescript";
import { type TypeScript, unwrap } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";

export interface ImportedName {
  readonly module: string;
  /** The export's name; `default` for the module's own, also where the whole module is called. */
  readonly name: string;
}

/** The export that an expression or a type's name stands for; nothing when it is not an import's. */
export function importedName(ts: TypeScript, node: ts.Expression | ts.EntityName): ImportedName | undefined {
  const inner = ts.isIdentifier(node) || ts.isQualifiedName(node) ? node : unwrap(ts, node);
  if (ts.isIdentifier(inner)) {
    const declaration = findDeclaration(ts, inner, inner.text)?.declaration;
    return declaration && importedBy(ts, declaration);
  }
  if (ts.isCallExpression(inner)) return required(ts, inner);
  // `(0, express_1.default)()`, as compilers write a call of an import.
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.CommaToken) {
    return importedName(ts, inner.right);
  }
  const [owner, member] = ts.isPropertyAccessExpression(inner)
    ? [inner.expression, inner.name]
    : ts.isQualifiedName(inner)
      ? [inner.left, inner.right]
      : [];
  if (owner === undefined || member === undefined) return undefined;
  const outer = importedName(ts, owner);
  return outer?.name === "default" ? { module: outer.module, name: member.text } : undefined;
}

/** Likewise, with what is a member of an export: `TypedRoute.Get`. */
export function importedMember(ts: TypeScript, node: ts.Expression): ImportedName | undefined {
  const inner = unwrap(ts, node);
  const whole = importedName(ts, inner);
  if (whole !== undefined || !ts.isPropertyAccessExpression(inner)) return whole;
  const owner = importedMember(ts, inner.expression);
  return owner && { module: owner.module, name: `${owner.name}.${inner.name.text}` };
}

function importedBy(ts: TypeScript, declaration: ts.Identifier): ImportedName | undefined {
  const { parent } = declaration;
  if (ts.isImportSpecifier(parent)) {
    return fromModule(ts, parent.parent.parent.parent, (parent.propertyName ?? parent.name).text);
  }
  if (ts.isImportClause(parent)) return fromModule(ts, parent.parent, "default");
  if (ts.isNamespaceImport(parent)) return fromModule(ts, parent.parent.parent, "default");
  if (ts.isImportEqualsDeclaration(parent)) {
    const { moduleReference } = parent;
    const isOutside = ts.isExternalModuleReference(moduleReference) && ts.isStringLiteral(moduleReference.expression);
    return isOutside ? { module: moduleReference.expression.text, name: "default" } : undefined;
  }
  // `const express = require("express")`, `const { Router } = require("express")`
  if (ts.isVariableDeclaration(parent) && parent.initializer) return required(ts, parent.initializer);
  if (ts.isBindingElement(parent) && ts.isVariableDeclaration(parent.parent.parent)) {
    const { initializer } = parent.parent.parent;
    const whole = initializer && required(ts, initializer);
    const name = parent.propertyName ?? parent.name;
    return whole && ts.isIdentifier(name) ? { module: whole.module, name: name.text } : undefined;
  }
  return undefined;
}

function fromModule(ts: TypeScript, node: ts.Node, name: string): ImportedName | undefined {
  const isImport = ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier);
  return isImport ? { module: node.moduleSpecifier.text, name } : undefined;
}

/** `require("express")`, also behind a property: `require("express").Router`. */
function required(ts: TypeScript, expression: ts.Expression): ImportedName | undefined {
  const inner = unwrap(ts, expression);
  if (ts.isAwaitExpression(inner)) return required(ts, inner.expression);
  if (ts.isPropertyAccessExpression(inner)) {
    const whole = required(ts, inner.expression);
    return whole && { module: whole.module, name: inner.name.text };
  }
  if (!ts.isCallExpression(inner)) return undefined;
  const [argument] = inner.arguments;
  if (argument !== undefined && interop.test(inner.expression.getText())) return required(ts, argument);
  const isRequire =
    (ts.isIdentifier(inner.expression) && inner.expression.text === "require") ||
    inner.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isRequire && argument && ts.isStringLiteralLike(argument)
    ? { module: argument.text, name: "default" }
    : undefined;
}

/** What compilers put around a `require` of what the source imports: `__importDefault(require("express"))`. */
const interop = /^(?:tslib_\d+\.)?_+(?:importDefault|importStar|interopRequire\w+)$/;

/** Whether a specifier names another file of the project: by a path, or an alias as projects have them. */
export function isOwnModule(specifier: string): boolean {
  return /^(?:\.|\/|#|~|@\/|src\/)/.test(specifier);
}
