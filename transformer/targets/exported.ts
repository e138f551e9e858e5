import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript } from "./functions.js";

/** The functions that a file exports, in source order. Methods of exported classes are not exported functions. */
export function exportedFunctions(ts: TypeScript, file: ts.SourceFile): FunctionNode[] {
  return [...new Set(exportedByName(ts, file).values())].toSorted((a, b) => a.pos - b.pos);
}

/**
 * The functions that a file exports, by the names they are exported under: declarations and variables with `export`,
 * in an export list, as the default (`default`), as `export =`, and in JavaScript as `exports.name`.
 */
export function exportedByName(ts: TypeScript, file: ts.SourceFile): ReadonlyMap<string, FunctionNode> {
  const found = new Map<string, FunctionNode>();
  const local = new Map<string, FunctionNode>();
  /** Local name by exported name. */
  const listed = new Map<string, string>();
  const declare = (name: string, node: FunctionNode | undefined, isExported: boolean): void => {
    if (node !== undefined) (isExported ? found : local).set(name, node);
  };

  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && isFunctionNode(ts, statement)) {
      const isDefault = hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
      const name = isDefault ? "default" : (statement.name?.text ?? "default");
      declare(name, statement, hasModifier(statement, ts.SyntaxKind.ExportKeyword));
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (!ts.isIdentifier(name)) continue;
        declare(name.text, functionIn(ts, initializer), hasModifier(statement, ts.SyntaxKind.ExportKeyword));
      }
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined) {
      if (statement.isTypeOnly || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
      for (const { name, propertyName, isTypeOnly } of statement.exportClause.elements) {
        if (!isTypeOnly) listed.set(name.text, (propertyName ?? name).text);
      }
    } else if (ts.isExportAssignment(statement)) {
      if (ts.isIdentifier(statement.expression)) listed.set("default", statement.expression.text);
      declare("default", functionIn(ts, statement.expression), true);
    } else if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)) {
      const { left, right, operatorToken } = statement.expression;
      if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !/^(module\.)?exports\b/.test(left.getText())) continue;
      const name = left.getText().replace(/^(module\.)?exports\.?/, "") || "default";
      if (ts.isIdentifier(right)) listed.set(name, right.text);
      declare(name, functionIn(ts, right), true);
    }
  }
  for (const [name, localName] of listed) {
    const node = local.get(localName);
    if (node !== undefined) found.set(name, node);
  }
  return found;
}

function hasModifier(node: ts.HasModifiers, wanted: ts.SyntaxKind): boolean {
  return node.modifiers?.some(({ kind }) => kind === wanted) ?? false;
}
