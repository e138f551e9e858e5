import { createServer } from "node:http";
import { toNodeHandler } from "h3";
import { app } from "./app.js";

const server = createServer(toNodeHandler(app));
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
