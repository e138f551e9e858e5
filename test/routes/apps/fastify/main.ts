import { buildApp } from "./app.js";

const app = buildApp();
await app.listen({ port: 0, host: "127.0.0.1" });
console.log(JSON.stringify(app.server.address()));
