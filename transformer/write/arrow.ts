/** An arrow function's expression becomes a returned one; the comments before it come along. */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";

/**
 * `return`, in place of an arrow's expression. Comments on lines above the expression come before `return`, which they
 * would part from its value.
 */
export function returnOf(
  ts: TypeScript,
  factory: ts.NodeFactory,
  expression: ts.Expression,
  value: ts.Expression,
): ts.Statement {
  const statement = ts.setTextRange(factory.createReturnStatement(value), expression);
  return ts.setEmitFlags(statement, ts.EmitFlags.NoTrailingComments);
}

/**
 * The `=>`. The compiler writes a comment that follows it on its line, such as `@__PURE__`, directly behind it; it goes to
 * the expression, which is further down now.
 */
export function arrowToken(
  ts: TypeScript,
  factory: ts.NodeFactory,
  file: ts.SourceFile,
  { body, equalsGreaterThanToken }: ts.ArrowFunction,
): ts.EqualsGreaterThanToken {
  const source = ts.getParseTreeNode(body);
  if (source === undefined || ts.isBlock(source)) return equalsGreaterThanToken;
  const start = source.getStart(file);
  const comments = ts.getTrailingCommentRanges(file.text, body.pos);
  if (comments === undefined || file.text.slice(body.pos, start).includes("\n")) return equalsGreaterThanToken;
  for (const { kind, pos, end } of comments) {
    ts.addSyntheticLeadingComment(body, kind, file.text.slice(pos + 2, end - 2));
  }
  ts.setCommentRange(body, { pos: start, end: body.end });
  const token = factory.createToken(ts.SyntaxKind.EqualsGreaterThanToken);
  return ts.setEmitFlags(ts.setTextRange(token, equalsGreaterThanToken), ts.EmitFlags.NoTrailingComments);
}
