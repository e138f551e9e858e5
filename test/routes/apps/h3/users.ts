import { defineHandler, defineValidatedHandler, type EventHandler, type H3Event, HTTPError, HTTPResponse } from "h3";

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
export async function pass(_event: H3Event, next: () => unknown): Promise<unknown> {
  return next();
}

export const listUsers = defineHandler({ middleware: [pass], handler: () => [...directory.values()] });

export const findUser = defineHandler(({ context }) => {
  const user = directory.get(Number(context.params?.id));
  if (user === undefined) throw new HTTPError({ status: 404, message: "no such user" });
  return user;
});

export const createUser: EventHandler = async (event) => {
  const { name, email } = (await event.req.json()) as User;
  if (!name) return Response.json({ error: "name is missing" }, { status: 400 });
  if ([...directory.values()].some((user) => user.email === email)) return new HTTPError({ status: 409 });
  directory.set(3, { id: 3, name, email });
  event.res.status = 201;
  return { id: 3 };
};

export const replaceUser = defineValidatedHandler({
  handler: async (event) => {
    const user = { ...((await event.req.json()) as User), id: Number(event.context.params?.id) };
    directory.set(user.id, user);
    return user;
  },
});

export function removeUser(event: H3Event): HTTPResponse {
  directory.delete(Number(event.context.params?.id));
  return new HTTPResponse(null, { status: 204 });
}
