import type { Annotation } from "../annotation/annotation.js";
import type { CallSitePlan, Span } from "../plan.js";
import type { Handler } from "../routes/handler.js";
import { type FunctionNode, parentOf, type TypeScript } from "./functions.js";
import { keyPathOf } from "./keyPath.js";
import { functionLabel, handlerLabel } from "./labels.js";

/** A function that shall be instrumented, and what its annotations say, its own before its class's or file's. */
export interface Target {
  readonly node: FunctionNode;
  readonly found: CallSitePlan["found"];
  readonly keys: Omit<Annotation, "span" | "skip">;
  /** What it answers, when it is an HTTP handler. */
  readonly handler?: Handler;
  /** The nearest annotation, where there is one: where mistakes in how keys and function fit are shown. */
  readonly tag?: Span;
}

/** The `function` label, before it is made unique in its file. */
export function labelOf(ts: TypeScript, { node, handler }: Target): string {
  const call = parentOf(ts, node);
  if (handler?.framework.receivers?.isKeyed && ts.isCallExpression(call)) {
    const { keys, binding } = keyPathOf(ts, call);
    return [...(binding === undefined ? [] : [binding]), ...keys].join(".") || functionLabel(ts, node);
  }
  // What `createServer(…)` is bound to is the server, and not the handler that it is given.
  const isTaken =
    handler?.foundBy === "registration" && handler.framework.takers?.some(({ givesHandler }) => !givesHandler);
  const label = handler === undefined || isTaken ? functionLabel(ts, node) : handlerLabel(ts, node);
  // What lies in a file of its own needs no name: its route says more than `default`.
  return label === "default" && handler?.foundBy === "convention" ? (handler.route ?? label) : label;
}
