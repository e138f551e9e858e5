import { Hono } from "hono";
import { register } from "prom-client";
import { userRoutes } from "./userRoutes.js";
import type { UserStore } from "./userStore.js";

export function createApp(store: UserStore) {
  return (
    new Hono()
      .route("/users", userRoutes(store))
      // For those who run the service: `routes.exclude` in tsconfig.json keeps these out of what users were promised.
      .get("/health", (c) => c.json({ status: "up" }))
      .get("/metrics", async (c) => c.text(await register.metrics(), 200, { "content-type": register.contentType }))
  );
}
