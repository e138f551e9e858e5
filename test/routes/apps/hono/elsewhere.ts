import { serve } from "@hono/node-server";
import { app } from "./app.js";

// As on a platform that has no response of Node's: the application gets a request and nothing with it.
const fetch = (request: Request) => app.request(request);
serve({ fetch, port: 0, hostname: "127.0.0.1" }, (address) => console.log(JSON.stringify(address)));
