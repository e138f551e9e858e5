import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript, unwrap } from "./functions.js";

/** The functions that a file exports, in source order. Methods of exported classes are not exported functions. */
export function exportedFunctions(ts: TypeScript, file: ts.SourceFile): FunctionNode[] {
  return [...new Set(exportedByName(ts, file).values())].toSorted((a, b) => a.pos - b.pos);
}

/**
 * The functions that a file exports, by the names they are exported under: declarations and variables with `export`,
 * in an export list, as the default (`default`), as `export =`, and in JavaScript as `exports.name` or in `module.exports`.
 */
export function exportedByName(ts: TypeScript, file: ts.SourceFile): ReadonlyMap<string, FunctionNode> {
  const found = new Map<string, FunctionNode>();
  const local = new Map<string, FunctionNode>();
  /** Local name by exported name. */
  const listed = new Map<string, string>();
  const declare = (name: string, node: FunctionNode | undefined, isExported: boolean): void => {
    if (node !== undefined) (isExported ? found : local).set(name, node);
  };

  /** What CommonJS exports as a whole may be an object, whose members are then what is exported. */
  const exportValue = (name: string, value: ts.Expression, isModule: boolean): void => {
    const inner = unwrap(ts, value);
    if (ts.isIdentifier(inner)) listed.set(name, inner.text);
    declare(name, functionIn(ts, inner), true);
    if (!isModule || !ts.isObjectLiteralExpression(inner)) return;
    for (const member of inner.properties) {
      const key = member.name?.getText() ?? "";
      if (ts.isShorthandPropertyAssignment(member)) listed.set(key, member.name.text);
      else if (ts.isPropertyAssignment(member)) exportValue(key, member.initializer, false);
      else if (ts.isMethodDeclaration(member) && isFunctionNode(ts, member)) declare(key, member, true);
    }
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
      exportValue("default", statement.expression, statement.isExportEquals === true);
    } else if (ts.isExpressionStatement(statement)) {
      // `exports.a = exports.b = …` is one assignment within the other.
      let { expression } = statement;
      while (ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
        const target = expression.left.getText();
        expression = expression.right;
        if (!/^(module\.)?exports\b/.test(target)) continue;
        const name = target.replace(/^(module\.)?exports\.?/, "") || "default";
        exportValue(name, expression, target === "module.exports");
      }
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
