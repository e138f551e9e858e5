import { setTimeout as delay } from "node:timers/promises";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { stream } from "hono/streaming";
import { register } from "prom-client";
import { pass, users } from "./users.js";

export const app = new Hono()
  .use(pass)
  .route("/users", users)
  .get("/unchanged", pass, (c) => c.body(null, 304, { etag: '"v1"' }))
  .get("/redirected", (c) => c.redirect("/users"))
  .get("/unavailable", async (c) => c.json({ error: "try again later" }, 503))
  .get("/throws", () => {
    throw new Error("thrown");
  })
  .get("/rejects", async () => {
    await delay(1);
    throw new Error("rejected");
  })
  .get("/refuses", async () => {
    throw new HTTPException(403, { message: "not yours" });
  })
  .get("/streams", (c) =>
    stream(c, async (body) => {
      for (let i = 0; i < 3; i++) {
        await body.write("part");
        await delay(110);
      }
    }),
  )
  .get("/breaks", () => {
    let isFirst = true;
    const body = new ReadableStream({
      async pull(controller) {
        if (isFirst) controller.enqueue(new TextEncoder().encode("part"));
        else {
          await delay(5);
          controller.error(new Error("the source broke"));
        }
        isFirst = false;
      },
    });
    return new Response(body);
  })
  .get("/slow", async (c) => {
    await delay(310);
    return c.text("at last");
  })
  .get("/silent", () => new Promise<Response>(() => {}))
  .get("/endless", () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("part"));
      },
    });
    return new Response(body);
  })
  .get("/metrics", async (c) => c.text(await register.metrics(), 200, { "content-type": register.contentType }));

app.on("GET", "/hands-on", async (c, next) => {
  if (c.req.query("mine") === undefined) await next();
});
app.get("/hands-on", (c) => c.json({ handled: "by the next" }));
