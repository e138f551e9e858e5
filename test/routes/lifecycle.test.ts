import { beforeAll, describe, expect, it } from "vitest";
import type { Calls } from "../support/metrics.js";
import { type ModulesRun, runModules } from "../support/modules.js";

/** What the modules have in common: a server of their own, and clients of every manner. */
const client = `
  import http from "node:http";
  import type { AddressInfo, Socket } from "node:net";
  import { once } from "node:events";
  import { setTimeout as delay } from "node:timers/promises";
  import { register } from "prom-client";

  type Server = { listen(port: number, host: string, listening: () => void): unknown; address(): unknown; unref(): unknown };

  export function listening(server: Server): Promise<number> {
    // A case that fails shall not keep the others from ending.
    server.unref();
    return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));
  }

  /** The answer's status, or what the request failed with. */
  export function get(port: number, options: http.RequestOptions = {}): Promise<number | string | undefined> {
    return new Promise((resolve) => {
      const request = http.get({ port, host: "127.0.0.1", ...options }, (response) => {
        response.resume();
        response.on("close", () => resolve(response.complete ? response.statusCode : "broken"));
      });
      request.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    });
  }

  /** A request that was sent, and is not answered. */
  export async function pending(port: number): Promise<http.ClientRequest> {
    const request = http.get({ port, host: "127.0.0.1", agent: false });
    request.on("error", () => {});
    await once(request, "finish");
    return request;
  }

  export async function until(condition: () => unknown): Promise<void> {
    // What never comes shall fail its own case, and not all of them.
    for (let i = 0; !(await condition()); i++) {
      if (i > 2000) throw new Error(\`in vain: \${condition}\`);
      await delay(5);
    }
  }

  export async function inFlight(label: string, module: string): Promise<number> {
    const lines = (await register.metrics()).split("\\n");
    const line = lines.find((line) => line.startsWith("function_calls_concurrent{") && line.includes(\`"\${label}"\`) && line.includes(\`"\${module}"\`));
    return Number(line?.split(" ").at(-1));
  }

  export function equal(found: unknown, expected: unknown): void {
    const [a, b] = [found, expected].map((value) => JSON.stringify(value));
    if (a !== b) throw new Error(\`found \${a} and not \${b}\`);
  }
`;

interface Case {
  readonly code: string;
  readonly calls: Readonly<Record<string, Calls>>;
}

const ok = (calls: number): Calls => ({ ok: calls, error: 0 });
const error = (calls: number): Calls => ({ ok: 0, error: calls });

const cases: Readonly<Record<string, Case>> = {
  "many requests on one connection are a call each": {
    code: `
      const server = http.createServer(function handler(req, res) { res.statusCode = Number(req.headers.status); res.end("x"); });
      const port = await listening(server);
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      for (let i = 0; i < 200; i++) await get(port, { agent, headers: { status: i % 4 === 0 ? "500" : "200" } });
      agent.destroy();
      server.close();`,
    calls: { handler: { ok: 150, error: 50 } },
  },
  "of requests sent at once on one connection, those not answered yet when the client leaves were ok, and so long": {
    code: `
      let started = 0;
      const server = http.createServer(/** @autometrics concurrency */ function handler(req, res) { started++; if (started > 1) res.end("x"); });
      const port = await listening(server);
      const warnings: string[] = [];
      process.on("warning", ({ name }) => warnings.push(name));
      const socket = net.connect(port, "127.0.0.1");
      socket.on("error", () => {});
      socket.write("GET / HTTP/1.1\\r\\nhost: x\\r\\n\\r\\n".repeat(15));
      await until(() => started === 15);
      equal(await inFlight("handler", moduleName), 15);
      socket.destroy();
      await until(async () => (await inFlight("handler", moduleName)) === 0);
      equal(warnings, []);
      server.close();`,
    calls: { handler: ok(15) },
  },
  "a handler that never answers is in flight until its client leaves, and then was ok": {
    code: `
      /** @autometrics concurrency */
      function handler(req: http.IncomingMessage, res: http.ServerResponse): void {}
      const server = http.createServer(handler);
      const port = await listening(server);
      const requests = [await pending(port), await pending(port)];
      await until(async () => await inFlight("handler", moduleName) === 2);
      requests[0]?.destroy();
      await until(async () => await inFlight("handler", moduleName) === 1);
      requests[1]?.destroy();
      await until(async () => await inFlight("handler", moduleName) === 0);
      server.close();`,
    calls: { handler: ok(2) },
  },
  "a server that gives up on a handler makes it an error": {
    code: `
      const server = http.createServer(function handler() {});
      server.setTimeout(20);
      const port = await listening(server);
      equal(await get(port, { agent: false }), "ECONNRESET");
      server.close();`,
    calls: { handler: error(1) },
  },
  "a time-out that is answered counts by its status": {
    code: `
      const server = http.createServer(function handler(req, res) { res.setTimeout(20, () => { res.statusCode = 503; res.end(); }); });
      const port = await listening(server);
      equal(await get(port, { agent: false }), 503);
      server.close();`,
    calls: { handler: error(1) },
  },
  "a server that closes its connections makes an error of what is not answered": {
    code: `
      let isHere = false;
      const server = http.createServer(function handler() { isHere = true; });
      const port = await listening(server);
      const request = await pending(port);
      await until(() => isHere);
      server.closeAllConnections();
      server.close();
      await until(() => request.destroyed);`,
    calls: { handler: error(1) },
  },
  "a response that is destroyed, with an error or without, is an error": {
    code: `
      const server = http.createServer(function handler(req, res) {
        res.write("part");
        res.destroy(req.url === "/" ? undefined : new Error("x"));
      });
      const port = await listening(server);
      await get(port, { agent: false });
      await get(port, { agent: false, path: "/error" });
      server.close();`,
    calls: { handler: error(2) },
  },
  "a response that is destroyed by a handler that goes on for longer is an error": {
    code: `
      let goOn: (value?: unknown) => void = () => {};
      const work = new Promise((resolve) => { goOn = resolve; });
      const server = http.createServer(handler);
      /** @autometrics concurrency */
      async function handler(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> { res.destroy(); await work; }
      const port = await listening(server);
      await get(port, { agent: false });
      await until(async () => await inFlight("handler", moduleName) === 0);
      goOn();
      server.close();`,
    calls: { handler: error(1) },
  },
  "a response that is destroyed as soon as it was ended is an error only with an error": {
    code: `
      const server = http.createServer(function handler(req, res) {
        res.end("x".repeat(10));
        if (req.url !== "/") res.destroy(new Error("x"));
      });
      const port = await listening(server);
      await get(port, { agent: false });
      await get(port, { agent: false, path: "/error" });
      server.close();`,
    calls: { handler: { ok: 1, error: 1 } },
  },
  "a client that leaves in the middle of a large body was ok": {
    code: `
      const server = http.createServer(function handler(req, res) { res.statusCode = 500; res.write(Buffer.alloc(5_000_000)); });
      const port = await listening(server);
      const request = http.get({ port, host: "127.0.0.1", agent: false });
      request.on("error", () => {});
      const [response] = await once(request, "response");
      await once(response, "readable");
      request.destroy();
      await until(async () => (await register.metrics()).includes(\`function_calls_duration_seconds_count{function="handler",module="\${moduleName}"\`));
      server.closeAllConnections();
      server.close();`,
    calls: { handler: ok(1) },
  },
  "a client that leaves before the handler begins is not waited for, and was ok": {
    code: `
      const server = http.createServer(async function first(req, res) {
        await once(res, "close");
        handler(req, res);
      });
      /** @autometrics concurrency */
      function handler(req: http.IncomingMessage, res: http.ServerResponse): void {}
      http.createServer(handler);
      const port = await listening(server);
      (await pending(port)).destroy();
      await until(async () => (await register.metrics()).includes(\`function_calls_duration_seconds_count{function="handler",module="\${moduleName}"\`));
      equal(await inFlight("handler", moduleName), 0);`,
    calls: { handler: ok(1), first: ok(1) },
  },
  "likewise on HTTP/2": {
    code: `
      const server = http2.createServer(async function first(req, res) {
        await once(res, "close");
        handler(req, res);
      });
      function handler(req: http2.Http2ServerRequest, res: http2.Http2ServerResponse): void {}
      http2.createServer(handler);
      const session = http2.connect(\`http://127.0.0.1:\${await listening(server)}\`);
      const stream = session.request({ ":path": "/" }).on("error", () => {});
      setTimeout(() => stream.close(http2.constants.NGHTTP2_CANCEL), 20);
      await until(async () => (await register.metrics()).includes(\`function_calls_duration_seconds_count{function="handler",module="\${moduleName}"\`));
      session.destroy();`,
    calls: { handler: ok(1), first: ok(1) },
  },
  "a response that has been sent before the handler begins leaves it to itself": {
    code: `
      let served = 0;
      const server = http.createServer(function first(req, res) {
        res.on("finish", () => setImmediate(() => { try { handler(req, res); } catch {} served++; }));
        res.end();
      });
      function handler(req: http.IncomingMessage, res: http.ServerResponse): void { if (req.url === "/throws") throw new Error("x"); res.end(); }
      http.createServer(handler);
      const port = await listening(server);
      await get(port, { agent: false });
      await get(port, { agent: false, path: "/throws" });
      await until(() => served === 2);`,
    calls: { handler: { ok: 1, error: 1 }, first: ok(2) },
  },
  "twelve layers of handlers, and as many listeners as a program may have, bring no warning": {
    code: `
      const warnings: string[] = [];
      process.on("warning", ({ name }) => warnings.push(name));
      const app = express();
      for (let i = 0; i < 12; i++) app.get("/", (req, res, next) => next());
      app.get("/", (req, res) => {
        // Node has one of its own on 'finish'; the tenth of all is the last without a warning.
        while (res.listenerCount("finish") < 10) res.on("finish", () => {});
        while (res.listenerCount("close") < 10) res.on("close", () => {});
        setTimeout(() => res.end(), 1);
      });
      const server = http.createServer(app);
      const port = await listening(server);
      equal(await get(port, { agent: false }), 200);
      await new Promise(setImmediate);
      equal(warnings, []);
      server.close();`,
    calls: { "GET /": ok(12), "GET /#2": ok(1) },
  },
  "a response that has any number of listeners goes on having it": {
    code: `
      const found: number[] = [];
      const server = http.createServer((req, res) => { res.setMaxListeners(0); handler(req, res); });
      function handler(req: http.IncomingMessage, res: http.ServerResponse): void {
        setTimeout(() => { found.push(res.getMaxListeners()); res.end(); }, 1);
      }
      http.createServer(handler);
      const port = await listening(server);
      await get(port, { agent: false });
      equal(found, [0]);
      server.close();`,
    calls: { handler: ok(1), "createServer callback": ok(1) },
  },
  "nothing of the response is the handler's to see, but a listener on each event where it is waited for": {
    code: `
      const bare = http.createServer();
      const look = (res: http.ServerResponse) => [
        Reflect.ownKeys(res).map(String), res.end === http.ServerResponse.prototype.end,
        res.write === http.ServerResponse.prototype.write, res.writeHead === http.ServerResponse.prototype.writeHead,
        res.listenerCount("finish"), res.listenerCount("close"), res.eventNames().length,
      ];
      const seen: unknown[] = [];
      const answer = (res: http.ServerResponse) => {
        seen.push(look(res));
        setTimeout(() => { seen.push(look(res)); res.end(); }, 1);
      };
      const server = http.createServer(function handler(req, res) { answer(res); });
      // So that it is found by nobody.
      Reflect.apply(bare.on, bare, ["request", (req: unknown, res: http.ServerResponse) => answer(res)]);
      const [port, barePort] = [await listening(server), await listening(bare)];
      await get(port, { agent: false });
      await get(barePort, { agent: false });
      const [during, waiting, bareDuring, bareWaiting] = seen as unknown[][];
      equal(during, bareDuring);
      const [close, finish, events] = [5, 4, 6].map((i) => Number(bareWaiting?.[i]));
      equal(waiting, bareWaiting?.slice(0, 4).concat(Number(finish) + 1, Number(close) + 1, Number(events) + 1));
      server.close(); bare.close();`,
    calls: { handler: ok(1) },
  },
  "a response that has left when its handler returns has no listener to wait for it": {
    code: `
      const listeners: number[] = [];
      const server = http.createServer(function first(req, res) {
        handler(req, res);
        listeners.push(res.listenerCount("close"));
      });
      function handler(req: http.IncomingMessage, res: http.ServerResponse): void { res.end("x"); }
      http.createServer(handler);
      const port = await listening(server);
      await get(port, { agent: false });
      equal(listeners, [0]);
      server.close();`,
    calls: { handler: ok(1), first: ok(1) },
  },
  "a handler that works on after its response was sent has a call that ended with the response": {
    code: `
      let goOn: (value?: unknown) => void = () => {};
      const work = new Promise((resolve) => { goOn = resolve; });
      const server = http.createServer(handler);
      /** @autometrics concurrency */
      async function handler(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> { res.end("x"); await work; throw new Error("x"); }
      process.on("unhandledRejection", () => {});
      const port = await listening(server);
      await get(port, { agent: false });
      await until(async () => await inFlight("handler", moduleName) === 0);
      goOn();
      server.close();`,
    calls: { handler: ok(1) },
  },
  "a mock in place of a response ends the call with the handler": {
    code: `
      const server = http.createServer(handler);
      /** @autometrics concurrency */
      async function handler(req: http.IncomingMessage, res: http.ServerResponse): Promise<void> { if (req.url === "/throws") throw new Error("x"); res.end(); }
      const mocks: any[] = [
        { end() {} }, { statusCode: 200, writableFinished: false, on() { return this; }, end() {} },
        new Proxy({ end() {} }, {}), { statusCode: 200, writableFinished: false, on() { throw new Error("x"); }, end() {} },
      ];
      for (const mock of mocks) await handler({ url: "/" } as http.IncomingMessage, mock);
      await handler({ url: "/throws" } as http.IncomingMessage, mocks[1]).catch(() => {});
      await (handler as (req: object) => Promise<void>)({ url: "/throws" }).catch(() => {});
      equal(await inFlight("handler", moduleName), 0);
      equal(failures(await register.metrics()), []);`,
    calls: { handler: { ok: 4, error: 2 } },
  },
  "a response that throws when it is looked at is no concern of the handler": {
    code: `
      const server = http.createServer(handler);
      function handler(req: http.IncomingMessage, res: http.ServerResponse): void {}
      const trap = new Proxy(new EventEmitter(), { has() { throw new Error("looked at"); } });
      handler({} as http.IncomingMessage, trap as http.ServerResponse);
      equal(failures(await register.metrics()), ["response"]);`,
    calls: { handler: ok(1) },
  },
  "on HTTP/2, handlers are judged likewise": {
    code: `
      const server = http2.createServer(function handler(req, res) {
        if (req.url === "/200") res.end("x");
        if (req.url === "/500") { res.statusCode = 500; res.end("x"); }
        if (req.url === "/breaks") { res.stream.on("error", () => {}); res.write("x", () => res.stream.destroy(new Error("x"))); }
        if (req.url === "/destroyed") res.write("x", () => res.destroy());
        if (req.url === "/endless") res.write("x");
      });
      const port = await listening(server);
      const session = http2.connect(\`http://127.0.0.1:\${port}\`);
      const send = async (path: string, leave?: (stream: http2.ClientHttp2Stream) => void) => {
        const stream = session.request({ ":path": path });
        stream.on("error", () => {});
        if (leave) stream.on("response", () => leave(stream));
        stream.resume();
        await new Promise((resolve) => stream.on("close", resolve));
      };
      await send("/200");
      await send("/500");
      await send("/breaks");
      await send("/destroyed");
      await send("/endless", (stream) => stream.close(http2.constants.NGHTTP2_CANCEL));
      await send("/endless", (stream) => stream.destroy());
      session.request({ ":path": "/endless" }).on("error", () => {}).on("response", () => session.destroy());
      await until(async () => /_count\\{function="handler",module="on-HTTP-2[^}]*\\} 7/.test(await register.metrics()));
      server.close();`,
    calls: { handler: { ok: 4, error: 3 } },
  },
  "a handler under two routes is one function with the calls of both": {
    code: `
      const app = express();
      const list = (req: Request, res: Response) => { res.json([]); };
      app.get("/a", list); app.get("/b", list);
      const server = http.createServer(app);
      const port = await listening(server);
      await get(port, { agent: false, path: "/a" });
      await get(port, { agent: false, path: "/b" });
      server.close();`,
    calls: { list: ok(2) },
  },
  "a handler's predicates count for more than the response": {
    code: `
      const app = express();
      app.set("env", "test");
      const isEmpty = (result: unknown) => result === "empty";
      const isExpected = (error: unknown) => error instanceof TypeError;
      /** @autometrics error-if=isEmpty ok-if=isExpected concurrency */
      app.get("/:what", async (req, res) => {
        if (req.params.what === "throws") throw new TypeError("x");
        if (req.params.what === "fails") throw new Error("x");
        res.end();
        return req.params.what;
      });
      const server = http.createServer(app);
      const port = await listening(server);
      for (const what of ["fine", "empty", "throws", "fails"]) await get(port, { agent: false, path: \`/\${what}\` });
      equal(await inFlight("GET /:what", moduleName), 0);
      server.close();`,
    calls: { "GET /:what": { ok: 2, error: 2 } },
  },
};

const imports = `
  import { EventEmitter, once } from "node:events";
  import http from "node:http";
  import http2 from "node:http2";
  import net from "node:net";
  import express, { type Request, type Response } from "express";
  import { register } from "prom-client";
  import { equal, get, inFlight, listening, pending, until } from "./client.js";
  const moduleName = import.meta.url.replace(/.*\\/(.*)\\.js$/, "$1");
  const failures = (text: string) => [...text.matchAll(/^autometrics_failures_total\\{.*kind="(\\w+)"/gm)].map(([, kind]) => kind);
`;

describe("the call of an HTTP handler", () => {
  let run: ModulesRun;
  beforeAll(async () => {
    const modules = Object.entries(cases).map(([name, { code }]) => [name, imports + code]);
    run = await runModules(
      { ...Object.fromEntries(modules), "client.ts": client },
      { packages: ["express"], compilerOptions: { lib: ["es2023"], noImplicitAny: false } },
    );
  });

  it.each(Object.entries(cases))("%s", (name, { calls }) => {
    expect(run.calls(name)).toEqual(calls);
  });
});
