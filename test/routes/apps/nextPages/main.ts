/** Stands for Next.js, which needs a build of its own: it gives API routes what Next.js gives them, and answers errors. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { register } from "prom-client";
import answer from "./pages/api/[answer].js";
import user from "./pages/api/users/[id].js";
import users from "./pages/api/users/index.js";

const server = createServer(
  /** @autometrics skip */ async (req, res) => {
    const { pathname } = new URL(req.url ?? "", "http://localhost");
    if (pathname === "/metrics") return res.end(await register.metrics());
    const [, name = "", id] = pathname.split("/");
    const body = JSON.parse((await text(req)) || "{}");
    const request = Object.assign(req, { query: { id, answer: name }, body });
    const response = Object.assign(res, {
      status(code: number) {
        res.statusCode = code;
        return response;
      },
      json: (value: unknown) => void res.setHeader("content-type", "application/json").end(JSON.stringify(value)),
      redirect: (code: number, path: string) => void response.status(code).setHeader("location", path).end(),
    });
    const route = name !== "users" ? answer : id === undefined ? users : user;
    try {
      await route(request, response);
    } catch {
      if (!res.headersSent) res.writeHead(500).end();
    }
  },
);
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
