/** The HTTP handlers of a file, decided from that file and its types. */
import type ts from "typescript";
import { exportedFunctions } from "../targets/exported.js";
import { type FunctionNode, isFunctionNode, parentOf, type TypeScript, unwrap } from "../targets/functions.js";
import { type Registration, registrationOf } from "../targets/registration.js";
import { conventionalHandlers } from "./conventions.js";
import { decoratedRoute } from "./decorators.js";
import { type Definition, definitionOf } from "./definition.js";
import type { Framework } from "./framework.js";
import { frameworks, mentionsFramework } from "./frameworks.js";
import type { Handler } from "./handler.js";
import { importedName } from "./imports.js";
import { receiverOf } from "./receivers.js";
import { guessedFramework, looksLikeHandler } from "./shape.js";
import { declaredHandler, parametersOf } from "./signatures.js";

export function findHandlers(
  ts: TypeScript,
  file: ts.SourceFile,
  checker: (() => ts.TypeChecker) | undefined,
): ReadonlyMap<FunctionNode, Handler> {
  const conventional = conventionalHandlers(ts, file);
  if (conventional.length === 0 && !mentionsFramework(file.text)) return new Map();
  const finder = new Finder(ts, file, checker?.());
  for (const handler of conventional) finder.add(handler);
  finder.visit(file);
  finder.addDeclared();
  return finder.handlers;
}

class Finder {
  readonly handlers = new Map<FunctionNode, Handler>();
  readonly #ts: TypeScript;
  readonly #file: ts.SourceFile;
  readonly #checker: ts.TypeChecker | undefined;
  /** Functions that are given to something else than a route: middleware, hooks, error handlers. */
  readonly #others = new Set<FunctionNode>();
  /** Functions that this file calls itself. */
  readonly #called = new Set<FunctionNode>();
  readonly #functions: FunctionNode[] = [];

  constructor(ts: TypeScript, file: ts.SourceFile, checker: ts.TypeChecker | undefined) {
    this.#ts = ts;
    this.#file = file;
    this.#checker = checker;
  }

  /** A handler that is registered twice, or found twice, stays what it was found as first. */
  add(handler: Handler): void {
    if (!this.handlers.has(handler.node)) this.handlers.set(handler.node, handler);
  }

  visit(node: ts.Node): void {
    const ts = this.#ts;
    if (ts.isCallExpression(node)) this.#call(node);
    if (ts.isNewExpression(node) && node.arguments !== undefined) this.#taken(node, node.arguments);
    if (isFunctionNode(ts, node)) {
      this.#functions.push(node);
      const decorated = decoratedRoute(ts, node);
      if (decorated !== undefined)
        this.add({ node, ...decorated, foundBy: "decorator", typesOnly: false, isMiddleware: false });
    }
    ts.forEachChild(node, (child) => this.visit(child));
  }

  /** By their declarations: what is left after all that the file says of its functions has been read. */
  addDeclared(): void {
    const exported = new Set(exportedFunctions(this.#ts, this.#file));
    for (const node of this.#functions) {
      if (this.handlers.has(node) || this.#isPrivate(node)) continue;
      const declared = declaredHandler(this.#ts, node, this.#checker);
      if (declared === undefined) continue;
      const isHelper = this.#called.has(node) && !exported.has(node);
      const isMiddleware =
        declared.isMiddleware || this.#others.has(node) || isHelper || this.#isMiddlewareOfCall(node);
      this.add({ node, ...declared, isMiddleware, foundBy: "type" });
    }
  }

  #call(call: ts.CallExpression): void {
    const ts = this.#ts;
    const registration = registrationOf(ts, call);
    if (registration !== undefined) this.#registration(call, registration);
    const callee = unwrap(ts, call.expression);
    if (ts.isPropertyAccessExpression(callee) && takesOthers.has(callee.name.text)) this.#addOthers(call.arguments);
    const called = this.#define(callee);
    if (called !== undefined && !called.isWrapped) this.#called.add(called.node);
    this.#taken(call, call.arguments);
  }

  /** What is called for every request: `createServer(handler)`, `new Server(handler)`, `server.on("request", handler)`. */
  #taken(call: ts.CallExpression | ts.NewExpression, args: readonly ts.Expression[]): void {
    const ts = this.#ts;
    const callee = unwrap(ts, call.expression);
    const taker = takerOf(ts, callee) ?? listenedTo(ts, callee, args, this.#checker);
    if (taker === undefined) return;
    for (const argument of args) {
      const defined = this.#define(argument);
      if (defined === undefined) continue;
      const { node, isWrapped } = defined;
      const isHandler = parametersOf(node).length > 1 && looksLikeHandler(ts, node, taker.framework, this.#checker);
      if (!isWrapped || isHandler) this.add({ node, ...taker, foundBy: "registration", isMiddleware: false });
    }
  }

  #registration(call: ts.CallExpression, { receiver, method, handler, route }: Registration): void {
    const ts = this.#ts;
    const defined = this.#define(handler);
    // Most calls of a `get` or `all` end here: they are given no function.
    if (defined === undefined) return;
    const found = receiverOf(ts, receiver, this.#checker);
    if (found === undefined) return;
    const { node } = defined;
    const isGuess = found.framework === "unknown";
    const framework = isGuess ? guessedFramework(ts, node, route) : found.framework;
    if (framework === undefined || !takesRoutes(framework, method)) return;
    this.#addOthers(call.arguments.filter((argument) => this.#define(argument)?.node !== node));
    if (isErrorHandler(node, framework)) return;
    if (defined.isWrapped && !looksLikeHandler(ts, node, framework, this.#checker)) return;
    this.add({ node, framework, route, foundBy: "registration", typesOnly: found.typesOnly, isMiddleware: false });
  }

  #define(expression: ts.Expression | FunctionNode): Definition | undefined {
    return definitionOf(this.#ts, expression, this.#checker);
  }

  #addOthers(args: readonly ts.Expression[]): void {
    for (const argument of args) {
      const inner = unwrap(this.#ts, argument);
      if (this.#ts.isArrayLiteralExpression(inner)) this.#addOthers(inner.elements);
      const defined = this.#define(inner);
      if (defined !== undefined) this.#others.add(defined.node);
    }
  }

  /** An inline function that is given to something that takes no handlers. */
  #isMiddlewareOfCall(node: FunctionNode): boolean {
    const call = parentOf(this.#ts, node);
    if (!this.#ts.isCallExpression(call)) return false;
    const callee = unwrap(this.#ts, call.expression);
    return this.#ts.isPropertyAccessExpression(callee) && takesOthers.has(callee.name.text);
  }

  #isPrivate(node: FunctionNode): boolean {
    const ts = this.#ts;
    const member = ts.isPropertyDeclaration(node.parent) ? node.parent : node;
    if (!ts.isClassElement(member)) return false;
    const { PrivateKeyword, ProtectedKeyword } = ts.SyntaxKind;
    const isHidden =
      ts.canHaveModifiers(member) &&
      member.modifiers?.some(({ kind }) => kind === PrivateKeyword || kind === ProtectedKeyword);
    return isHidden || (member.name !== undefined && ts.isPrivateIdentifier(member.name));
  }
}

/** Methods that take functions like handlers which are none. */
const takesOthers = new Set([
  "use",
  "param",
  "addHook",
  "setErrorHandler",
  "setNotFoundHandler",
  "onError",
  "notFound",
]);

function takesRoutes({ receivers }: Framework, method: string): boolean {
  return (
    receivers !== undefined &&
    (receivers.methods.includes(method) || (method === "del" && receivers.methods.includes("delete")))
  );
}

/** Express tells an error handler by its four parameters. */
function isErrorHandler(node: FunctionNode, { responseParameter = 0, nextParameter = 0 }: Framework): boolean {
  const isRest = node.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  return !isRest && parametersOf(node).length > Math.max(responseParameter, nextParameter) + 1;
}

type Taken = Pick<Handler, "framework" | "typesOnly">;

function takerOf(ts: TypeScript, callee: ts.Expression): Taken | undefined {
  const imported = importedName(ts, callee);
  const framework =
    imported &&
    frameworks.find(({ takers }) =>
      takers?.some((taker) => taker.callee === imported.name && taker.modules.includes(imported.module)),
    );
  return framework && { framework, typesOnly: false };
}

/** `server.on("request", handler)` */
function listenedTo(
  ts: TypeScript,
  callee: ts.Expression,
  [event]: readonly ts.Expression[],
  checker: ts.TypeChecker | undefined,
): Taken | undefined {
  if (!ts.isPropertyAccessExpression(callee) || !event || !ts.isStringLiteralLike(event)) return undefined;
  if (!/^(on|once|addListener|prependListener)$/.test(callee.name.text)) return undefined;
  const { framework, typesOnly = false } = receiverOf(ts, callee.expression, checker) ?? {};
  if (framework === undefined || framework === "unknown") return undefined;
  return framework.receivers?.events?.includes(event.text) ? { framework, typesOnly } : undefined;
}
