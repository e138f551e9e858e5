import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript, unwrap } from "./functions.js";

/**
 * The functions that a file exports: declarations and variables with `export`, in an export list, as the default, as
 * `export =`, and in JavaScript as `exports.name` or in `module.exports`. Methods of exported classes are not exported
 * functions.
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

  /** What CommonJS exports as a whole may be an object, whose members are then what is exported. */
  const exportValue = (value: ts.Expression, isModule: boolean): void => {
    const inner = unwrap(ts, value);
    if (ts.isIdentifier(inner)) exportedNames.add(inner.text);
    declare(undefined, functionIn(ts, inner), true);
    if (!isModule || !ts.isObjectLiteralExpression(inner)) return;
    for (const member of inner.properties) {
      if (ts.isShorthandPropertyAssignment(member)) exportedNames.add(member.name.text);
      else if (ts.isPropertyAssignment(member)) exportValue(member.initializer, false);
      else if (ts.isMethodDeclaration(member) && isFunctionNode(ts, member)) declare(undefined, member, true);
    }
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
      exportValue(statement.expression, statement.isExportEquals === true);
    } else if (ts.isExpressionStatement(statement)) {
      // `exports.a = exports.b = …` is one assignment within the other.
      let { expression } = statement;
      while (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        const target = expression.left.getText();
        expression = expression.right;
        if (/^(module\.)?exports\b/.test(target)) exportValue(expression, target === "module.exports");
      }
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
