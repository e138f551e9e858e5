import type ts from "typescript";
import type { Span } from "../plan.js";
import type { TypeScript } from "../targets/functions.js";

/**
 * Whether a node may be, or have within it, what stands at one of these places. Most nodes of a file do not, and are left
 * without a look at what is in them; what another transformer has made may hold anything.
 */
export function mayHold(ts: TypeScript, node: ts.Node, places: readonly { readonly span: Span }[]): boolean {
  if (!ts.isParseTreeNode(node)) return true;
  for (const { span } of places) if (node.pos <= span.start && span.end <= node.end) return true;
  return false;
}
