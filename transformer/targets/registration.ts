import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript, unwrap } from "./functions.js";

/** An inline handler of a route registration, and the route as the registration states it. */
export interface InlineHandler {
  readonly handler: FunctionNode;
  /** `GET /users/:id`; only the method where the path is not in the text. */
  readonly route: string;
}

/** A path's text, and not the key of some map's `get("key", () => …)`. */
export function hasPath({ route }: InlineHandler): boolean {
  return /^[A-Z,]* ?[/*(]/.test(route);
}

const methods = new Set(["get", "post", "put", "patch", "delete", "head", "options", "all", "del"]);

/**
 * The inline handlers in a registration statement, `app.get("/users", handler)`, in source order: of every call in a
 * chain, the last function. The functions before it are middleware of that route.
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

/** The inline handler that one call registers: `app.get(path, …)`, `router.route(path).get(…)`, `app.route({ … })`. */
export function inlineHandlerOf(ts: TypeScript, call: ts.CallExpression): InlineHandler | undefined {
  const callee = unwrap(ts, call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const method = callee.name.text;
  if (method === "route") return fromRouteOptions(ts, call);
  if (method === "on") return fromMethodArgument(ts, call);
  if (!methods.has(method)) return undefined;
  const handler = lastFunction(ts, call.arguments);
  if (handler === undefined) return undefined;
  const verb = method === "del" ? "DELETE" : method.toUpperCase();
  const first = call.arguments[0];
  const path =
    first !== undefined && functionIn(ts, first) === undefined ? pathText(ts, first) : chainedPath(ts, callee);
  return { handler, route: path === undefined ? verb : `${verb} ${path}` };
}

/** `app.route({ method: "GET", url: "/users", handler })`. */
function fromRouteOptions(ts: TypeScript, call: ts.CallExpression): InlineHandler | undefined {
  const options = call.arguments[0] && unwrap(ts, call.arguments[0]);
  if (options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
  const handler = handlerOption(ts, options);
  let method = "";
  let path = "";
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name)) continue;
    const name = property.name.text;
    if (name === "method") method = pathText(ts, property.initializer) ?? "";
    if (name === "url" || name === "path") path = pathText(ts, property.initializer) ?? "";
  }
  return handler && { handler, route: `${method.toUpperCase()} ${path}`.trim() };
}

/** `{ handler() {} }` and `{ handler: () => {} }`. */
function handlerOption(ts: TypeScript, options: ts.ObjectLiteralExpression): FunctionNode | undefined {
  const property = options.properties.find(({ name }) => name && ts.isIdentifier(name) && name.text === "handler");
  if (property === undefined || isFunctionNode(ts, property)) return property;
  return ts.isPropertyAssignment(property) ? functionIn(ts, property.initializer) : undefined;
}

/** `app.on("PURGE", "/cache", handler)`, as Hono has it. An event emitter's `on` has no path. */
function fromMethodArgument(ts: TypeScript, call: ts.CallExpression): InlineHandler | undefined {
  const [method, path] = call.arguments;
  const handler = lastFunction(ts, call.arguments.slice(2));
  if (method === undefined || path === undefined || handler === undefined) return undefined;
  return { handler, route: `${(pathText(ts, method) ?? "").toUpperCase()} ${pathText(ts, path) ?? ""}`.trim() };
}

/** The last argument, the last in an array there, or the handler in options there, as Fastify has them. */
function lastFunction(ts: TypeScript, args: readonly ts.Expression[]): FunctionNode | undefined {
  const last = args.at(-1);
  if (last === undefined) return undefined;
  const inner = unwrap(ts, last);
  if (ts.isObjectLiteralExpression(inner)) return handlerOption(ts, inner);
  return ts.isArrayLiteralExpression(inner) ? lastFunction(ts, inner.elements) : functionIn(ts, inner);
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
