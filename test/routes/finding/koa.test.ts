import { describeFinding } from "./finding.js";

const router = `import Router, { type RouterContext, type RouterMiddleware } from "@koa/router";
import Koa, { type Context, type Middleware, type Next, type ParameterizedContext } from "koa";
const app = new Koa();
const router = new Router();
`;

describeFinding("a handler of Koa is found", {
  "inline, at a router": {
    code: `${router}router.get("/users/:id", (ctx) => { ctx.body = ctx.params.id; });`,
    found: ["GET /users/:id: koa, by registration"],
  },
  "of a route with a name": {
    code: `${router}
      router.get("user", "/users/:id", (ctx) => { ctx.body = ctx.params.id; });
      router.get("any", /a/, (ctx) => { ctx.body = ctx.params.id; });`,
    found: ["GET /users/:id: koa, by registration", "GET /a/: koa, by registration"],
  },
  "at a router with a prefix, of each maker": {
    code: `import Router, { Router as Named } from "@koa/router";
      new Router({ prefix: "/a" }).get("/b", (ctx) => { ctx.body = 1; }).del("/c", (ctx) => { ctx.status = 204; });
      const other = new Named();
      other.all("/d", ({ response }) => { response.body = 1; });`,
    found: ["GET /b", "DELETE /c", "ALL /d"].map((label) => `${label}: koa, by registration`),
  },
  "registered for several verbs": {
    code: `${router}
      router.register("/users", ["GET", "HEAD"], (ctx) => { ctx.body = []; });
      router.register("/a", ["put"], [async (ctx, next) => next(), (ctx) => { ctx.status = 204; }], { name: "a" });`,
    found: ["GET,HEAD /users: koa, by registration", "PUT /a: koa, by registration"],
  },
  "in CommonJS": {
    language: "js",
    code: `const Router = require("@koa/router");
      const router = new Router();
      router.post("/a", async (ctx, next) => { await next(); });
      router.patch("/b", users.update);`,
    found: ["POST /a: koa, by registration"],
  },
  "behind middleware": {
    code: `${router}
      const pass: Middleware = async (ctx, next) => { await next(); };
      router.get("/a", pass, async (ctx, next) => next(), list);
      function list(ctx: Context) { ctx.body = []; }`,
    found: ["list: koa, by registration of GET /a"],
  },
  "exported, by its parameters' types": {
    code: `${router}
      export const a = async (ctx: Context) => { ctx.body = []; };
      export async function b(ctx: RouterContext, next: Next) { ctx.response.status = 204; }
      export class Users { list = (ctx: ParameterizedContext<{ user: string }>) => { ctx.redirect("/"); }; }
      export const c = (ctx: Koa.Context) => ctx.throw(501);
      export const d = ({ response }: Context) => { response.body = 1; };`,
    found: ["a", "b", "Users.list", "c", "d"].map((label) => `${label}: koa, by type`),
  },
  "exported, by the type of the whole": {
    code: `${router}
      export const a: Middleware = async (ctx) => { respond(ctx); };
      export const b: RouterMiddleware<{ user: string }> = (ctx) => { ctx.body = 1; };
      export const c: Router.Middleware = (ctx) => { ctx.body = 1; };
      declare function respond(ctx: object): void;`,
    found: ["a: koa, by type", "b: koa, by type", "c: koa, by type"],
  },
  "exported, by what only types tell": {
    code: `import type { AppContext } from "./types.js";
      export const a = (context: AppContext) => { context.body = []; };`,
    beside: {
      "types.ts": `import type { ParameterizedContext } from "koa";
        export type AppContext = ParameterizedContext<{ user: string }>;`,
    },
    found: ["a: koa, by type, with types"],
  },
  "by its answer, at a router from elsewhere": {
    code: `export const routes = (router) => {
        router.get("/a", (ctx) => { ctx.body = []; });
        router.get("/b", (ctx) => ctx.json([]));
      };`,
    language: "js",
    found: ["GET /a: koa, by registration", "GET /b: hono, by registration"],
  },
});

describeFinding("no handler of Koa is", {
  "middleware, in each of its forms": {
    code: `${router}
      app.use(async (ctx, next) => { ctx.status = 404; await next(); });
      app.use(async (ctx) => { ctx.body = "hello"; });
      router.use("/a", async (ctx: Context, next: Next) => { ctx.body = 1; });
      router.param("id", async (id, ctx, next) => { ctx.body = id; return next(); });
      export const a: Middleware = async (ctx, next) => { if (!ctx.get("x")) ctx.throw(401); await next(); };
      export const b = async (ctx: Context, next: Next) => { ctx.body = 1; return next(); };
      export const c = (role: string): Middleware => async (ctx, next) => { await next(); };`,
    found: [],
  },
  "a helper that is given the context": {
    code: `${router}
      export const userOf = (ctx: Context) => ctx.state.user;
      export async function load(ctx: Context) { ctx.state.user = await ctx.cookies.get("user"); }
      export const log = (ctx: Context) => { console.log(ctx.status, ctx.body); };
      export const bodyOf = async ({ req }: Context) => req.read();
      export const isFailure = (ctx: Context) => ctx.status === 500;`,
    found: [],
  },
  "a listener to the application": {
    code: `${router}app.on("error", (error: Error, ctx: Context) => { console.error(error, ctx.body); });`,
    found: [],
  },
});
