import fastify, { type FastifyInstance } from "fastify";

/** What is measured around these routes is what `prepare` adds, or what the compiler does. */
export async function createApp(prepare: (app: FastifyInstance) => Promise<void>): Promise<FastifyInstance> {
  const app = fastify();
  await prepare(app);
  app.get<{ Params: { id: string } }>("/users/:id", (request, reply) => {
    reply.send({ id: request.params.id, name: "Ada" });
  });
  app.get<{ Params: { id: string } }>("/later/:id", async (request) => {
    const id = await request.params.id;
    return { id, name: "Ada" };
  });
  return app;
}
