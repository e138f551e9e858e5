import { createServer } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import {
  createApp,
  createError,
  createRouter,
  defineEventHandler,
  eventHandler,
  type H3Event,
  readBody,
  sendNoContent,
  sendRedirect,
  setResponseStatus,
  toNodeListener,
} from "h3";
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

const idOf = (event: H3Event): number => Number(event.context.params?.id);

const createUser = defineEventHandler(async (event) => {
  const { name, email } = await readBody<User>(event);
  if (!name) throw createError({ statusCode: 400, message: "name is missing" });
  if ([...directory.values()].some((user) => user.email === email)) {
    setResponseStatus(event, 409);
    return { error: "taken" };
  }
  directory.set(3, { id: 3, name, email });
  setResponseStatus(event, 201);
  return { id: 3 };
});

const router = createRouter()
  .get("/users", eventHandler({ handler: () => [...directory.values()] }))
  .post("/users", createUser)
  .get(
    "/users/:id",
    eventHandler((event) => directory.get(idOf(event)) ?? createError({ status: 404, message: "no such user" })),
  );
router.put("/users/:id", defineEventHandler(replaceUser));
router.delete(
  "/users/:id",
  eventHandler((event) => {
    directory.delete(idOf(event));
    return sendNoContent(event);
  }),
);

async function replaceUser(event: H3Event): Promise<User> {
  const user: User = { ...(await readBody<User>(event)), id: idOf(event) };
  directory.set(user.id, user);
  return user;
}

router.get(
  "/unchanged",
  eventHandler((event) => sendNoContent(event, 304)),
);
router.get(
  "/redirected",
  eventHandler((event) => sendRedirect(event, "/users")),
);
router.get(
  "/unavailable",
  eventHandler(async (event) => {
    setResponseStatus(event, 503);
    return { error: "try again later" };
  }),
);
router.get(
  "/throws",
  eventHandler(() => {
    throw new Error("thrown");
  }),
);
router.get(
  "/rejects",
  eventHandler(async () => {
    await delay(1);
    throw new Error("rejected");
  }),
);
router.get(
  "/refuses",
  eventHandler(async () => {
    throw createError({ statusCode: 403, statusMessage: "not yours" });
  }),
);
router.get(
  "/streams",
  eventHandler(() => {
    async function* parts() {
      for (let i = 0; i < 3; i++) {
        yield "part";
        await delay(110);
      }
    }
    return Readable.from(parts());
  }),
);
router.get(
  "/slow",
  eventHandler(async () => {
    await delay(310);
    return "at last";
  }),
);
router.get(
  "/silent",
  eventHandler(() => new Promise<void>(() => {})),
);
router.get(
  "/endless",
  eventHandler(({ node }) => {
    node.res.writeHead(200).write("part");
    return new Promise<void>(() => {});
  }),
);
router.get(
  "/late",
  eventHandler(async ({ node: { res } }) => {
    res.writeHead(200).end("sent");
    await delay(1);
    throw new Error("too late");
  }),
);
router.get(
  "/metrics",
  eventHandler(() => register.metrics()),
);

const app = createApp();
// Middleware is no handler, whatever it looks like.
app.use(
  eventHandler((event) => {
    event.context.at = Date.now();
  }),
);
app.use(router);
const server = createServer(toNodeListener(app));
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
