import { serve } from "@hono/node-server";
import { createApp } from "./app.js";
import { UserStore } from "./userStore.js";

const { PORT = "3000", STORE_FAIL_EVERY = "0" } = process.env;

const { fetch } = createApp(new UserStore(Number(STORE_FAIL_EVERY)));
const server = serve({ fetch, port: Number(PORT), hostname: "127.0.0.1" }, ({ address, port }) => {
  console.log(`listening on http://${address}:${port}`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => server.close());
