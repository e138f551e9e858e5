import { describeFinding } from "./finding.js";

const get = "export default defineEventHandler(() => []);";

describeFinding("a handler of h3 is found", {
  "inline, at an application": {
    code: `import { H3 } from "h3";
      const app = new H3();
      app.get("/users/:id", (event) => event.context.params).on("PURGE", "/cache", () => null);
      app.all("/a", async ({ req }) => req.json(), { middleware: [(event, next) => next()] });`,
    found: ["GET /users/:id", "PURGE /cache", "ALL /a"].map((label) => `${label}: h3, by registration`),
  },
  "in what defines it, at a router": {
    code: `import { createRouter, defineEventHandler, eventHandler as handle, lazyEventHandler } from "h3";
      const router = createRouter();
      router.get("/a", defineEventHandler((event) => event.path)).post("/b", handle({ handler: async (ctx) => ctx }));
      router.get("/c", lazyEventHandler(async () => handle((lazy) => lazy.path)));`,
    language: "js",
    found: ["GET /a", "POST /b", "GET /c"].map((label) => `${label}: h3, by registration`),
  },
  "in what defines it, by the name that that is bound to": {
    code: `import { defineHandler, defineValidatedHandler, defineRoute } from "h3";
      export const list = defineHandler(() => []);
      const find = defineValidatedHandler({ validate: {}, handler: (event) => event.url.pathname });
      export const users = { remove: defineHandler({ handler() { return null; } }) };
      export const route = defineRoute({ method: "GET", route: "/a", handler: () => [] });
      export default defineHandler(function () { return find; });`,
    found: ["list", "find", "users.remove", "GET /a", "default"].map((label) => `${label}: h3, by registration`),
  },
  "by its name and by the type of the whole": {
    code: `import { H3, type EventHandler, type H3Event } from "h3";
      const app = new H3();
      app.get("/a", list);
      function list(event: H3Event) { return event.url; }
      export const find: EventHandler = (event) => event.url;`,
    found: ["list: h3, by registration of GET /a", "find: h3, by type"],
  },
  "at an application from elsewhere": {
    code: `import { createApp } from "./app.js";
      createApp().get("/a", (e) => e.url);
      createApp().get("/b", (event) => event.url);`,
    beside: { "app.ts": `import { H3 } from "h3"; export const createApp = () => new H3();` },
    found: ["GET /a: h3, by registration, with types", "GET /b: h3, by registration"],
    foundByText: ["GET /b: h3, by registration"],
  },
});

describeFinding("a file route of Nitro is found", {
  "under server/api": {
    path: "server/api/users/[id].get.ts",
    code: get,
    found: ["GET /api/users/:id: h3, by convention"],
  },
  "under server/routes, with any verb, at the folder's own path": {
    path: "server/routes/health/index.ts",
    code: `import { defineHandler } from "nitro/h3"; export default defineHandler({ handler: () => "ok" });`,
    found: ["ALL /health: h3, by convention"],
  },
  "of Nitro without a folder server": {
    path: "routes/index.post.ts",
    code: `import { defineCachedEventHandler } from "nitropack/runtime";
      export default defineCachedEventHandler(async (event) => event.path, { maxAge: 60 });`,
    found: ["POST /: h3, by convention"],
  },
  "in what the project defines handlers by": {
    path: "server/api/me.ts",
    code: `import { defineUserHandler } from "~/server/utils/auth"; export default defineUserHandler(({ user }) => user);`,
    found: ["ALL /api/me: h3, by convention"],
  },
  "at the path that Nitro makes of its own": {
    path: "server/api/(shop)/orders/[order]/[...rest].put.ts",
    code: get,
    found: ["PUT /api/orders/:order/**:rest: h3, by convention"],
  },
  "in a folder that takes all, of development alone": {
    path: "src/server/routes/[...].dev.ts",
    code: get,
    found: ["ALL /**: h3, by convention"],
  },
  "in what wraps a handler that is defined there": {
    path: "server/api/orders.trace.ts",
    code: `import { withUser } from "../utils/auth"; export default withUser(defineEventHandler(() => []));`,
    found: ["TRACE /api/orders: h3, by convention"],
  },
  "whose answers are kept": {
    path: "server/api/rates.get.ts",
    code: `import { defineCachedHandler } from "nitro/cache";
      export default defineCachedHandler(async () => [], { maxAge: 60 });`,
    found: ["GET /api/rates: h3, by convention"],
  },
  "by the name it has": {
    path: "server/api/b.ts",
    code: "const list = () => []; export default eventHandler(list);",
    found: ["list: h3, by convention of ALL /api/b"],
  },
});

describeFinding("no handler of h3 is", {
  "middleware, in each of its forms": {
    code: `import { createApp, eventHandler, H3, onRequest, defineMiddleware } from "h3";
      createApp().use(eventHandler((event) => { console.log(event.path); }));
      new H3().use((event, next) => next()).use("/a", (event) => {});
      export const log = defineMiddleware((event) => {});
      onRequest((event) => {});`,
    language: "js",
    found: [],
  },
  "middleware of Nitro": {
    path: "server/middleware/log.ts",
    code: "export default defineEventHandler((event) => { console.log(event.path); });",
    found: [],
  },
  "what has the name of a function of the project": {
    code: "const defineEventHandler = (f: Function) => f; export const a = defineEventHandler(() => []);",
    found: [],
  },
  "a helper that is given the event": {
    code: `import type { H3Event } from "h3";
      export const userOf = (event: H3Event) => event.context.user;
      export async function load(event: H3Event) { return event.req.json(); }`,
    found: [],
  },
  "what answers a WebSocket": {
    path: "server/routes/socket.ts",
    code: "export default defineWebSocketHandler({ message(peer) { peer.send('hello'); } });",
    found: [],
  },
  "another default export in a folder of routes": {
    path: "server/routes/users.ts",
    code: `import { Router } from "express"; export default Router().use((req, res) => res.end());`,
    found: [],
  },
});
