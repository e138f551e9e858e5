import type { AddressInfo } from "node:net";
import { createApp } from "./app.js";
import { people } from "./people.js";
import { UserRepository } from "./users.js";
import { Weather } from "./weather.js";

const users = new UserRepository(Weather.fromEnvironment(process.env), people);
const port = Number(process.env.PORT ?? 3000);
const host = process.env.HOST ?? "127.0.0.1";

const server = createApp(users).listen(port, host, (error) => {
  if (error) {
    console.error(`cannot listen on port ${port}: ${error.message}`);
    process.exitCode = 1;
    return;
  }
  // Port 0 asks for any free port, and only the server knows which one that is.
  const { address, port: actual } = server.address() as AddressInfo;
  console.log(`listening on http://${address}:${actual}`);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.close();
    // A client that always has a request under way would keep its connection, and the process, for ever.
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  });
}
