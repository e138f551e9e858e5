import type ts from "typescript";
import type { FunctionNode } from "../targets/functions.js";
import type { Framework } from "./framework.js";

/** A function that answers HTTP requests. */
export interface Handler {
  readonly node: FunctionNode;
  readonly framework: Framework;
  /** `GET /users/:id`, where the file says it. */
  readonly route?: string;
  readonly foundBy: "registration" | "type" | "decorator" | "convention";
  /** Without types it would not have been found. */
  readonly typesOnly: boolean;
  /** Which of its parameters hold the response and hand the request on, where that is not the same for all handlers. */
  readonly responseParameter?: number;
  readonly nextParameter?: number;
  /** It is middleware, and taken only where it is annotated. */
  readonly isMiddleware: boolean;
}

/** What is registered as a handler, and whose function is not in the same file, or shows no handler. */
export interface Unresolved {
  readonly handler: ts.Expression;
  readonly framework: Framework;
  readonly route?: string;
}
