/** Where a call stands in a tree of objects: `users.list` in `router({ users: router({ list: procedure.query(…) }) })`. */
import type ts from "typescript";
import { parentOf, type TypeScript } from "./functions.js";

export interface KeyPath {
  readonly keys: readonly string[];
  /** What the tree is bound to; nothing for a default export, and one that is only given to something. */
  readonly binding?: string;
}

export function keyPathOf(ts: TypeScript, call: ts.Node): KeyPath {
  const keys: string[] = [];
  for (let at = call; ; ) {
    const parent = parentOf(ts, at);
    if (ts.isPropertyAssignment(parent) || ts.isPropertyDeclaration(parent)) {
      keys.unshift(ts.isStringLiteralLike(parent.name) ? parent.name.text : parent.name.getText());
      at = parent.parent;
    } else if (ts.isCallExpression(parent) && parent.expression !== at) at = parent;
    else return ts.isVariableDeclaration(parent) ? { keys, binding: parent.name.getText() } : { keys };
  }
}
