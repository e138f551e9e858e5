import { Readable } from "node:stream";
import type { FastifyPluginAsync } from "fastify";
import { EmailTaken, type UserInput, type UserStore } from "./userStore.js";

interface WithId {
  Params: { id: number };
}

interface WithInput {
  Body: UserInput;
}

const params = {
  type: "object",
  properties: { id: { type: "integer", minimum: 1 } },
};

const body = {
  type: "object",
  required: ["name", "email"],
  properties: { name: { type: "string", minLength: 1 }, email: { type: "string", pattern: "^[^\\s@]+@[^\\s@]+$" } },
};

/**
 * Every handler here counts towards the objective that `routes.objective` names. A client's mistake is answered in
 * place, and counts as ok; whatever else goes wrong is thrown, and Fastify answers 500.
 */
export const userRoutes: FastifyPluginAsync<{ store: UserStore }> = async (app, { store }) => {
  app.get("/", async () => store.list());

  // The call lasts until the last line has been sent.
  app.get("/export", async (_request, reply) => {
    const lines = (await store.list()).map(({ id, name, email }) => `${id},${name},${email}\n`);
    return reply.type("text/csv").send(Readable.from(["id,name,email\n", ...lines]));
  });

  app.get<WithId>("/:id", { schema: { params } }, async ({ params: { id } }, reply) => {
    const user = await store.find(id);
    return user ?? reply.code(404).send({ error: `there is no user ${id}` });
  });

  app.post<WithInput>("/", { schema: { body } }, async (request, reply) => {
    try {
      const user = await store.add(request.body);
      return reply.code(201).send(user);
    } catch (error) {
      if (!(error instanceof EmailTaken)) throw error;
      return reply.code(409).send({ error: error.message });
    }
  });

  app.route<WithId & WithInput>({
    method: "PUT",
    url: "/:id",
    schema: { params, body },
    async handler({ params: { id }, body }, reply) {
      try {
        const user = await store.replace(id, body);
        return user ?? reply.code(404).send({ error: `there is no user ${id}` });
      } catch (error) {
        if (!(error instanceof EmailTaken)) throw error;
        return reply.code(409).send({ error: error.message });
      }
    },
  });

  app.delete<WithId>("/:id", { schema: { params } }, async ({ params: { id } }, reply) => {
    const existed = await store.remove(id);
    return existed ? reply.code(204).send() : reply.code(404).send({ error: `there is no user ${id}` });
  });
};
