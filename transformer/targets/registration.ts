/** Route registrations by their shape, whatever framework they are of: `app.get("/users", handler)`. */
import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript, unwrap } from "./functions.js";

export interface Registration {
  /** What the route is registered at: `app`, `router.route("/users")`. */
  readonly receiver: ts.Expression;
  /** The method that registers it: `get`. */
  readonly method: string;
  /** What is given as the handler: the last function of the call. */
  readonly handler: ts.Expression | FunctionNode;
  /** `GET /users/:id`; only the verb where the path is not in the text. */
  readonly route: string;
}

/** An inline handler of a registration. */
export interface InlineHandler {
  readonly handler: FunctionNode;
  readonly route: string;
}

/** A path's text, and not the key of some map's `get("key", () => …)`. */
export function hasPath({ route }: { readonly route: string }): boolean {
  return /^[A-Z,]* ?[/*(]/.test(route);
}

/** An inline handler of a registration. */
export interface InlineHandler {
  readonly handler: FunctionNode;
  readonly route: string;
}

const verbs = new Set(["get", "post", "put", "patch", "delete", "head", "options", "all", "del"]);

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
  return handler && { handler, route: registration.route };
}

/** What one call registers: `app.get(path, …)`, `router.route(path).get(…)`, `app.route({ … })`, `app.on(verb, path, …)`. */
export function registrationOf(ts: TypeScript, call: ts.CallExpression): Registration | undefined {
  const callee = unwrap(ts, call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  const found =
    method === "route"
      ? fromOptions(ts, call)
      : method === "on"
        ? fromVerbArgument(ts, call)
        : verbs.has(method)
          ? fromVerb(ts, call, callee)
          : undefined;
  return found && { ...found, receiver: callee.expression, method };
}

type Registered = Pick<Registration, "handler" | "route">;

function fromVerb(
  ts: TypeScript,
  call: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
): Registered | undefined {
  const last = lastOf(ts, call.arguments);
  if (last === undefined) return undefined;
  const verb = callee.name.text === "del" ? "DELETE" : callee.name.text.toUpperCase();
  const first = call.arguments[0];
  const own = first !== undefined && call.arguments.length > 1 && inlineFunction(ts, first) === undefined;
  const path = own ? pathText(ts, first) : chainedPath(ts, callee);
  // Fastify also takes the handler among the route's options: `app.get("/users", { handler })`.
  const handler = optionsOf(ts, last)?.handler ?? last;
  return { handler, route: path === undefined ? verb : `${verb} ${path}` };
}

/** `app.route({ method: "GET", url: "/users", handler })`. */
function fromOptions(ts: TypeScript, call: ts.CallExpression): Registered | undefined {
  const options = call.arguments[0] && optionsOf(ts, call.arguments[0]);
  if (options?.handler === undefined) return undefined;
  return { handler: options.handler, route: `${options.method.toUpperCase()} ${options.path}`.trim() };
}

/** `app.on("PURGE", "/cache", handler)`, as Hono has it. An event emitter's `on` has no path. */
function fromVerbArgument(ts: TypeScript, call: ts.CallExpression): Registered | undefined {
  const [verb, path] = call.arguments;
  const handler = lastOf(ts, call.arguments.slice(2));
  if (verb === undefined || path === undefined || handler === undefined) return undefined;
  return { handler, route: `${(pathText(ts, verb) ?? "").toUpperCase()} ${pathText(ts, path) ?? ""}`.trim() };
}

interface RouteOptions {
  readonly handler: ts.Expression | FunctionNode | undefined;
  readonly method: string;
  readonly path: string;
}

function optionsOf(ts: TypeScript, expression: ts.Expression | FunctionNode): RouteOptions | undefined {
  if (!ts.isExpression(expression)) return undefined;
  const options = unwrap(ts, expression);
  if (!ts.isObjectLiteralExpression(options)) return undefined;
  let handler: ts.Expression | FunctionNode | undefined;
  let method = "";
  let path = "";
  for (const property of options.properties) {
    const name = property.name !== undefined && ts.isIdentifier(property.name) ? property.name.text : undefined;
    if (name === "handler" && isFunctionNode(ts, property)) handler = property;
    if (name === "handler" && ts.isShorthandPropertyAssignment(property)) handler = property.name;
    if (!ts.isPropertyAssignment(property)) continue;
    if (name === "handler") handler = property.initializer;
    if (name === "method") method = pathText(ts, property.initializer) ?? "";
    if (name === "url" || name === "path") path = pathText(ts, property.initializer) ?? "";
  }
  return { handler, method, path };
}

/** The last argument, in a list of handlers too: `[checkUser, getUser]`. */
function lastOf(ts: TypeScript, args: readonly ts.Expression[]): ts.Expression | undefined {
  const last = args.at(-1);
  if (last === undefined) return undefined;
  const inner = unwrap(ts, last);
  return ts.isArrayLiteralExpression(inner) ? lastOf(ts, inner.elements) : inner;
}

/** The function that stands here, itself or in a call that wraps it: `asyncHandler(async (req, res) => …)`. */
export function inlineFunction(ts: TypeScript, handler: ts.Expression | FunctionNode): FunctionNode | undefined {
  if (isFunctionNode(ts, handler)) return handler;
  const inner = unwrap(ts, handler);
  if (!ts.isCallExpression(inner)) return functionIn(ts, inner);
  const last = lastOf(ts, inner.arguments);
  return last && inlineFunction(ts, last);
}

/** The path of `router.route("/users").get(…)`, also behind other methods of the chain. */
function chainedPath(ts: TypeScript, callee: ts.PropertyAccessExpression): string | undefined {
  let inner = unwrap(ts, callee.expression);
  while (ts.isCallExpression(inner)) {
    const link = unwrap(ts, inner.expression);
    if (!ts.isPropertyAccessExpression(link)) return undefined;
    if (link.name.text === "route") return inner.arguments[0] && pathText(ts, inner.arguments[0]);
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
