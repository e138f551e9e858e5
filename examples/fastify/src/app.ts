import fastify, { type FastifyInstance } from "fastify";
import { register } from "prom-client";
import { userRoutes } from "./userRoutes.js";
import type { UserStore } from "./userStore.js";

export function createApp(store: UserStore): FastifyInstance {
  const app = fastify();
  app.register(userRoutes, { prefix: "/users", store });

  // For those who run the service: `routes.exclude` in tsconfig.json keeps these out of what users were promised.
  app.get("/health", async () => ({ status: "up" }));
  app.get("/metrics", async (_request, reply) => {
    reply.type(register.contentType);
    return register.metrics();
  });
  return app;
}
