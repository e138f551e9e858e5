/**
 * What is to be known of an HTTP framework to find its handlers and to judge them: a table. A framework is a file in
 * this folder, a line in frameworks.ts, and a rule of the same name in runtime/http/rules.ts.
 */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";

export interface Framework {
  /** Also the name of the runtime's rule. */
  readonly name: string;
  /** Modules that a file imports it from. */
  readonly modules: readonly string[];
  /** Packages whose declarations are its types, beside those of `modules`: `@types/express`. */
  readonly typePackages: readonly string[];
  /** What routes are registered at: an application, a router. */
  readonly receivers?: Receivers;
  /** Functions that are handlers by how their parameters are declared. */
  readonly signature?: Signature;
  /** Types of whole functions that are handlers: `const list: RequestHandler = …`. */
  readonly handlerTypes?: readonly string[];
  /** Calls that are given a handler and no route: `createServer(handler)`. */
  readonly takers?: readonly Taker[];
  /** Files whose exports are handlers by their names. */
  readonly convention?: Convention;
  /** Methods of decorated classes. */
  readonly decorators?: Decorators;
  /** What its documentation calls a handler's parameters, for where nothing else tells what is registered at. */
  readonly usualNames?: readonly RegExp[];
  /** Which parameter holds the response that Node sends, itself or within; none where there is none to hold. */
  readonly responseParameter?: number;
  /** Which parameter hands the request on. */
  readonly nextParameter?: number;
  /** Whether what a handler returns may say how it fared. */
  readonly judgesResult: boolean;
}

export interface Receivers {
  /** Exports whose call or construction gives one; `default` for the module's own: `express()`, `new Hono()`. */
  readonly makers: readonly string[];
  /** Names of their types. */
  readonly types: readonly string[];
  /** Methods that register a handler under a path, as `get` does; the last function given is the handler. */
  readonly methods: readonly string[];
  /** Methods whose callback gets a receiver of the same kind: Fastify's `register`, Hono's `route`. */
  readonly scopes?: readonly string[];
  /** Events whose listener is a handler: `server.on("request", handler)`. */
  readonly events?: readonly string[];
}

export interface Signature {
  /** Types of the first parameters, in order; each may have several names. */
  readonly parameters: readonly (readonly string[])[];
  /** The type of one more parameter, by which the request is handed on. */
  readonly next?: readonly string[];
}

export interface Taker {
  /** The export that is called. */
  readonly callee: string;
  /** Of which modules. */
  readonly modules: readonly string[];
}

export interface Convention {
  /** Of the path from the folder of the nearest package.json. */
  readonly file: RegExp;
  /** Names of the exports that are handlers; `default` is one. */
  readonly exports: readonly string[];
  /** The route that a file and an export stand for. */
  route(path: string, name: string): string;
  /** Whether a file's handlers run where there is no Node, and so no metrics: they are left alone. */
  runsElsewhere?(ts: TypeScript, file: ts.SourceFile): boolean;
}

export interface Decorators {
  /** The class's: `Controller`. */
  readonly classes: readonly string[];
  /** The method's, with the verb it stands for: `Get` is GET. An empty one is among what the decorator is given. */
  readonly methods: Readonly<Record<string, string>>;
  readonly parameters: {
    /** The response, once it is asked for, is the method's to send, or to set the status of. */
    readonly response: readonly string[];
    /** Hands the request on. */
    readonly next: readonly string[];
    /** Parts of a request: a method that gets one answers it. */
    readonly request: readonly string[];
  };
}

/** The methods by which most frameworks register a handler. */
export const verbs = ["get", "post", "put", "patch", "delete", "head", "options", "all"];
