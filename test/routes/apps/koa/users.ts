import Router, { type RouterContext } from "@koa/router";
import type { Context, Middleware, Next } from "koa";

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
export const pass: Middleware = async (_ctx, next) => {
  await next();
};

export async function bodyOf({ req }: Context): Promise<Partial<User>> {
  let text = "";
  for await (const part of req) text += part;
  return JSON.parse(text);
}

export const users = new Router({ prefix: "/users" })
  .get("/", pass, (ctx) => {
    ctx.body = [...directory.values()];
  })
  .post("/", createUser)
  .get("user", "/:id", ({ params, response }) => {
    const user = directory.get(Number(params.id));
    if (user === undefined) {
      response.status = 404;
      response.body = { error: "no such user" };
    } else response.body = user;
  })
  .put("/:id", pass, replaceUser);
users.del("/:id", removeUser);

async function createUser(ctx: RouterContext): Promise<void> {
  const { name, email } = await bodyOf(ctx);
  if (!name || !email) ctx.throw(400, "name is missing");
  ctx.assert(![...directory.values()].some((user) => user.email === email), 409);
  directory.set(3, { id: 3, name, email });
  ctx.status = 201;
  ctx.body = { id: 3 };
}

async function replaceUser(ctx: RouterContext, next: Next): Promise<void> {
  const { name = "", email = "" } = await bodyOf(ctx);
  const user = { id: Number(ctx.params.id), name, email };
  directory.set(user.id, user);
  ctx.body = user;
  if (email === "") await next();
}

function removeUser(ctx: RouterContext): void {
  directory.delete(Number(ctx.params.id));
  ctx.status = 204;
}
