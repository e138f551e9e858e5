import { describeFinding } from "./finding.js";

const app = `import express, { type ErrorRequestHandler, type NextFunction, type Request, type RequestHandler, type Response } from "express";
const app = express();
`;

describeFinding("a handler of Node's own server is found", {
  "given to createServer, of each module": {
    code: `import http, { createServer } from "node:http";
      import * as https from "https";
      import { createSecureServer } from "node:http2";
      createServer((req, res) => { res.end(); });
      http.createServer({ keepAlive: true }, listener);
      https.createServer(function secure(req, res) { res.end(); });
      const server = createSecureServer({}, (req, res) => { res.end(); });
      function listener(req: http.IncomingMessage, res: http.ServerResponse) { res.end(); }`,
    found: ["createServer callback", "secure", "createSecureServer callback", "listener"].map(
      (label) => `${label}: node, by registration`,
    ),
  },
  "by its parameters' types, or the type of the whole": {
    code: `import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
      export function a(req: IncomingMessage, res: ServerResponse) { res.end(); }
      export const b: RequestListener = (req, res) => { res.end(); };
      export const logged = (req: IncomingMessage, res: ServerResponse) => \`\${req.url} \${res.statusCode}\`;`,
    found: ["a: node, by type", "b: node, by type"],
  },
});

describeFinding("no handler is", {
  "what options of another package's call hold": {
    code: `import compression from "compression";
      import type { Request, Response } from "express";
      export default () => compression({ filter, skip: isSmall });
      function filter(req: Request, res: Response) { return compression.filter(req, res); }
      const isSmall = (req: Request, res: Response) => res.get("length")! < compression.limit(res);`,
    found: [],
  },
  "what has to do with requests and responses of fetch": {
    language: "js",
    code: `export async function notice(req, response) { if (response.ok) await send(response.clone()); }
      export const log = async (request, response) => { send(await request.json(), response); };
      export const GET = withUser(async (req, { params }) => createResponse(params));
      function send() {}`,
    found: [],
  },
  "a method that is bound to more than its class": {
    code: `${app}
      class Files {
        start() { app.get("*.js", this.serve.bind(this, "text/javascript")); }
        private serve(type: string, req: Request, res: Response) { res.type(type).end(); }
      }`,
    found: [],
  },
  "a map's or a cache's member": {
    code: `import { LRUCache } from "lru-cache";
      const map = new Map<string, unknown>();
      const cache = new LRUCache({});
      map.get("/a");
      cache.get("/a", (req: any, res: any) => res);
      app.get("setting");
      declare const app: any;
      app.get("setting", (value: string) => value);
      app.get("/a", "value");`,
    found: [],
  },
  "what a client of another package is given": {
    language: "js",
    code: `import axios from "axios";
      import request from "supertest";
      import { http, rest } from "msw";
      import nock from "nock";
      import got from "got";
      axios.get("/a", (req, res) => res);
      axios.create().post("/a", (req, res) => res);
      request(app).get("/a", (req, res) => res);
      request.agent(app).get("/a").expect(200, (req, res) => res);
      http.get("/a", (req, res) => res);
      rest.get("/a", (req, res, ctx) => res(ctx.status(200)));
      nock("http://x").get("/a", (request) => true).reply(200, (request) => request);
      got.get("/a", (req, res) => res);
      var app = {};`,
    found: [],
  },
  "a listener of an event": {
    code: `import { EventEmitter } from "node:events";
      import http from "node:http";
      const emitter = new EventEmitter();
      emitter.on("request", (req, res) => { res.end(); });
      (emitter as any).on("get", "/a", (value: string) => value);
      http.get("/a", (res) => { res.resume(); });
      declare const $: any;
      $("form").on("submit", ".a", (request: any) => request);`,
    found: [],
  },
  "what has a type of its own that is no framework's": {
    code: `interface Table { get(path: string, handler: (req: string, res: string) => void): void }
      export function fill(table: Table) { table.get("/a", (req, res) => { req + res; }); }
      export const add = (req: number, res: number) => req + res;
      export const fetched = async (req: Request, res: Response) => res.json();`,
    found: [],
    foundByText: ["GET /a: express, by registration"],
  },
  "middleware of Express, in each of its forms": {
    code: `${app}
      app.use((req, res, next) => { next(); });
      app.use("/a", (req: Request, res: Response) => { res.end(); });
      app.use(unknown);
      app.param("id", (req: Request, res: Response, next: NextFunction) => next());
      function unknown(req: Request, res: Response) { res.status(400).end(); }
      export const a = (req: Request, res: Response, next: NextFunction) => { res.locals.at = Date.now(); next(); };
      export const b: RequestHandler = (req, res, next) => { if (req.ip) return next(); res.status(401).end(); };
      export const c = (role: string): RequestHandler => async (req, res, next) => { await Promise.resolve(role); return next(); };
      export const d = (req: Request, res: Response, next: NextFunction) => b(req, res, next);
      app.route("/b").all((req, res, next) => next());`,
    found: [],
  },
  "what answers errors and unknown paths": {
    code: `${app}
      app.use((error: Error, req: Request, res: Response, next: NextFunction) => { res.status(500).end(); });
      app.get("/a", (error: any, req: any, res: any, next: any) => { res.end(); });
      export const a: ErrorRequestHandler = (error, req, res, next) => { res.status(500).end(); };
      export function notFound(req: Request, res: Response, next: NextFunction) { res.status(404); next(new Error("x")); }
      export const routeNotFoundHandler = (req: Request, res: Response) => { res.status(404).end(); };`,
    found: [],
  },
  "a helper that is given request and response": {
    code: `${app}
      export class Users {
        async list(req: Request, res: Response) { this.send(req, res); Users.log(req, res); return load(req, res); }
        private send(req: Request, res: Response) { res.end(); }
        protected later(req: Request, res: Response) { res.end(); }
        #last(req: Request, res: Response) { res.end(); }
        static log(req: Request, res: Response) { console.log(req.url, res.statusCode); }
      }
      function load(req: Request, res: Response) { res.json({}); }
      export const setHeaders = (req: Request, res: Response) => { res.setHeader("x", "y"); res.status(200); };
      export const render = (req: Request, res: Response, view: string) => { res.render(view); };`,
    found: ["Users.list: express, by type"],
  },
  "what gives its caller a value, and answers only where it refuses": {
    code: `${app}
      export function session(req: Request, res: Response) {
        const found = req.headers.token;
        if (!found) { res.status(401).send("no"); return null; }
        return found;
      }
      export const isAllowed = (req: Request, res: Response) => {
        if (req.headers.token) return true;
        res.status(403).end();
        return false;
      };
      export function transaction(req: Request, res: Response) { return { url: req.url, body: decompress(res) }; }
      export function chained(req: Request, res: Response) { const sent = res.json({}); return sent; }
      declare function decompress(res: Response): string;`,
    found: ["chained: express, by type"],
  },
  "what wraps a handler, and what it makes of one of another file": {
    code: `${app}import { users } from "./users.js";
      export const one = (fn: Function) => (req: Request, res: Response, next: NextFunction) => { fn(req, res).catch(next); };
      export const two = (fn: Function): RequestHandler => async (req, res) => {
        try { await fn(req, res); } catch (error) { res.status(500).end(); }
      };
      app.get("/a", two(users.list));
      app.get("/b", two(async (req: Request, res: Response) => { res.end(); }));`,
    beside: { "users.ts": "export const users: any = 0;" },
    found: ["GET /b: express, by registration"],
  },
  "what gives all to middleware of the file, behind something of its own": {
    code: `${app}
      export class Gateway {
        check = async (req: Request, res: Response, next: NextFunction) => { await this.run("user", req, res, next); };
        async run(kind: string, req: Request, res: Response, next: NextFunction) {
          if (kind !== req.headers.kind) { res.status(403).end(); return; }
          next();
        }
      }`,
    found: [],
  },
  "what options of something else are given": {
    code: `${app}
      declare const limit: (options: object) => RequestHandler;
      declare const morgan: { token(name: string, fn: Function): void };
      app.use(limit({ keyGenerator: (req: Request, res: Response) => req.ip, skip: (req, res) => res.statusCode < 400 }));
      morgan.token("id", (req: Request, res: Response) => req.ip);`,
    found: [],
  },
  "of the files that mention no framework": {
    code: `export const a = (x: number) => x; export const map = new Map([["a", 1]]);`,
    found: [],
  },
});
