/**
 * What is to be known of an HTTP framework to find its handlers and to judge them: a table. A framework is a file in
 * this folder, a line in frameworks.ts, and a rule of the same name in runtime/http/rules.ts.
 */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";

export interface Framework {
  /** Also the name of the runtime's rule. */
  readonly name: string;
  /** Modules that a file imports it from, with all below them: `hono` is `hono/factory` too. */
  readonly modules: readonly string[];
  /** Packages whose declarations are its types, beside those of `modules`: `@types/express`. */
  readonly typePackages: readonly string[];
  /** What routes are registered at: an application, a router. */
  readonly receivers?: Receivers;
  /** Functions that are given one of these receivers as their first parameter: plugins. */
  readonly plugins?: Plugins;
  /** Functions that are handlers by how their parameters are declared. */
  readonly signature?: Signature;
  /** Types of whole functions that are handlers: `const list: RequestHandler = …`. */
  readonly handlerTypes?: readonly string[] | RegExp;
  /** What a handler is exported as where no type says that it is one; its parameters then have the usual names. */
  readonly exportNames?: readonly string[];
  /** Types of objects whose member `handler` is one: `const list: RouteOptions = { …, handler }`. */
  readonly optionTypes?: readonly string[];
  /** What takes functions with a handler's parameters that are no handlers. */
  readonly others?: Others;
  /** How a function that is only declared like a handler shows that it is no helper of handlers. Default: it is none. */
  readonly answers?: Answers;
  /** Calls that are given a handler and no route: `createServer(handler)`. */
  readonly takers?: readonly Taker[];
  /** Files whose exports are handlers by their names. */
  readonly convention?: Convention;
  /** Methods of decorated classes. */
  readonly decorators?: Decorators;
  /** What its documentation calls a handler's parameters, for where nothing else tells what is registered at. */
  readonly usualNames?: readonly RegExp[];
  /** Members by which its first parameter is told from a request, where it is taken apart: `({ req, json }) => …`. */
  readonly contextMembers?: readonly string[];
  /** Which parameter holds the response that Node sends, itself or within; none where there is none to hold. */
  readonly responseParameter?: number;
  /** Which parameter hands the request on. */
  readonly nextParameter?: number;
  /** Which parameter is called with an error or an answer, by who does not return it. */
  readonly callbackParameter?: number;
  /** Whether what a handler returns may say how it fared. */
  readonly judgesResult: boolean;
}

export interface Receivers {
  /** Exports whose call or construction gives one; `default` for the module's own: `express()`, `new Hono()`. */
  readonly makers: readonly string[];
  /** Exports that they come out of by members and calls: `initTRPC.create().procedure`. */
  readonly roots?: readonly string[];
  /** Names of their types. */
  readonly types: readonly string[];
  /** What one is called that another file of the project exports: `publicProcedure`. */
  readonly usualName?: RegExp;
  /** A route is the keys that lead to its registration in a tree of objects. */
  readonly isKeyed?: true;
  /** Methods that register a handler under a path, as `get` does; the last function given is the handler. */
  readonly methods: readonly string[];
  /** Events whose listener is a handler: `server.on("request", handler)`. */
  readonly events?: readonly string[];
}

export interface Plugins {
  /** The method of a receiver that takes a plugin: Fastify's `register`. */
  readonly method: string;
  /** Names of the types of such functions, all that begin like this. */
  readonly types: string;
  /** Calls that a plugin is wrapped in. */
  readonly wrappers: readonly Taker[];
  /** What a receiver is called in a plugin without types. */
  readonly usualName: RegExp;
}

export interface Signature {
  /** Types of the first parameters, in order; each may have several names. */
  readonly parameters: readonly (readonly string[])[];
  /** The type of one more parameter, by which the request is handed on. */
  readonly next?: readonly string[];
}

export interface Others {
  /** Methods, of a receiver or not. */
  readonly methods: readonly string[];
  /** Members of options: hooks of one route. */
  readonly members?: readonly string[];
  /** Functions by their names: `createMiddleware(…)`. */
  readonly callees?: readonly string[];
  /** Files in which whatever a taker is given is one of them. */
  readonly files?: RegExp;
}

export type Answers =
  /**
   * It calls a method of its response that is not among the `silent` ones, or gives the response to something else.
   * `atEnd`: at the end of its last path, as hooks look the same and answer on the way, where they refuse.
   */
  | { readonly by: "response"; readonly silent: readonly string[]; readonly atEnd: boolean }
  /** It returns a `Response`, or what one of these methods of its first parameter gives. */
  | { readonly by: "result"; readonly methods: readonly string[] }
  /** It mentions this member of an answer, or in the type of what it returns a result. */
  | { readonly by: "mention"; readonly name: string }
  /** It assigns to one of these members of its first parameter, or of that one's `response`, or calls such a method. */
  | { readonly by: "assignment"; readonly members: readonly string[]; readonly methods: readonly string[] };

export interface Taker {
  /** The export that is called, or a member of it: `query.batch`. */
  readonly callee: string;
  /** Of which modules. */
  readonly modules: readonly string[];
  /** What it gives is the handler, and not the server that calls it. */
  readonly givesHandler?: true;
  /** It is there without an import. */
  readonly isGlobal?: true;
}

export interface Convention {
  /** Of the path from the folder of the nearest package.json. */
  readonly file: RegExp;
  /** Names of the exports that are handlers; `default` is one. */
  readonly exports: readonly string[];
  /** Names of the exports that are objects of handlers: `actions`. What is in one is called `actions.create`. */
  readonly objects?: readonly string[];
  /** Handlers stand in a call of such a name, itself or in others; other exports are none. */
  readonly within?: RegExp;
  /** The route that a file and an export stand for. */
  route(path: string, name: string): string;
  /** Whether a file is none of these after all, or its handlers run where there is no Node, and so no metrics. */
  leavesAlone?(ts: TypeScript, file: ts.SourceFile): boolean;
}

export interface Decorators {
  /** The class's: `Controller`. */
  readonly classes: readonly string[];
  /** The method's, with the verb it stands for: `Get` is GET. An empty one is among what the decorator is given. */
  readonly methods: Readonly<Record<string, string>>;
  /** Likewise of other packages, by their names. */
  readonly others: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Modules whose decorators have a method called for something else than a request. */
  readonly otherCallers: readonly string[];
  /** Modules whose decorators are known: what is not among `methods` stands for no route. */
  readonly family: RegExp;
  /** What a decorator that stands for one of them is called, where its definition is not in sight. */
  readonly usualName: RegExp;
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
export const verbs = ["get", "post", "put", "patch", "delete", "head", "options", "trace", "query", "all"];

/** Methods of Node's response that send nothing, and what it shares with the request. */
export const silentOnNode = [
  "setHeader",
  "setHeaders",
  "appendHeader",
  "getHeader",
  "getHeaders",
  "hasHeader",
  "removeHeader",
  "on",
  "once",
  "off",
  "setTimeout",
];
