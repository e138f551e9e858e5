import type { FastifyPluginAsync, FastifyReply, FastifyRequest, RouteHandler } from "fastify";

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

const directory = new Map<number, User>([
  [1, { id: 1, name: "Alan", email: "alan@example.org" }],
  [2, { id: 2, name: "Barbara", email: "barbara@example.org" }],
]);

export const users: FastifyPluginAsync = async (api) => {
  api.get("/", async () => [...directory.values()]);
  api.get<{ Params: { id: string } }>("/:id", {
    handler: async (request, reply) => {
      const user = directory.get(Number(request.params.id));
      return user ?? reply.code(404).send({ error: "no such user" });
    },
  });
  api.post("/", createUser);
  api.route<{ Params: { id: string }; Body: Omit<User, "id"> }>({
    method: "PUT",
    url: "/:id",
    handler(request, reply) {
      const user = { ...request.body, id: Number(request.params.id) };
      directory.set(user.id, user);
      reply.send(user);
    },
  });
  api.delete("/:id", removeUser);
};

const createUser: RouteHandler<{ Body: { name?: string; email: string } }> = async ({ body }, reply) => {
  const { name, email } = body;
  if (!name) return reply.code(400).send({ error: "name is missing" });
  if ([...directory.values()].some((user) => user.email === email)) return reply.code(409).send();
  directory.set(3, { id: 3, name, email });
  reply.code(201);
  return { id: 3 };
};

async function removeUser(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { id } = request.params as { id: string };
  directory.delete(Number(id));
  reply.code(204);
}
