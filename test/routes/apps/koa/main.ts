import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import Router from "@koa/router";
import Koa from "koa";
import { register } from "prom-client";
import { pass, users } from "./users.js";

const app = new Koa();
app.silent = true;
const router = new Router();

router.get("/unchanged", pass, async (ctx) => {
  ctx.body = { version: 1 };
  ctx.etag = "v1";
  if (ctx.fresh) ctx.status = 304;
});
router.get("/redirected", (ctx) => ctx.redirect("/users"));
router.get("/unavailable", async (ctx) => {
  ctx.status = 503;
  ctx.body = { error: "try again later" };
});
router.get("/throws", () => {
  throw new Error("thrown");
});
router.get("/rejects", async () => {
  await delay(1);
  throw new Error("rejected");
});
router.get("/refuses", async (ctx) => ctx.throw(403, "not yours"));
router.get("/hands-on", async (ctx, next) => {
  if (ctx.query.mine === undefined) await next();
});
router.get("/hands-on", (ctx) => {
  ctx.body = { handled: "by the next" };
});
router.get("/streams", (ctx) => {
  async function* parts() {
    for (let i = 0; i < 3; i++) {
      yield "part";
      await delay(110);
    }
  }
  ctx.body = Readable.from(parts());
});
router.get("/breaks", (ctx) => {
  async function* parts() {
    yield "part";
    await delay(5);
    throw new Error("the source broke");
  }
  ctx.body = Readable.from(parts());
});
router.get("/slow", async (ctx) => {
  await delay(310);
  ctx.body = "at last";
});
router.get("/silent", () => new Promise<void>(() => {}));
router.get("/endless", (ctx) => {
  ctx.respond = false;
  ctx.res.writeHead(200).write("part");
});
router.get("/late", async (ctx) => {
  ctx.respond = false;
  ctx.res.writeHead(200).end("sent");
  await delay(1);
  throw new Error("too late");
});
router.get("/metrics", async (ctx) => {
  ctx.type = register.contentType;
  ctx.body = await register.metrics();
});

app.use(pass).use(users.routes()).use(router.routes()).use(router.allowedMethods());
const server = app.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
