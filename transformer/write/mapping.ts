import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";

/**
 * What source maps say of written code: nothing, as it is nobody's source line. But where a debugger does stop on it, it
 * shows a place of the user's: a breakpoint on a function's first line stops at the start of its call, and what pauses
 * on errors that nobody catches pauses where they are thrown on.
 */
export class Mapping {
  readonly #ts: TypeScript;
  readonly #file: ts.SourceFile;

  constructor(ts: TypeScript, file: ts.SourceFile) {
    this.#ts = ts;
    this.#file = file;
  }

  /** Maps neither the node nor what is in it. */
  silent<T extends ts.Node>(node: T): T {
    return this.#ts.setEmitFlags(node, this.#ts.EmitFlags.NoSourceMap | this.#ts.EmitFlags.NoNestedSourceMaps);
  }

  /** Does not map the node itself. */
  silentAround<T extends ts.Node>(node: T): T {
    return this.#ts.setEmitFlags(node, this.#ts.EmitFlags.NoSourceMap);
  }

  /** Maps the node to one character of the source. */
  at<T extends ts.Node>(offset: number, node: T): T {
    const ts = this.#ts;
    ts.setSourceMapRange(node, { pos: offset, end: offset + 1 });
    return ts.setEmitFlags(node, ts.EmitFlags.NoTrailingSourceMap | ts.EmitFlags.NoNestedSourceMaps);
  }

  /** Where a function's body opens and closes: its braces; for an arrow's expression the `=>`. */
  ends(source: FunctionNode): { opening: number; closing: number } {
    const ts = this.#ts;
    const { body } = source;
    if (!ts.isArrowFunction(source) || ts.isBlock(body)) {
      return { opening: body.getStart(this.#file), closing: body.end - 1 };
    }
    const arrow = source.equalsGreaterThanToken.getStart(this.#file);
    return { opening: arrow, closing: arrow };
  }
}
