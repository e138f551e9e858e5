import { createApp } from "./app.js";
import { UserStore } from "./userStore.js";

const { PORT = "3000", STORE_FAIL_EVERY = "0" } = process.env;

const app = createApp(new UserStore(Number(STORE_FAIL_EVERY)));
console.log(`listening on ${await app.listen({ port: Number(PORT), host: "127.0.0.1" })}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => app.close());
