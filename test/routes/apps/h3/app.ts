import { setTimeout as delay } from "node:timers/promises";
import { defineHandler, type EventHandler, H3, HTTPError, redirect } from "h3";
import { register } from "prom-client";
import { createUser, findUser, listUsers, pass, removeUser, replaceUser } from "./users.js";

export const app = new H3({ silent: true })
  .use(pass)
  .get("/users", listUsers)
  .post("/users", createUser)
  .get("/users/:id", findUser)
  .put("/users/:id", replaceUser)
  .delete("/users/:id", (event) => removeUser(event));

app.get("/unchanged", () => new Response(null, { status: 304, headers: { etag: '"v1"' } }), { middleware: [pass] });
app.on("GET", "/redirected", () => redirect("/users"));
app.get("/unavailable", async () => Response.json({ error: "try again later" }, { status: 503 }));
app.get("/throws", () => {
  throw new Error("thrown");
});
app.get("/rejects", async () => {
  await delay(1);
  throw new Error("rejected");
});
app.get(
  "/refuses",
  defineHandler(async () => {
    throw new HTTPError("not yours", { status: 403 });
  }),
);
app.get("/streams", () => {
  const parts = async (controller: ReadableStreamDefaultController) => {
    for (let i = 0; i < 3; i++) {
      controller.enqueue(new TextEncoder().encode("part"));
      await delay(110);
    }
    controller.close();
  };
  return new ReadableStream({ start: (controller) => void parts(controller) });
});
app.get("/breaks", () => {
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      if (isFirst) controller.enqueue(new TextEncoder().encode("part"));
      else {
        await delay(5);
        controller.error(new Error("the source broke"));
      }
      isFirst = false;
    },
  });
});
app.get("/slow", async () => {
  await delay(310);
  return "at last";
});
app.get("/silent", () => new Promise<void>(() => {}));
app.get("/endless", endless);
app.get("/metrics", async () => new Response(await register.metrics()));

function endless(..._given: Parameters<EventHandler>): ReadableStream {
  return new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("part")) });
}
