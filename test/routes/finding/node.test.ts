import { describeFinding } from "./finding.js";

describeFinding("a handler of Node's servers is found", {
  "in createServer of http, https and http2": {
    code: `import http, { createServer } from "node:http";
      import * as https from "https";
      import { createSecureServer } from "node:http2";
      createServer((req, res) => { res.end(); });
      http.createServer({ keepAlive: true }, async (req, res) => { res.end(); });
      https.createServer({}, function answer(req, res) { res.end(); });
      createSecureServer({}, (req, res) => { res.end(); });`,
    found: [
      "createServer callback: node, by registration",
      "createServer callback#2: node, by registration",
      "answer: node, by registration",
      "createSecureServer callback: node, by registration",
    ],
  },
  "of a new Server": {
    code: `import { Server } from "node:http";
      import * as http from "node:http";
      const one = new Server((req, res) => { res.end(); });
      const two = new http.Server({}, answer);
      function answer(req: http.IncomingMessage, res: http.ServerResponse) { res.end(); }
      const three = new Server;`,
    found: ["Server callback: node, by registration", "answer: node, by registration"],
  },
  "by its name, as a member, bound": {
    code: `import { createServer } from "node:http";
      const handle = async (req, res) => { res.end(); };
      createServer(handle);
      export class App {
        server = createServer(this.answer.bind(this));
        private answer(req, res) { res.end(); }
      }`,
    found: ["handle: node, by registration", "App.answer: node, by registration"],
  },
  "in a call that wraps it": {
    code: `import { createServer } from "node:http";
      import { logged } from "./logged.js";
      createServer(logged(async (req, res) => { res.end(); }));
      createServer(logged("users", (request, response) => { response.end(); }));`,
    found: ["logged callback: node, by registration", "logged callback#2: node, by registration"],
  },
  "that listens to requests": {
    code: `import { createServer, Server } from "node:http";
      import * as http2 from "node:http2";
      const server = createServer();
      server.on("request", (req, res) => { res.end(); });
      createServer().listen(0).once("request", answer);
      function answer(req, res) { res.end(); }
      export function listen(server: Server) { server.addListener("request", function listener(req, res) { res.end(); }); }
      export class App {
        server = http2.createServer();
        start() { this.server.prependListener("request", async (req, res) => { res.end(); }); }
      }`,
    found: [
      "on callback: node, by registration",
      "answer: node, by registration",
      "listen.listener: node, by registration",
      "App.start.prependListener callback: node, by registration",
    ],
  },
  "at a server from elsewhere, with types": {
    code: `import { server } from "./server.js";
      server.on("request", (req, res) => { res.end(); });`,
    beside: { "server.ts": `import { createServer } from "node:http"; export const server = createServer();` },
    found: ["on callback: node, by registration, with types"],
  },
  "by what it is given, in the file that defines it": {
    code: `import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
      export function list(req: IncomingMessage, res: ServerResponse) { res.end(); }
      export const find: RequestListener = (req, res) => { res.end(); };`,
    found: ["list: node, by type", "find: node, by type"],
  },
});

describeFinding("no handler of Node's servers is", {
  "a listener to anything else": {
    code: `import { createServer } from "node:http";
      import net from "node:net";
      import { EventEmitter } from "node:events";
      const server = createServer();
      server.on("connection", (socket) => { socket.end(); });
      server.on("close", () => {});
      server.listen(0, () => {});
      net.createServer((socket) => { socket.end(); });
      new EventEmitter().on("request", (req, res) => { res.end(); });`,
    found: [],
  },
  "what is called by a handler of the same file": {
    code: `import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
      createServer((req, res) => { route(req, res); });
      async function route(req: IncomingMessage, res: ServerResponse) { res.end(); }`,
    found: ["createServer callback: node, by registration"],
  },
  "a framework's application, or a function that is made elsewhere": {
    code: `import { createServer } from "node:http";
      import express from "express";
      import { app } from "./app.js";
      createServer(express()); createServer(app.callback()); createServer(app);
      const server = createServer(app.use(() => {}));`,
    found: [],
  },
});
