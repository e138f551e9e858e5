/** Route registrations by their shape, whatever framework they are of: `app.get("/users", handler)`. */
import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript, unwrap } from "./functions.js";
import { findDeclaration } from "./scope.js";

export interface Registration {
  /** What the route is registered at: `app`, `router.route("/users")`. */
  readonly receiver: ts.Expression;
  /** The method that registers it: `get`. */
  readonly method: string;
  /** What is given as the handler: the last function of the call. */
  readonly handler: ts.Expression | FunctionNode;
  /** `GET /users/:id`; only the verb where the path is not in the text, and nothing where there is no route yet. */
  readonly route?: string;
}

/** An inline handler of a registration. */
export interface InlineHandler {
  readonly handler: FunctionNode;
  readonly route?: string;
}

/** A path's text, and not the key of some map's `get("key", () => …)`. */
export function hasPath({ route = "" }: { readonly route?: string }): boolean {
  return /^[A-Z,]* ?[/*(]/.test(route) || /^[A-Z,]* ?\$\{.*?\}\//.test(route);
}

const verbs = new Set(["get", "post", "put", "patch", "delete", "del", "head", "options", "trace", "query", "all"]);

/**
 * The inline handlers in a registration statement, in source order: of every call in a chain, the last function. The
 * functions before it are middleware of that route.
 */
export function inlineHandlers(ts: TypeScript, expression: ts.Expression): InlineHandler[] {
  const inner = unwrap(ts, expression);
  if (ts.isAwaitExpression(inner) || ts.isVoidExpression(inner)) return inlineHandlers(ts, inner.expression);
  if (!ts.isCallExpression(inner)) return [];
  const callee = unwrap(ts, inner.expression);
  if (!ts.isPropertyAccessExpression(callee)) return [];
  const earlier = inlineHandlers(ts, callee.expression);
  const handler = inlineHandlerOf(ts, inner);
  return handler === undefined ? earlier : [...earlier, handler];
}

/** The inline handler that one call registers. */
export function inlineHandlerOf(ts: TypeScript, call: ts.CallExpression): InlineHandler | undefined {
  const registration = registrationOf(ts, call);
  const handler = registration && inlineFunction(ts, registration.handler);
  return handler && { ...registration, handler };
}

/**
 * What one call registers: `app.get(path, …)`, `router.route(path).get(…)`, `app.route({ … })`, `app.on(verb, path, …)`,
 * `app.openapi(route, …)`; or gives a name to, to be registered later: `factory.createHandlers(…)`.
 */
export function registrationOf(ts: TypeScript, call: ts.CallExpression): Registration | undefined {
  const callee = unwrap(ts, call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  const found = verbs.has(method) ? fromVerb(ts, call, callee) : otherMethods.get(method)?.(ts, call);
  return found && { ...found, receiver: callee.expression, method };
}

type Registered = Pick<Registration, "handler" | "route">;

/** Methods that register otherwise than by a verb. */
const otherMethods = new Map<string, (ts: TypeScript, call: ts.CallExpression) => Registered | undefined>([
  ["route", fromOptions],
  ["on", fromVerbArgument],
  ["register", fromVerbList],
  ["openapi", fromDescription],
  ["createHandlers", withoutRoute],
  ["mutation", withoutRoute],
  ["subscription", withoutRoute],
]);

function fromVerb(
  ts: TypeScript,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
): Registered | undefined {
  const last = lastOf(ts, withoutErrorHandlers(ts, call.arguments));
  if (last === undefined) return undefined;
  const verb = callee.name.text === "del" ? "DELETE" : callee.name.text.toUpperCase();
  const first = call.arguments[hasName(ts, call) ? 1 : 0];
  const isPath = first !== undefined && call.arguments.length > 1 && inlineFunction(ts, first) === undefined;
  const chained = chainedPath(ts, callee);
  // What `router.route("/users")` gives takes no path of its own.
  const path = isPath && !chained?.isFixed ? pathText(ts, first) : chained?.path;
  // What a WebSocket is answered by, under @fastify/websocket, is no HTTP handler.
  if (call.arguments.some((argument) => optionsOf(ts, argument)?.isWebSocket)) return undefined;
  // Fastify also takes the handler among the route's options, `app.get("/users", { handler })`; h3 has them behind it.
  const isOptions = ts.isObjectLiteralExpression(last) && call.arguments.length > 2;
  const handler = optionsOf(ts, last)?.handler ?? (isOptions ? lastOf(ts, call.arguments.slice(0, -1)) : last);
  return handler && { handler, route: path === undefined ? verb : `${verb} ${path}` };
}

/** Express takes, behind a handler, what answers its errors: `app.get("/users", listUsers, errorHandler)`. */
function withoutErrorHandlers(ts: TypeScript, args: readonly ts.Expression[]): readonly ts.Expression[] {
  const last = args.at(-1);
  return last !== undefined && args.length > 2 && isErrorHandler(ts, last)
    ? withoutErrorHandlers(ts, args.slice(0, -1))
    : args;
}

/** By its four parameters, or by its name where another file defines it. */
function isErrorHandler(ts: TypeScript, expression: ts.Expression): boolean {
  const inner = unwrap(ts, expression);
  const declaration = ts.isIdentifier(inner) ? findDeclaration(ts, inner, inner.text)?.declaration.parent : undefined;
  const defined =
    declaration && isFunctionNode(ts, declaration) ? declaration : functionIn(ts, constantValue(ts, inner));
  if (defined !== undefined) return defined.parameters.length === 4;
  const name = ts.isPropertyAccessExpression(inner) ? inner.name.text : inner.getText();
  return /^(?:on_?error|handle\w*errors?|\w*error_?(?:handler|middleware))$/i.test(name);
}

/** Koa's router may be given a name for a route before its path: `router.get("user", "/users/:id", …)`. */
function hasName(ts: TypeScript, { arguments: [name, path, handler] }: ts.CallExpression): boolean {
  if (handler === undefined || name === undefined || path === undefined) return false;
  if (!ts.isStringLiteralLike(name) || /^[/*(]/.test(name.text)) return false;
  return (ts.isStringLiteralLike(path) && hasPath({ route: path.text })) || ts.isRegularExpressionLiteral(path);
}

/** `app.route({ method: "GET", url: "/users", handler })`. */
function fromOptions(ts: TypeScript, call: ts.CallExpression): Registered | undefined {
  const options = call.arguments[0] && optionsOf(ts, call.arguments[0]);
  if (options?.handler === undefined || options.isWebSocket) return undefined;
  return { handler: options.handler, route: routeOf(options) };
}

/** `app.openapi(createRoute({ method: "get", path: "/users" }), handler)`, of @hono/zod-openapi. */
function fromDescription(ts: TypeScript, call: ts.CallExpression): Registered | undefined {
  const [description, handler] = call.arguments;
  if (description === undefined || handler === undefined) return undefined;
  const value = constantValue(ts, description);
  const options = optionsOf(ts, (ts.isCallExpression(value) && value.arguments[0]) || value);
  return { handler, route: options && options.path !== "" ? routeOf(options) : description.getText() };
}

/** `app.on("PURGE", "/cache", handler)`, as Hono has it. An event emitter's `on` has no path. */
function fromVerbArgument(ts: TypeScript, call: ts.CallExpression): Registered | undefined {
  const [verb, path] = call.arguments;
  const handler = lastOf(ts, call.arguments.slice(2));
  if (verb === undefined || path === undefined || handler === undefined) return undefined;
  return { handler, route: `${(pathText(ts, verb) ?? "").toUpperCase()} ${pathText(ts, path) ?? ""}`.trim() };
}

/** `router.register("/users", ["GET", "HEAD"], handler)`, of Koa; Fastify's `register` is given a plugin. */
function fromVerbList(ts: TypeScript, call: ts.CallExpression): Registered | undefined {
  const [path, verbs] = call.arguments;
  if (path === undefined || verbs === undefined || !ts.isArrayLiteralExpression(unwrap(ts, verbs))) return undefined;
  // Options may stand behind it.
  const [handler] = call.arguments.slice(2);
  const last = handler && lastOf(ts, [handler]);
  return (
    last && { handler: last, route: `${(pathText(ts, verbs) ?? "").toUpperCase()} ${pathText(ts, path) ?? ""}`.trim() }
  );
}

/** `const listUsers = factory.createHandlers(checkUser, handler)`, of Hono; `procedure.mutation(handler)`, of tRPC. */
function withoutRoute(ts: TypeScript, call: ts.CallExpression): Registered | undefined {
  const handler = lastOf(ts, call.arguments);
  return handler && { handler };
}

interface RouteOptions {
  readonly handler: ts.Expression | FunctionNode | undefined;
  readonly method: string;
  readonly path: string;
  readonly isWebSocket: boolean;
}

function routeOf({ method, path }: RouteOptions): string {
  return `${method.toUpperCase()} ${path}`.trim();
}

/** The route that an object describes by itself: `{ method: "GET", url: "/users", handler }`. */
export function describedRoute(
  ts: TypeScript,
  object: ts.ObjectLiteralExpression,
): { handler: ts.Expression | FunctionNode; route: string } | undefined {
  const options = optionsOf(ts, object);
  if (options?.handler === undefined || options.method === "" || options.path === "") return undefined;
  return { handler: options.handler, route: routeOf(options) };
}

/** The handler among the options that a call is given: `defineHandler({ middleware, handler })`. */
export function handlerOption(ts: TypeScript, argument: ts.Expression): ts.Expression | FunctionNode | undefined {
  return ts.isObjectLiteralExpression(argument) ? optionsOf(ts, argument)?.handler : undefined;
}

/** An object of options, itself or by the name of a constant of the same file. */
function optionsOf(ts: TypeScript, expression: ts.Expression | FunctionNode): RouteOptions | undefined {
  if (!ts.isExpression(expression)) return undefined;
  const options = constantValue(ts, expression);
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  let handler: ts.Expression | FunctionNode | undefined;
  let method = "";
  let path = "";
  let isWebSocket = false;
  for (const property of options.properties) {
    const name = property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : undefined;
    if (name === "handler" && isFunctionNode(ts, property)) handler = property;
    if (name === "handler" && ts.isShorthandPropertyAssignment(property)) handler = property.name;
    if (!ts.isPropertyAssignment(property)) continue;
    if (name === "handler") handler = property.initializer;
    if (name === "method") method = pathText(ts, property.initializer) ?? "";
    if (name === "url" || name === "path" || name === "route") path = pathText(ts, property.initializer) ?? "";
    if (name === "websocket") isWebSocket = property.initializer.kind === ts.SyntaxKind.TrueKeyword;
  }
  return { handler, method, path, isWebSocket };
}

/** The expression, or what a constant of the file that it names is given. */
function constantValue(ts: TypeScript, expression: ts.Expression): ts.Expression {
  const inner = unwrap(ts, expression);
  const declaration = ts.isIdentifier(inner) ? findDeclaration(ts, inner, inner.text)?.declaration.parent : undefined;
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? unwrap(ts, declaration.initializer)
    : inner;
}

/** The last argument, in a list of handlers too: `[checkUser, getUser]`, `...handlers`. */
export function lastOf(ts: TypeScript, args: readonly ts.Expression[]): ts.Expression | undefined {
  const last = args.at(-1);
  if (last === undefined) return undefined;
  const inner = unwrap(ts, ts.isSpreadElement(last) ? last.expression : last);
  return ts.isArrayLiteralExpression(inner) ? lastOf(ts, inner.elements) : inner;
}

/** The function that stands here, itself or in a call that wraps it: `asyncHandler(async (req, res) => …)`. */
export function inlineFunction(ts: TypeScript, handler: ts.Expression | FunctionNode): FunctionNode | undefined {
  if (isFunctionNode(ts, handler)) return handler;
  const inner = unwrap(ts, handler);
  if (!ts.isCallExpression(inner)) return functionIn(ts, inner);
  const last = lastOf(ts, inner.arguments);
  const inside = last && (handlerOption(ts, last) ?? last);
  return inside && inlineFunction(ts, inside);
}

/**
 * The path that a handler without one is registered under, from further up the chain: `router.route("/users").get(…)`,
 * and in Hono also `app.get("/users", …).post(…)`.
 */
function chainedPath(
  ts: TypeScript,
  callee: ts.PropertyAccessExpression,
): { path: string | undefined; isFixed: boolean } | undefined {
  let inner = unwrap(ts, callee.expression);
  while (ts.isCallExpression(inner)) {
    const link = unwrap(ts, inner.expression);
    if (!ts.isPropertyAccessExpression(link)) return undefined;
    const [path] = inner.arguments;
    const method = link.name.text;
    if (method === "route") return { path: path && pathText(ts, path), isFixed: inner.arguments.length === 1 };
    if ((verbs.has(method) || method === "use") && path && ts.isStringLiteralLike(path)) {
      return { path: path.text, isFixed: false };
    }
    inner = unwrap(ts, link.expression);
  }
  return undefined;
}

/** A literal's value; for anything else the source text, so that a reader finds it. */
function pathText(ts: TypeScript, expression: ts.Expression): string | undefined {
  const inner = unwrap(ts, expression);
  if (ts.isStringLiteralLike(inner)) return inner.text;
  if (ts.isTemplateExpression(inner)) return inner.getText().slice(1, -1);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.map((element) => pathText(ts, element)).join(",");
  return inner.getText().replace(/\s+/g, " ");
}
