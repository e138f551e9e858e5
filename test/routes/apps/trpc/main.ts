import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { TRPCError } from "@trpc/server";
import { createHTTPHandler } from "@trpc/server/adapters/standalone";
import { register } from "prom-client";
import { publicProcedure, router } from "./trpc.js";
import { users } from "./users.js";

const appRouter = router({
  users,
  unavailable: publicProcedure.query(() => {
    throw new TRPCError({ code: "SERVICE_UNAVAILABLE" });
  }),
  throws: publicProcedure.query(() => {
    throw new Error("thrown");
  }),
  rejects: publicProcedure.query(async () => {
    await delay(1);
    throw new Error("rejected");
  }),
  refuses: publicProcedure.query(async () => {
    throw new TRPCError({ code: "FORBIDDEN", message: "not yours" });
  }),
  slow: publicProcedure.query(async () => {
    await delay(310);
    return "at last";
  }),
});

const statuses: Readonly<Record<string, number>> = { "users.changes.create": 201 };

const handle = createHTTPHandler({
  router: appRouter,
  createContext: ({ req }) => ({ id: Number(req.headers["x-id"]) }),
  responseMeta: ({ paths: [path = ""] = [], errors }) => {
    const status = errors.length === 0 ? statuses[path] : undefined;
    return status === undefined ? {} : { status };
  },
  onError() {},
});

const procedures: Readonly<Record<string, string>> = {
  "GET /users": "users.list",
  "GET /users/": "users.byId",
  "POST /users": "users.changes.create",
  "PUT /users/": "users.changes.replace",
  "DELETE /users/": "users.changes.remove",
};

// The traffic is that of all frameworks: its paths and verbs are made tRPC's.
const server = createServer(
  /** @autometrics skip */ async (req, res) => {
    if (req.url === "/metrics") return res.end(await register.metrics());
    const [, path = "", id] = /^(\/[^/]+\/?)(\d*)$/.exec(req.url ?? "") ?? [];
    req.headers["x-id"] = id;
    req.headers["content-type"] ??= "application/json";
    req.url = `/${procedures[`${req.method} ${path}`] ?? path.slice(1)}`;
    if (req.method !== "GET") req.method = "POST";
    return handle(req, res);
  },
);
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
