import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { streamText } from "hono/streaming";
import { validator } from "hono/validator";
import { EmailTaken, type UserInput, type UserStore } from "./userStore.js";

const userInput = validator("json", (value: Partial<Record<string, unknown>>): UserInput => {
  const { name, email } = value;
  if (typeof name !== "string" || name === "") throw refusal(400, "'name' must be a text that is not empty");
  if (typeof email !== "string" || !email.includes("@")) throw refusal(400, "'email' must be an e-mail address");
  return { name, email };
});

/**
 * Every handler here counts towards the objective that `routes.objective` names. A client's mistake is an
 * HTTPException below 500, and counts as ok; for whatever else is thrown Hono answers 500.
 */
export function userRoutes(store: UserStore) {
  return new Hono()
    .get("/", async (c) => c.json(await store.list()))
    .get("/export", async (c) => {
      const users = await store.list();
      // On Node, the call lasts until the last line has been sent.
      return streamText(c, async (text) => {
        await text.writeln("id,name,email");
        for (const { id, name, email } of users) await text.writeln(`${id},${name},${email}`);
      });
    })
    .get("/:id", async (c) => {
      const id = Number(c.req.param("id"));
      const user = await store.find(id);
      if (user === undefined) throw refusal(404, `there is no user ${id}`);
      return c.json(user);
    })
    .post("/", userInput, async (c) => c.json(await store.add(c.req.valid("json")).catch(refuseTaken), 201))
    .put("/:id", userInput, async (c) => {
      const id = Number(c.req.param("id"));
      const user = await store.replace(id, c.req.valid("json")).catch(refuseTaken);
      if (user === undefined) throw refusal(404, `there is no user ${id}`);
      return c.json(user);
    })
    .delete("/:id", async (c) => {
      const id = Number(c.req.param("id"));
      if (!(await store.remove(id))) throw refusal(404, `there is no user ${id}`);
      return c.body(null, 204);
    });
}

function refuseTaken(error: unknown): never {
  throw error instanceof EmailTaken ? refusal(409, error.message) : error;
}

function refusal(status: 400 | 404 | 409, message: string): HTTPException {
  return new HTTPException(status, { message });
}
