import { type Context, Hono } from "hono";
import { createFactory, createMiddleware } from "hono/factory";

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

const directory = new Map<number, User>([
  [1, { id: 1, name: "Alan", email: "alan@example.org" }],
  [2, { id: 2, name: "Barbara", email: "barbara@example.org" }],
]);

/** Middleware is no handler, whatever it looks like. */
export const pass = createMiddleware(async (_c, next) => {
  await next();
});

const factory = createFactory();

const replaceUser = factory.createHandlers(pass, async (c) => {
  const user = { ...(await c.req.json()), id: Number(c.req.param("id")) };
  directory.set(user.id, user);
  return c.json(user);
});

export const users = new Hono()
  .get("/", (c) => c.json([...directory.values()]))
  .post(createUser)
  .get("/:id", ({ req, json }) => {
    const user = directory.get(Number(req.param("id")));
    return user === undefined ? json({ error: "no such user" }, 404) : json(user);
  })
  .put(...replaceUser)
  .delete("/:id", removeUser);

async function createUser(c: Context): Promise<Response> {
  const { name, email } = await c.req.json();
  if (!name) return c.json({ error: "name is missing" }, 400);
  if ([...directory.values()].some((user) => user.email === email)) return c.body(null, 409);
  directory.set(3, { id: 3, name, email });
  return c.json({ id: 3 }, 201);
}

function removeUser(c: Context): Response {
  directory.delete(Number(c.req.param("id")));
  return c.body(null, 204);
}
