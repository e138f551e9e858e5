/** Stands for AWS' HTTP API in front of functions: one function a route, whose result or error it makes an answer of. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { register } from "prom-client";
import * as answers from "./answers.js";
import * as users from "./users.js";

type Invoke = (event: unknown, context: unknown, callback: () => void) => unknown;

interface Answer {
  readonly statusCode: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const functions: Readonly<Record<string, unknown>> = {
  "GET /users": users.list,
  "POST /users": users.create,
  "GET /users/": users.find,
  "PUT /users/": users.replace,
  "DELETE /users/": users.handler,
};

const server = createServer(
  /** @autometrics skip */ async (request, response) => {
    const { method, url = "" } = request;
    if (url === "/metrics") return response.end(await register.metrics());
    const [, path = "", id] = /^(\/[^/]+\/?)(\d*)$/.exec(url) ?? [];
    const invoke = functions[`${method} ${path}`] ?? Reflect.get(answers, path.slice(1));
    try {
      const event = { body: await text(request), pathParameters: { id } };
      // What a function is given is what this file makes up; its own types say what it takes.
      const result: unknown = await (invoke as Invoke)(event, {}, () => {});
      const isResponse = typeof result === "object" && result !== null && "statusCode" in result;
      const {
        statusCode,
        headers = {},
        body,
      } = isResponse ? (result as Answer) : { statusCode: 200, body: JSON.stringify(result) };
      return response.writeHead(statusCode, headers).end(body);
    } catch {
      return response.writeHead(500).end();
    }
  },
);
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
