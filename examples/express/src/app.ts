import express, { type ErrorRequestHandler, type Express, type Response } from "express";
import { register } from "prom-client";
import { readListing, readUserInput } from "./userInput.js";
import { isEmailTaken, type UserRepository } from "./users.js";

/**
 * The HTTP side. The handlers are found by the compiler, and count towards the objective that tsconfig.json gives to
 * routes. They are judged by what is answered: a client's mistake is ok, what is thrown ends in `answerError` and is not.
 */
export function createApp(users: UserRepository): Express {
  const app = express();
  app.use(express.json());

  app.get("/users", async (req, res) => {
    const listing = readListing(req.query);
    if (typeof listing === "string") return refuse(res, 400, listing);
    res.json(await users.list(listing));
  });

  app.get("/users/:id", async (req, res) => {
    const user = await users.find(Number(req.params.id));
    if (user === undefined) return refuse(res, 404, `there is no user ${req.params.id}`);
    res.json(user);
  });

  app.post("/users", async (req, res) => {
    const input = readUserInput(req.body);
    if (typeof input === "string") return refuse(res, 400, input);
    try {
      const user = await users.add(input);
      res.status(201).location(`/users/${user.id}`).json(user);
    } catch (error) {
      if (!isEmailTaken(error)) throw error;
      refuse(res, 409, error.message);
    }
  });

  app.put("/users/:id", async (req, res) => {
    const input = readUserInput(req.body);
    if (typeof input === "string") return refuse(res, 400, input);
    try {
      const user = await users.replace(Number(req.params.id), input);
      if (user === undefined) return refuse(res, 404, `there is no user ${req.params.id}`);
      res.json(user);
    } catch (error) {
      if (!isEmailTaken(error)) throw error;
      refuse(res, 409, error.message);
    }
  });

  app.delete("/users/:id", async (req, res) => {
    const existed = await users.remove(Number(req.params.id));
    if (!existed) return refuse(res, 404, `there is no user ${req.params.id}`);
    res.status(204).end();
  });

  // Not annotated: being scraped is no part of what the users of the API were promised.
  app.get("/metrics", async (_req, res) => {
    res.set("Content-Type", register.contentType).send(await register.metrics());
  });

  app.use(answerError);
  return app;
}

function refuse(res: Response, status: number, error: string): void {
  res.status(status).json({ error });
}

/** Express knows an error handler by its four parameters. */
const answerError: ErrorRequestHandler = (error, _req, res, next) => {
  if (res.headersSent) return next(error);
  // A body that is no JSON comes from express.json() with a status of its own, 400.
  if (error.status < 500) return refuse(res, error.status, error.message);
  console.error(error);
  refuse(res, 500, "something went wrong here; try again later");
};
