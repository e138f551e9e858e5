import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript, unwrap } from "./functions.js";

export type Exported = ts.Expression | FunctionNode;

/** The functions that a file exports, in source order. Methods of exported classes are not exported functions. */
export function exportedFunctions(ts: TypeScript, file: ts.SourceFile): FunctionNode[] {
  return [...new Set(exportedByName(ts, file).values())].toSorted((a, b) => a.pos - b.pos);
}

/** The functions that a file exports, by the names they are exported under. */
export function exportedByName(ts: TypeScript, file: ts.SourceFile): ReadonlyMap<string, FunctionNode> {
  const functions = new Map<string, FunctionNode>();
  for (const [name, value] of exportedValues(ts, file)) {
    const node = isFunctionNode(ts, value) ? value : ts.isExpression(value) ? functionIn(ts, value) : undefined;
    if (node !== undefined) functions.set(name, node);
  }
  return functions;
}

/**
 * What a file exports, by the names it is exported under: function declarations, and what variables hold, with
 * `export`, in an export list, as the default (`default`), as `export =`, and in JavaScript as `exports.name` or in
 * `module.exports`. Nothing that is defined in another file.
 */
export function exportedValues(ts: TypeScript, file: ts.SourceFile): ReadonlyMap<string, Exported> {
  const found = new Map<string, Exported>();
  const local = new Map<string, Exported>();
  /** Local name by exported name. */
  const listed = new Map<string, string>();
  const declare = (name: string, value: Exported | undefined, isExported: boolean): void => {
    if (value !== undefined) (isExported ? found : local).set(name, value);
  };

  /** What CommonJS exports as a whole may be an object, whose members are then what is exported. */
  const exportValue = (name: string, value: ts.Expression, isModule: boolean): void => {
    const inner = unwrap(ts, value);
    if (ts.isIdentifier(inner)) listed.set(name, inner.text);
    else declare(name, inner, true);
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
        declare(name.text, initializer, hasModifier(statement, ts.SyntaxKind.ExportKeyword));
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
    const value = local.get(localName);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

function hasModifier(node: ts.HasModifiers, wanted: ts.SyntaxKind): boolean {
  return node.modifiers?.some(({ kind }) => kind === wanted) ?? false;
}
