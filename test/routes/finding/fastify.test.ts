import { describeFinding } from "./finding.js";

const app = `import fastify, { type FastifyInstance, type FastifyPluginAsync, type FastifyReply, type FastifyRequest, type RouteHandler, type RouteHandlerMethod, type RouteOptions } from "fastify";
const app = fastify();
`;

describeFinding("a handler of Fastify is found", {
  "inline, with and without options": {
    code: `${app}
      app.get("/a", async (request, reply) => ({ ok: true }));
      app.get("/b", { schema: {} }, async (request) => ({ ok: true }));
      app.get("/c", { schema: {} }, async () => ({ ok: true }));
      app.post<{ Body: { name: string } }>("/d", (request, reply) => { reply.send({}); });
      app.all("/e", function (request, reply) { reply.send(this.version); });`,
    found: ["GET /a", "GET /b", "GET /c", "POST /d", "ALL /e"].map((label) => `${label}: fastify, by registration`),
  },
  "among a route's options, and not its hooks": {
    code: `${app}
      const check = async (request: FastifyRequest, reply: FastifyReply) => { reply.code(401).send({}); };
      app.get("/a", { preHandler: async (request, reply) => { reply.code(401).send(); }, handler: async () => ({}) });
      app.get("/b", { onRequest: [check], async handler(request, reply) { return {}; } });
      app.route({ method: "PUT", url: "/c", preHandler: [check], handler: async (request, reply) => ({}) });
      app.route({ method: ["GET", "HEAD"], url: "/d", handler(request, reply) { reply.send({}); } });
      app.route({ method: "POST", url: "/e", handler: create });
      async function create() { return {}; }`,
    found: [
      "GET /a: fastify, by registration",
      "GET /b: fastify, by registration",
      "PUT /c: fastify, by registration",
      "GET,HEAD /d: fastify, by registration",
      "create: fastify, by registration of POST /e",
    ],
  },
  "among options that have a name, or a type": {
    code: `${app}
      const options = { schema: {}, handler: async (request: FastifyRequest) => ({}) };
      app.get("/a", options);
      const route = { method: "GET" as const, url: "/b", handler: async () => ({}) };
      app.route(route);
      export const c: RouteOptions = { method: "GET", url: "/c", handler: async () => ({}) };
      export const all: RouteOptions[] = [{ method: "POST", url: "/d", handler: async (request, reply) => ({}) }];`,
    found: [
      "options.handler: fastify, by registration of GET /a",
      "GET /b: fastify, by registration",
      "GET /c: fastify, by type",
      "POST /d: fastify, by type",
    ],
  },
  "in a plugin, of every way to write one": {
    code: `${app}
      import fp from "fastify-plugin";
      app.register(async (instance, options) => { instance.get("/a", async () => ({})); }, { prefix: "/v1" });
      app.register(async function (api) { api.register(async (inner) => { inner.get("/b", async () => ({})); }); });
      app.register(routes);
      async function routes(one: any, options: object) { one.get("/c", async () => ({})); }
      const more: FastifyPluginAsync = async (two) => { two.get("/d", async () => ({})); };
      export default fp(async (three) => { three.get("/e", async () => ({})); });
      export async function four(f: FastifyInstance) { f.get("/f", async () => ({})); }
      export { more };`,
    found: ["GET /a", "GET /b", "GET /c", "GET /d", "GET /e", "GET /f"].map(
      (label) => `${label}: fastify, by registration`,
    ),
  },
  "in a plugin without types": {
    language: "js",
    code: `"use strict";
      const fp = require("fastify-plugin");
      module.exports = async function (fastify, options) {
        fastify.get("/a", async () => ({}));
        fastify.route({ method: "GET", url: "/b", handler: async (request, reply) => ({}) });
      };
      module.exports.other = fp(function (instance, options, done) { instance.get("/c", (request, reply) => reply.send()); done(); });
      module.exports.third = (app, options, done) => { app.get("/d", (request, reply) => { reply.send({}); }); done(); };`,
    found: ["GET /a", "GET /b", "GET /c", "GET /d"].map((label) => `${label}: fastify, by registration`),
  },
  "with a type provider": {
    code: `${app}
      import type { FastifyTypeProvider } from "fastify";
      const typed = app.withTypeProvider<FastifyTypeProvider>();
      typed.get("/a", async () => ({}));
      app.withTypeProvider<FastifyTypeProvider>().route({ method: "GET", url: "/b", handler: async () => ({}) });
      app.get("/c", async () => ({})).get("/d", async () => ({}));`,
    found: ["GET /a", "GET /b", "GET /c", "GET /d"].map((label) => `${label}: fastify, by registration`),
  },
  "at a required module, or a member": {
    language: "js",
    code: `const app = require("fastify")({ logger: true });
      const { fastify } = require("fastify");
      app.get("/a", async () => ({}));
      class Server { app = fastify(); start() { this.app.get("/b", async () => ({})); } }`,
    found: ["GET /a", "GET /b"].map((label) => `${label}: fastify, by registration`),
  },
  "exported, by the types of its parameters or of the whole": {
    code: `${app}
      export async function a(request: FastifyRequest, reply: FastifyReply) { const user = await find(request); if (!user) return reply.code(404).send(); return user; }
      export const b = async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => find(request);
      export const c = (request: FastifyRequest, reply: FastifyReply) => { reply.code(201).send({}); };
      export const d: RouteHandler = async (request, reply) => { reply.header("x", "y"); };
      export const e: RouteHandlerMethod = async (request) => ({});
      export class Users { async f(request: FastifyRequest, reply: FastifyReply) { try { return await find(request); } catch { reply.code(500).send(); } } }
      export function g(this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) { find(request).then((user) => reply.send(user)); }
      export const h = async (request: FastifyRequest, reply: FastifyReply) => { if (request.id) { reply.send(1); } else { throw new Error("x"); } };
      declare function find(request: FastifyRequest): Promise<object>;`,
    found: ["a", "b", "c", "d", "e", "Users.f", "g", "h"].map((label) => `${label}: fastify, by type`),
  },
  "at an instance from elsewhere": {
    code: `import { build } from "./app.js";
      const server = build();
      server.get("/a", async (request, reply) => ({}));
      server.get("/b", async () => ({}));`,
    beside: { "app.ts": `import fastify from "fastify"; export const build = () => fastify();` },
    found: ["GET /a: fastify, by registration", "GET /b: fastify, by registration, with types"],
  },
});

describeFinding("no handler of Fastify is", {
  "a hook, in each of its forms": {
    code: `${app}
      import type { preHandlerAsyncHookHandler, preHandlerHookHandler } from "fastify";
      app.addHook("onRequest", async (request, reply) => { if (!request.headers.authorization) reply.code(401).send(); });
      app.addHook("preHandler", check);
      async function check(request: FastifyRequest, reply: FastifyReply) { return reply.code(401).send(); }
      app.decorate("verify", async (request: FastifyRequest, reply: FastifyReply) => { return reply.code(401).send(); });
      export const a: preHandlerHookHandler = (request, reply, done) => done();
      export const b: preHandlerAsyncHookHandler = async (request, reply) => { reply.send({}); };
      export const options = { preHandler: async (request: FastifyRequest, reply: FastifyReply) => { return reply.send({}); } };`,
    found: [],
  },
  "a hook that is exported, as it does not answer on its last path": {
    code: `${app}
      export async function a(request: FastifyRequest, reply: FastifyReply) { if (!request.headers.authorization) return reply.code(401).send({}); }
      export async function b(request: FastifyRequest, reply: FastifyReply) { try { await verify(request); } catch (error) { reply.send(error); } }
      export async function c(request: FastifyRequest, reply: FastifyReply) { if (request.id) return; throw new Error("x"); }
      export const d = async (request: FastifyRequest, reply: FastifyReply) => { reply.header("x-id", request.id); };
      export const e = async (request: FastifyRequest & { verify(): Promise<void> }, reply: FastifyReply) => request.verify();
      export const f = async (request: FastifyRequest, reply: FastifyReply) => { if (!request.id) { reply.code(401).send(); } else { await verify(request); } };
      declare function verify(request: FastifyRequest): Promise<void>;`,
    found: [],
  },
  "what answers errors and unknown paths": {
    code: `${app}
      app.setErrorHandler((error, request, reply) => { reply.code(500).send(); });
      app.setNotFoundHandler(missing);
      app.setNotFoundHandler({ preHandler: app.version as any }, async (request, reply) => reply.code(404).send());
      function missing(request: FastifyRequest, reply: FastifyReply) { reply.code(404).send(); }
      export function notFound(request: FastifyRequest, reply: FastifyReply) { reply.code(404).send(); }`,
    found: [],
  },
  "what answers a WebSocket": {
    code: `${app}
      app.get("/a", { websocket: true } as object, (socket: any, request: any) => { socket.send("x"); });
      app.route({ method: "GET", url: "/b", handler: (request, reply) => { reply.send(); }, websocket: true } as any);`,
    found: [],
  },
  "a parser, a decorator or the ready callback": {
    code: `${app}
      app.addContentTypeParser("x/y", (request, payload, done) => done(null, payload));
      app.decorateRequest("user", null);
      app.decorateReply("ok", function (this: FastifyReply) { this.send({}); });
      app.ready((error) => {}); app.after(() => {});`,
    found: [],
  },
});
