import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { register } from "prom-client";

interface User {
  readonly id: number;
  readonly name: string;
  readonly email: string;
}

const directory = new Map<number, User>([
  [1, { id: 1, name: "Alan", email: "alan@example.org" }],
  [2, { id: 2, name: "Barbara", email: "barbara@example.org" }],
]);

class Refused extends Error {
  readonly status = 403;
}

async function handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    await answer(request, response);
  } catch (error) {
    if (response.headersSent) return;
    response.writeHead(error instanceof Refused ? error.status : 500).end(String(error));
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const [, path = "", id] = request.url?.split("/") ?? [];
  switch (path) {
    case "users":
      return users(request, response, Number(id));
    case "unchanged":
      return response.writeHead(request.headers["if-none-match"] === '"v1"' ? 304 : 200).end();
    case "redirected":
      return response.writeHead(302, { location: "/users" }).end();
    case "unavailable":
      return response.writeHead(503).end("try again later");
    case "throws":
      throw new Error("thrown");
    case "rejects":
      return delay(1).then(() => Promise.reject(new Error("rejected")));
    case "refuses":
      throw new Refused("not yours");
    case "streams":
      return Readable.from(parts(3, 110)).pipe(response);
    case "breaks":
      return pipeline(Readable.from(brokenParts()), response, () => {});
    case "slow":
      await delay(310);
      return response.end("at last");
    case "silent":
      return;
    case "endless":
      return response.write("part");
    case "late":
      response.end("answered");
      await delay(20);
      throw new Error("too late");
    default:
      return response.writeHead(404).end();
  }
}

async function users(request: IncomingMessage, response: ServerResponse, id: number): Promise<unknown> {
  if (request.method === "POST") {
    const { name, email } = JSON.parse(await text(request));
    if (!name) return response.writeHead(400).end("name is missing");
    if ([...directory.values()].some((user) => user.email === email)) return response.writeHead(409).end();
    directory.set(3, { id: 3, name, email });
    return response.writeHead(201).end(JSON.stringify({ id: 3 }));
  }
  if (request.method === "PUT") directory.set(id, { ...JSON.parse(await text(request)), id });
  if (request.method === "DELETE") {
    directory.delete(id);
    return response.writeHead(204).end();
  }
  if (Number.isNaN(id)) return response.end(JSON.stringify([...directory.values()]));
  const user = directory.get(id);
  return user === undefined ? response.writeHead(404).end() : response.end(JSON.stringify(user));
}

async function* parts(count: number, pause: number): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) {
    yield "part";
    await delay(pause);
  }
}

async function* brokenParts(): AsyncGenerator<string> {
  yield* parts(1, 5);
  throw new Error("the source broke");
}

async function serveMetrics(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader("content-type", register.contentType);
  response.end(await register.metrics());
}

// What is served beside the users has a server of its own: a handler that answers everything has no routes to tell apart.
const metricsServer = createServer(serveMetrics).listen(0, "127.0.0.1", () => {
  const server = createServer();
  server.on("request", handleRequest);
  server.listen(0, "127.0.0.1", () => {
    console.log(JSON.stringify({ users: server.address(), metrics: metricsServer.address() }));
  });
});
