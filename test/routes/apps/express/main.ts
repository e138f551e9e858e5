import { pipeline, Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from "express";
import createError from "http-errors";
import { register } from "prom-client";

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

const directory = new Map<number, User>([
  [1, { id: 1, name: "Alan", email: "alan@example.org" }],
  [2, { id: 2, name: "Barbara", email: "barbara@example.org" }],
]);

const app = express();
app.use(express.json());
// Middleware is no handler, whatever it looks like.
const pass: RequestHandler = (_req, _res, next) => next();
app.use(pass);

const users = Router();
users.get("/", pass, (_req, res) => {
  res.json([...directory.values()]);
});
users
  .route("/:id")
  .get((req, res) => {
    const user = directory.get(Number(req.params.id));
    if (user === undefined) res.status(404).json({ error: "no such user" });
    else res.json(user);
  })
  .put(async (req, res) => {
    const user: User = { ...req.body, id: Number(req.params.id) };
    directory.set(user.id, user);
    res.json(user);
  });
users.post("/", createUser);
users.delete("/:id", [pass, removeUser]);
app.use("/users", users);

function createUser(req: Request, res: Response): void {
  const { name, email } = req.body;
  if (!name) res.status(400).json({ error: "name is missing" });
  else if ([...directory.values()].some((user) => user.email === email)) res.status(409).end();
  else {
    directory.set(3, { id: 3, name, email });
    res.status(201).json({ id: 3 });
  }
}

async function removeUser(req: Request, res: Response): Promise<void> {
  directory.delete(Number(req.params.id));
  res.sendStatus(204);
}

app.get("/unchanged", (_req, res) => {
  res.set("etag", '"v1"').status(200).send("the same");
});
app.get("/redirected", (_req, res) => res.redirect("/users"));
app.get("/unavailable", async (_req, res) => {
  res.status(503).json({ error: "try again later" });
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
app.get("/streams", (_req, res) => {
  Readable.from(
    (async function* () {
      for (let i = 0; i < 3; i++) {
        yield "part";
        await delay(110);
      }
    })(),
  ).pipe(res);
});
app.get("/breaks", (_req, res) => {
  const source = Readable.from(
    (async function* () {
      yield "part";
      await delay(5);
      throw new Error("the source broke");
    })(),
  );
  pipeline(source, res, () => {});
});
app.get("/slow", async (_req, res) => {
  await delay(310);
  res.send("at last");
});
app.get("/silent", () => {});
app.get("/endless", (_req, res) => {
  res.write("part");
});
app.get("/late", async (_req, res) => {
  res.send("answered");
  await delay(20);
  throw new Error("too late");
});
app.get("/passes", (_req, _res, next) => next(new Error("passed on")));
app.get("/hands-on", (req, _res, next) => {
  if (req.query.mine === undefined) next();
});
app.get("/hands-on", (_req, res) => {
  res.json({ handled: "by the next" });
});
app.get("/metrics", async (_req, res) => {
  res.type(register.contentType).send(await register.metrics());
});
app.use((error: { status?: number }, _req: Request, res: Response, next: NextFunction) => {
  if (res.headersSent) next(error);
  else res.status(error.status ?? 500).json({ error: String(error) });
});

const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(JSON.stringify(address));
});
