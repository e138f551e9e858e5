import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript } from "./functions.js";

/**
 * The functions that a file exports: declarations and variables with `export`, in an export list, as the default, as
 * `export =`, and in JavaScript as `exports.name`. Methods of exported classes are not exported functions.
 */
export function exportedFunctions(ts: TypeScript, file: ts.SourceFile): FunctionNode[] {
  const exportedNames = new Set<string>();
  const local = new Map<string, FunctionNode>();
  const found = new Set<FunctionNode>();

  const declare = (name: string | undefined, node: FunctionNode | undefined, isExported: boolean): void => {
    if (node === undefined) return;
    if (isExported) found.add(node);
    else if (name !== undefined) local.set(name, node);
  };

  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && isFunctionNode(ts, statement)) {
      declare(statement.name?.text, statement, hasExport(ts, statement));
    } else if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (ts.isIdentifier(name)) declare(name.text, functionIn(ts, initializer), hasExport(ts, statement));
      }
    } else if (ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined) {
      if (statement.isTypeOnly || !statement.exportClause || !ts.isNamedExports(statement.exportClause)) continue;
      for (const { name, propertyName, isTypeOnly } of statement.exportClause.elements) {
        if (!isTypeOnly) exportedNames.add((propertyName ?? name).text);
      }
    } else if (ts.isExportAssignment(statement)) {
      if (ts.isIdentifier(statement.expression)) exportedNames.add(statement.expression.text);
      declare(undefined, functionIn(ts, statement.expression), true);
    } else if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)) {
      const { left, right, operatorToken } = statement.expression;
      if (operatorToken.kind !== ts.SyntaxKind.EqualsToken || !/^(module\.)?exports\b/.test(left.getText())) continue;
      if (ts.isIdentifier(right)) exportedNames.add(right.text);
      declare(undefined, functionIn(ts, right), true);
    }
  }
  for (const name of exportedNames) {
    const node = local.get(name);
    if (node !== undefined) found.add(node);
  }
  return [...found].toSorted((a, b) => a.pos - b.pos);
}

function hasExport(ts: TypeScript, node: ts.HasModifiers): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}
