import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import createError from "http-errors";
import { register } from "prom-client";
import { users } from "./users.js";

export function buildApp(): FastifyInstance {
  const app = fastify();
  // A hook is no handler, whatever it looks like.
  app.addHook("preHandler", pass);
  app.register(users, { prefix: "/users" });

  app.get("/unchanged", (_request, reply) => {
    reply.header("etag", '"v1"').code(304).send();
  });
  app.get("/redirected", (_request, reply) => reply.redirect("/users"));
  app.get("/unavailable", { onRequest: pass }, async (_request, reply) => {
    return reply.code(503).send({ error: "try again later" });
  });
  app.get("/throws", () => {
    throw new Error("thrown");
  });
  app.get("/rejects", async () => {
    await delay(1);
    throw new Error("rejected");
  });
  app.get("/refuses", async () => {
    throw createError(403, "not yours");
  });
  app.get("/streams", (_request, reply) => {
    const source = async function* () {
      for (let i = 0; i < 3; i++) {
        yield "part";
        await delay(110);
      }
    };
    return reply.send(Readable.from(source()));
  });
  app.get("/breaks", async (_request, reply) => {
    const source = async function* () {
      yield "part";
      await delay(5);
      throw new Error("the source broke");
    };
    return reply.send(Readable.from(source()));
  });
  app.get("/slow", async () => {
    await delay(310);
    return "at last";
  });
  app.get("/silent", () => new Promise(() => {}));
  app.get("/endless", async (_request, reply) => {
    const source = new Readable({ read() {} });
    source.push("part");
    return reply.send(source);
  });
  app.get("/late", async (_request, reply) => {
    reply.send("answered");
    await delay(20);
    throw new Error("too late");
  });
  app.get("/metrics", async (_request, reply) => {
    reply.type(register.contentType);
    return register.metrics();
  });
  return app;
}

async function pass(_request: FastifyRequest, _reply: FastifyReply): Promise<void> {}
