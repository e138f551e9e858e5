/** From an expression to what defines it, in whatever file of the program, by types. */
import type ts from "typescript";
import { type TypeScript, unwrap } from "../transformer/targets/functions.js";

/** Of a call: of all that it is given, and of what is called, as either may be the function. */
export function definitionsOf(
  ts: TypeScript,
  checker: ts.TypeChecker,
  expression: ts.Expression,
  depth = 0,
): readonly ts.Node[] {
  if (depth > 8) return [];
  const inner = unwrap(ts, expression);
  const of = (one: ts.Expression) => definitionsOf(ts, checker, one, depth + 1);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.flatMap(of);
  if (ts.isSpreadElement(inner)) return of(inner.expression);
  if (ts.isCallExpression(inner)) return [inner.expression, ...inner.arguments].flatMap(of);
  if (ts.isPropertyAccessExpression(inner) && inner.name.text === "bind") return of(inner.expression);
  const name = ts.isPropertyAccessExpression(inner) ? inner.name : inner;
  const symbol = ts.isIdentifier(name) ? aliased(ts, checker, checker.getSymbolAtLocation(name)) : undefined;
  return (symbol?.declarations ?? []).flatMap((declaration) => [declaration, ...valuesOf(declaration)]);

  /** What a name stands for may be another name: `{ list: users.list }`, `export default list`. */
  function valuesOf(declaration: ts.Declaration): readonly ts.Node[] {
    if (ts.isShorthandPropertyAssignment(declaration)) {
      return aliased(ts, checker, checker.getShorthandAssignmentValueSymbol(declaration))?.declarations ?? [];
    }
    if (ts.isBindingElement(declaration) && ts.isVariableDeclaration(declaration.parent.parent)) {
      const { initializer } = declaration.parent.parent;
      const type = initializer && checker.getTypeAtLocation(initializer);
      const member = type?.getProperty((declaration.propertyName ?? declaration.name).getText());
      return (member?.declarations ?? []).flatMap((one) => [one, ...valuesOf(one)]);
    }
    const isNamed =
      ts.isVariableDeclaration(declaration) ||
      ts.isPropertyAssignment(declaration) ||
      ts.isPropertyDeclaration(declaration);
    if (isNamed) return declaration.initializer ? of(declaration.initializer) : [];
    return ts.isExportAssignment(declaration) ? of(declaration.expression) : [];
  }
}

function aliased(ts: TypeScript, checker: ts.TypeChecker, symbol: ts.Symbol | undefined): ts.Symbol | undefined {
  return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}
