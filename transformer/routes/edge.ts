import type ts from "typescript";
import { type TypeScript, unwrap } from "../targets/functions.js";

/** `export const runtime = "edge"`, `export const config = { runtime: "edge" }`: there is no Node, and so no metrics. */
export function isOnEdge(ts: TypeScript, { statements }: ts.SourceFile): boolean {
  const isEdge = (name: ts.Node, value: ts.Expression | undefined): boolean => {
    const inner = value && unwrap(ts, value);
    if (inner === undefined) return false;
    if (name.getText() === "runtime" && ts.isStringLiteralLike(inner)) return /^(experimental-)?edge$/.test(inner.text);
    if (name.getText() !== "config" || !ts.isObjectLiteralExpression(inner)) return false;
    return inner.properties.some((one) => ts.isPropertyAssignment(one) && isEdge(one.name, one.initializer));
  };
  return statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true &&
      statement.declarationList.declarations.some(({ name, initializer }) => isEdge(name, initializer)),
  );
}
