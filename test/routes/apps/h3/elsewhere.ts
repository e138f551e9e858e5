import { createServer } from "node:http";
import { H3, toNodeHandler } from "h3";
import { app } from "./app.js";

// As on a platform that has no response of Node's: the application gets a request and nothing with it.
const outer = new H3();
outer.use(({ req }) => app.fetch(new Request(req.url, req)));
const server = createServer(toNodeHandler(outer));
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
