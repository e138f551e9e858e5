import { describeFinding } from "./finding.js";

const app = `import { Hono, type Context, type Handler, type MiddlewareHandler, type Next } from "hono";
const app = new Hono();
`;

describeFinding("a handler of Hono is found", {
  "inline, at an application": {
    code: `${app}app.get("/users/:id", (c) => c.json(c.req.param("id")));`,
    found: ["GET /users/:id: hono, by registration"],
  },
  "without parameters": {
    code: `${app}app.post("/fails", async () => { throw new Error("x"); });`,
    found: ["POST /fails: hono, by registration"],
  },
  "in a chain, with the path of the call before where it has none": {
    code: `import { Hono } from "hono";
      const app = new Hono().get("/a", (c) => c.text("a")).post((c) => c.text("b")).delete("/c", (c) => c.text("c"));
      export default app;`,
    found: ["GET /a", "POST /a", "DELETE /c"].map((label) => `${label}: hono, by registration`),
  },
  "under a base path, which is not in its label": {
    code: `import { Hono } from "hono";
      const api = new Hono().basePath("/api");
      api.get("/a", (c) => c.text("a"));
      export const other = new Hono<{ Variables: { user: string } }>({ strict: false }).basePath("/v1").get("/b", (c) => c.text("b"));`,
    found: ["GET /a", "GET /b"].map((label) => `${label}: hono, by registration`),
  },
  "of a group that is mounted": {
    code: `${app}
      const users = new Hono();
      users.get("/", (c) => c.json([]));
      app.route("/users", users);
      app.route("/books", new Hono().get("/", (c) => c.json([])));`,
    found: ["GET /: hono, by registration", "GET /#2: hono, by registration of GET /"],
  },
  "by on, with one method and path or several": {
    code: `${app}
      app.on("PURGE", "/cache", (c) => c.body(null, 204));
      app.on(["PUT", "DELETE"], "/a", (c) => c.body(null, 204));
      app.on("get", ["/b", "/c"], (c) => c.text("x"));`,
    found: ["PURGE /cache", "PUT,DELETE /a", "GET /b,/c"].map((label) => `${label}: hono, by registration`),
  },
  "behind middleware and validators, one that hands on itself too": {
    code: `${app}
      import { validator } from "hono/validator";
      const pass: MiddlewareHandler = async (c, next) => { await next(); };
      app.get("/a", pass, validator("query", (value, c) => value), (c) => c.text("a"));
      app.get("/b", async (c, next) => { await next(); c.header("x", "y"); });`,
    found: ["GET /a: hono, by registration", "GET /b: hono, by registration"],
  },
  "from a factory": {
    code: `import { createFactory } from "hono/factory";
      const factory = createFactory();
      const pass = factory.createMiddleware(async (c, next) => { await next(); });
      export const list = factory.createHandlers(pass, async (c) => c.json([]));
      const find = factory.createHandlers((c) => c.json(1));
      const app = factory.createApp();
      app.get("/a", ...find);
      app.get("/b", ...factory.createHandlers(pass, (c) => c.text("b")));`,
    found: ["list: hono, by registration", "find: hono, by registration", "GET /b: hono, by registration"],
  },
  "of an application of another entry point": {
    code: `import { Hono } from "hono/tiny";
      import { Hono as Quick } from "hono/quick";
      new Hono().get("/a", (c) => c.text("a"));
      const quick = new Quick();
      quick.get("/b", (c) => c.text("b"));`,
    found: ["GET /a: hono, by registration", "GET /b: hono, by registration"],
  },
  "described for OpenAPI": {
    language: "js",
    code: `import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
      import * as routes from "./routes.js";
      const app = new OpenAPIHono();
      const list = createRoute({ method: "get", path: "/users", responses: {} });
      app.openapi(list, (c) => c.json([]));
      app.openapi(createRoute({ method: "post", path: "/users", responses: {} }), (c) => c.json([]));
      app.openapi(routes.find, (c) => c.json([]));`,
    found: ["GET /users", "POST /users", "routes.find"].map((label) => `${label}: hono, by registration`),
  },
  "by its name, and exported by its parameter's type": {
    code: `${app}
      app.get("/a", list);
      app.get("/b", users.find);
      async function list(c: Context) { return c.json([]); }
      const users = { find: (c: Context) => c.json(1) };
      export const create = async (c: Context<{ Variables: { user: string } }>) => { if (!c.get("user")) return c.json({}, 401); return c.json({}, 201); };
      export const stream = (c: Context) => new Response("x");
      export class Users { remove = async (c: Context): Promise<Response> => { const response = c.body(null); return response; }; }
      export const fails = (c: Context) => { throw new Error("x"); };`,
    found: [
      "list: hono, by registration of GET /a",
      "users.find: hono, by registration of GET /b",
      "create: hono, by type",
      "stream: hono, by type",
      "Users.remove: hono, by type",
      "fails: hono, by type",
    ],
  },
  "exported, by what only types tell": {
    code: `import type { AppContext, AppHandler } from "./types.js";
      import type { Context } from "hono";
      export const a = (c: AppContext) => c.json([]);
      export const b: AppHandler = (x) => x.json([]);
      export const c = (context: Context) => { const response = context.json([]); return response; };
      export const d = (x: AppContext) => x.json([]);
      export const e: AppHandler = (c) => c.json([]);`,
    beside: {
      "types.ts": `import type { Context, Handler } from "hono";
        export type AppContext = Context<{ Variables: { user: string } }>;
        export type AppHandler = Handler<{ Variables: { user: string } }>;`,
    },
    found: [
      "a: hono, by type, with types",
      "b: hono, by type, with types",
      "c: hono, by type, with types",
      "d: hono, by type, with types",
      "e: hono, by type, with types",
    ],
    // Its name and that of its type say enough.
    foundByText: ["e: hono, by type"],
  },
  "exported, by the type of the whole": {
    code: `${app}export const list: Handler = (c) => c.json([]);`,
    found: ["list: hono, by type"],
  },
  "at something unknown, whose context is taken apart": {
    code: `import { api } from "./api.js";
      api.get("/a", ({ req, json }) => json(req.query()));
      api.get("/b", async ({ json: answer }) => { return answer({}, 500); });
      api.get("/c", ({ var: { user }, html }) => { if (!user) throw new Error("x"); return html("x"); });`,
    beside: { "api.ts": "export const api: any = 0;" },
    found: ["a", "b", "c"].map((name) => `GET /${name}: hono, by registration`),
  },
  "at an application from elsewhere": {
    code: `import { createApp } from "./app.js";
      const app = createApp();
      app.get("/a", (c) => c.text("a"));
      export const more = (api: ReturnType<typeof createApp>) => api.get("/b", (ctx) => ctx.text("b"));`,
    beside: { "app.ts": `import { Hono } from "hono"; export const createApp = () => new Hono();` },
    found: ["GET /a: hono, by registration", "GET /b: hono, by registration"],
  },
});

describeFinding("no handler of Hono is", {
  "middleware, in each of its forms": {
    code: `${app}
      import { createMiddleware } from "hono/factory";
      app.use(async (c, next) => { await next(); });
      app.use("/a/*", async (c, next) => { if (!c.req.header("x")) return c.text("no", 401); await next(); });
      export const a = createMiddleware(async (c, next) => { await next(); });
      export const b: MiddlewareHandler = async (c, next) => { await next(); };
      export const d = async (c: Context, next: Next) => { if (!c.req.header("x")) return c.text("no", 401); await next(); };
      export const e = (role: string): MiddlewareHandler => async (c, next) => { await next(); };
      app.all("*", async (c, next) => { await next(); });`,
    found: [],
  },
  "what answers errors and unknown paths": {
    code: `${app}
      import type { ErrorHandler, NotFoundHandler } from "hono";
      app.onError((error, c) => c.text("x", 500));
      app.notFound((c) => c.text("x", 404));
      export const notFound: NotFoundHandler = (c) => c.text("x", 404);
      export const onError: ErrorHandler = (error, c) => c.text("x", 500);
      export const notFoundHandler = (c: Context) => c.text("x", 404);`,
    found: [],
  },
  "a helper that is given the context": {
    code: `${app}
      export const userOf = (c: Context): string => c.get("user");
      export const session = async (c: Context) => { const id = c.req.query("id"); return { id }; };
      export function respond(c: Context, data: object) { return c.json(data); }
      export const log = (c: Context) => { console.log(c.req.url); };`,
    found: [],
  },
  "what answers a WebSocket": {
    code: `${app}
      declare const upgradeWebSocket: (create: (c: Context) => object) => MiddlewareHandler;
      app.get("/ws", upgradeWebSocket((c) => ({ onMessage() {} })));`,
    found: [],
  },
  "what a client or a test is given": {
    code: `${app}
      import { hc } from "hono/client";
      const client: any = hc("http://x");
      client.users.get("/a", (c: any) => c);
      await app.request("/a");`,
    found: [],
  },
});
