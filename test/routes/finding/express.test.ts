import { describeFinding } from "./finding.js";

const app = `import express, { Router, type NextFunction, type Request, type RequestHandler, type Response } from "express";
const app = express();
`;
const pass = `const pass: RequestHandler = (_req, _res, next) => next();
`;

describeFinding("a handler of Express is found", {
  "inline, at an application": {
    code: `${app}app.get("/users/:id", (req, res) => { res.json(req.params); });`,
    found: ["GET /users/:id: express, by registration"],
  },
  "by every verb, and all": {
    code: `${app}
      app.get("/a", (req, res) => res.end()); app.post("/a", (req, res) => res.end());
      app.put("/a", (req, res) => res.end()); app.patch("/a", (req, res) => res.end());
      app.delete("/a", (req, res) => res.end()); app.head("/a", (req, res) => res.end());
      app.options("/a", (req, res) => res.end()); app.all("/a", (req, res) => res.end());`,
    found: ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ALL"].map(
      (verb) => `${verb} /a: express, by registration`,
    ),
  },
  "without parameters": {
    code: `${app}app.get("/fails", () => { throw new Error("x"); });`,
    found: ["GET /fails: express, by registration"],
  },
  "at a router, of every way to make one": {
    code: `import express, { Router } from "express";
      import * as all from "express";
      const a = Router(); a.get("/a", (req, res) => res.end());
      const b = express.Router({ mergeParams: true }); b.get("/b", (req, res) => res.end());
      const c: Router = make(); c.get("/c", (req, res) => res.end());
      const d = all.Router(); d.get("/d", (req, res) => res.end());
      export function make(): any { return Router(); }`,
    found: ["a", "b", "c", "d"].map((name) => `GET /${name}: express, by registration`),
  },
  "at a required module": {
    language: "js",
    code: `const express = require("express");
      const { Router } = require("express");
      const app = express(), router = Router(), other = require("express").Router();
      app.get("/a", (req, res) => res.end());
      router.get("/b", (req, res) => res.end());
      other.get("/c", (req, res) => res.end());`,
    found: ["a", "b", "c"].map((name) => `GET /${name}: express, by registration`),
  },
  "in a chain of a route, and not its middleware": {
    code: `${app}${pass}
      app.route("/books").all(pass).get((req, res) => res.end()).post(pass, (req, res) => res.end());`,
    found: ["GET /books: express, by registration", "POST /books: express, by registration"],
  },
  "behind middleware, in a list or not": {
    code: `${app}${pass}
      app.get("/a", pass, (req, res, next) => next(), (req, res) => res.end());
      app.get("/b", [pass, (req, res) => res.end()]);
      app.get("/c", [pass], (req, res) => res.end());`,
    found: ["a", "b", "c"].map((name) => `GET /${name}: express, by registration`),
  },
  "in a list that has a name": {
    code: `${app}${pass}
      const list = [pass, (req: Request, res: Response) => { res.end(); }];
      app.get("/a", list); app.get("/b", ...list);`,
    found: ["list: express, by registration of GET /a"],
  },
  "by its name, defined before or after, once for two routes": {
    code: `${app}
      const list = (req: Request, res: Response) => { res.end(); };
      app.get("/a", list); app.get("/b", list); app.post("/c", create);
      async function create(req: Request, res: Response): Promise<void> { res.end(); }`,
    found: ["list: express, by registration of GET /a", "create: express, by registration of POST /c"],
  },
  "by the name of an object's member": {
    code: `${app}
      const users = { list(req: Request, res: Response) { res.end(); }, find: async (req: Request, res: Response) => { res.end(); } };
      app.get("/a", users.list); app.get("/b", users.find);`,
    found: ["users.list: express, by registration of GET /a", "users.find: express, by registration of GET /b"],
  },
  "by the name of a class's member, private or bound": {
    code: `import { Router, type Request, type Response } from "express";
      export class Users {
        readonly router = Router();
        constructor() {
          this.router.get("/a", this.list);
          this.router.get("/b", this.find.bind(this));
          this.router.get("/c", Users.all);
        }
        private list = async (req: Request, res: Response) => { res.end(); };
        private find(req: Request, res: Response) { res.end(); }
        static all(req: Request, res: Response) { res.end(); }
      }`,
    found: [
      "Users.list: express, by registration of GET /a",
      "Users.find: express, by registration of GET /b",
      "Users.all: express, by registration of GET /c",
    ],
  },
  "private, and registered by way of something else": {
    code: `${app}
      export class Reports {
        start() { for (const [path, handler] of this.routes()) app.get(path, handler); this.log(...[] as any); }
        private routes(): [string, RequestHandler][] { return [["/a", this.a], ["/b", this.b.bind(this)]]; }
        private readonly a: RequestHandler = (req, res) => { res.end(); };
        private b(req: Request, res: Response) { res.end(); }
        private log(req: Request, res: Response) { res.write("x"); }
      }`,
    found: ["Reports.a: express, by type", "Reports.b: express, by type"],
  },
  "of a new instance of a class": {
    code: `${app}
      class Users { async list(req: Request, res: Response) { res.end(); } }
      const users = new Users();
      app.get("/a", users.list.bind(users));`,
    found: ["Users.list: express, by registration of GET /a"],
  },
  "in a call that wraps it": {
    code: `${app}
      import { wrap } from "./wrap.js";
      app.get("/a", wrap(async (req, res) => { res.end(); }));
      app.get("/b", wrap(list));
      async function list(req: Request, res: Response) { res.end(); }`,
    beside: {
      "wrap.ts": `import type { RequestHandler } from "express";
        export const wrap = (handler: RequestHandler): RequestHandler => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);`,
    },
    found: ["GET /a: express, by registration", "list: express, by registration of GET /b"],
  },
  "at an application from elsewhere, by its parameters' names where there are no types": {
    code: `import { app } from "./app.js";
      import { other } from "@/app.js";
      app.get("/a", (req, res) => { res.end(); });
      app.get("/b", (_, res) => { res.end(); });
      other.get("/c", (req, res) => { res.end(); });`,
    beside: { "app.ts": `import express from "express"; export const app = express();` },
    found: ["a", "b", "c"].map((name) => `GET /${name}: express, by registration`),
  },
  "before what answers its errors, in the file and elsewhere": {
    code: `${app}import { errorHandler, handlers } from "./rest.js";
      app.get("/a", (req, res) => { res.end(); }, (error, req, res, next) => { res.status(500).end(); });
      app.get("/b", (req, res) => { res.end(); }, onError);
      app.get("/c", (req, res) => { res.end(); }, errorHandler);
      app.get("/d", handlers.check, (req, res) => { res.end(); }, handlers.handleAuthError);
      app.get("/errors", handlers.check, getErrors);
      function onError(error, req, res, next) { next(error); }
      function getErrors(req, res) { res.json([]); }`,
    beside: { "rest.ts": "export const errorHandler: any = 0; export const handlers: any = 0;" },
    found: [
      ...["a", "b", "c", "d"].map((name) => `GET /${name}: express, by registration`),
      "getErrors: express, by registration of GET /errors",
    ],
  },
  "that a function of the file makes": {
    code: `${app}
      const find = (store: Map<string, string>) => (one, two) => { two.json(store.get(one.params.key)); };
      function save(store: Map<string, string>) {
        const count = store.size;
        return async (one, two) => { two.json({ count }); };
      }
      app.get("/a", find(new Map()));
      app.get("/b", save(new Map()));`,
    found: ["find: express, by registration of GET /a", "save: express, by registration of GET /b"],
  },
  "that leaves the answer to those that extend its class": {
    code: `import type { NextFunction, Request, Response } from "express";
      export abstract class Base {
        protected abstract answer(req: Request, res: Response, next: NextFunction): Promise<unknown>;
        async execute(req: Request, res: Response, next: NextFunction) {
          try { const answer = await this.answer(req, res, next); return answer; } catch (error) { return next(error); }
        }
      }`,
    found: ["Base.execute: express, by type"],
  },
  "as a compiler has emitted it": {
    language: "js",
    code: `var __importDefault = (mod) => (mod && mod.__esModule ? mod : { default: mod });
      const express_1 = __importDefault(require("express"));
      const express_2 = require("express");
      const app = (0, express_1.default)();
      const router = (0, express_2.Router)();
      app.get("/a", () => { throw 1; });
      router.get("/b", () => { throw 1; });`,
    found: ["GET /a: express, by registration", "GET /b: express, by registration"],
  },
  "at an application from elsewhere, where a text in the file is called as another framework's module is": {
    code: `const prefix = "/auth";
      export function register(app) {
        app.get(\`\${prefix}/login\`, (req, res) => { res.redirect(req.secure ? "https" : "http"); });
      }`,
    found: [`GET \${prefix}/login: express, by registration`],
  },
  "at an application from elsewhere, under a path that is no literal": {
    code: `import { app } from "./app.js";
      import { Login, cache } from "./login.js";
      const prefix = "/a";
      class Sso extends Login {
        static LOGIN = "/login";
        start() { this.app.get(Sso.LOGIN, (req, res) => { res.end(); }); }
      }
      app.get(\`\${prefix}/b\`, (req, res) => { res.end(); });
      app.get(prefix + "/c", (req, res) => { res.end(); });
      export function start(path: string) { app.get(path + "*", (req, res) => { res.end(); }); }
      cache.get(Sso.LOGIN, (value) => value);
      cache.get(prefix, (c, next) => next(c));
      cache.get("users", (key, res) => res);`,
    beside: {
      "app.ts": "export const app: any = 0;",
      "login.ts": "export const cache: any = 0; export class Login { app: any; }",
    },
    found: [
      "GET Sso.LOGIN: express, by registration",
      `GET \${prefix}/b: express, by registration`,
      'GET prefix + "/c": express, by registration',
      'GET path + "*": express, by registration',
    ],
  },
  "at a parameter with and without a type": {
    code: `import type { Express, Router, IRouter } from "express";
      export function one(app: Express) { app.get("/a", (req, res) => { res.end(); }); }
      export function two(router: Router) { router.get("/b", () => { throw 1; }); }
      export function three(app: any) { app.get("/c", (req: any, res: any) => { res.end(); }); }
      export const four = ({ router }: { router: IRouter }) => { router.get("/d", (req, res) => { res.end(); }); };`,
    found: [
      "GET /a: express, by registration",
      "GET /b: express, by registration",
      "GET /c: express, by registration",
      "GET /d: express, by registration",
    ],
  },
  "at a member that the constructor sets": {
    code: `import express, { type Application } from "express";
      export class Server {
        private readonly app: Application;
        other;
        constructor(private readonly third: Application) {
          this.app = express();
          this.other = express();
          this.app.get("/a", () => { throw 1; });
          this.other.get("/b", () => { throw 1; });
          this.third.get("/c", () => { throw 1; });
        }
      }`,
    found: ["a", "b", "c"].map((name) => `GET /${name}: express, by registration`),
  },
  "that is taken apart in its parameters": {
    code: `${app}app.get("/a", ({ params }, { json }) => { json(params); });`,
    found: ["GET /a: express, by registration"],
  },
  "exported, by its parameters' types": {
    code: `import type express from "express";
      import type { NextFunction, Request, Response } from "express";
      export const list = async (req: Request, res: Response) => { res.json([]); };
      export function find(req: Request<{ id: string }>, res: Response, next: NextFunction) { if (!req.params.id) return next(new Error("x")); res.json(1); }
      export default async function (req: express.Request, res: express.Response): Promise<void> { res.status(201).end(); }
      export class Users { async create(req: Request, res: Response) { res.end(); } static remove = (req: Request, res: Response) => { res.end(); }; }
      export const users = { async replace(req: Request, res: Response) { res.end(); } };
      const hidden = (req: Request, res: Response) => { res.end(); };
      export { hidden as shown };`,
    found: ["list", "find", "default", "Users.create", "Users.remove", "users.replace", "hidden"].map(
      (name) => `${name}: express, by type`,
    ),
  },
  "exported, by a type that stands for the framework's": {
    code: `import type { Request, Response } from "express";
      import type { AuthRequest } from "./auth.js";
      import type { TeamRequest } from "@interfaces/team";
      interface Own extends Request { user: string }
      type With = Request & { user: string };
      export const a = (req: Own, res: Response) => { res.json(req.user); };
      export const b = (req: With, res: Response) => { res.json(req.user); };
      export const c = (req: AuthRequest, res: Response) => { res.json(req.user); };
      export const d = (request: AuthRequest, answer: import("express").Response, next: Function) => { answer.json(request.user); };
      export const e = (req: TeamRequest, res: Response) => { res.json(req.team); };`,
    beside: {
      "auth.ts": `import type { Request } from "express"; export interface AuthRequest extends Request { user: string }`,
    },
    found: ["a", "b", "c", "d", "e"].map((name) => `${name}: express, by type`),
  },
  "exported, by the type of the whole": {
    code: `import type { Handler, RequestHandler } from "express";
      import type { Endpoint } from "./endpoint.js";
      export const a: RequestHandler = (req, res) => { res.end(); };
      export const b: RequestHandler<{ id: string }> = async (req, res) => { res.end(); };
      export const c = ((req, res) => { res.end(); }) satisfies Handler;
      export const d: Endpoint = (x, y) => { y.end(); };
      export class K { e: RequestHandler = (req, res) => { res.end(); }; }
      export const f: RequestHandler[] = [(req, res, next) => next(), (req, res) => { res.end(); }];
      export const g = (): RequestHandler => (req, res) => { res.end(); };
      export function h(): RequestHandler { return async (req, res) => { res.end(); }; }`,
    beside: {
      "endpoint.ts": `import type { RequestHandler } from "express"; export type Endpoint = RequestHandler<{ id: string }>;`,
    },
    found: [
      "a: express, by type",
      "b: express, by type",
      "c: express, by type",
      "d: express, by type, with types",
      "K.e: express, by type",
      "f: express, by type",
      "g: express, by type",
      "h: express, by type",
    ],
  },
  "in a wrapper that is bound": {
    code: `import { asyncHandler } from "./wrap.js";
      import type { Request, Response } from "express";
      export const a = asyncHandler(async (req, res) => { res.end(); });
      export const b = asyncHandler(async (req: Request, res: Response) => { res.end(); });
      const c = asyncHandler(async (one, two) => { two.end(); });
      export default { c };`,
    beside: {
      "wrap.ts": `import type { RequestHandler } from "express";
        export const asyncHandler = (handler: RequestHandler): RequestHandler => (req, res, next) => Promise.resolve(handler(req, res, next)).catch(next);`,
    },
    found: ["a: express, by type", "b: express, by type", "c: express, by type, with types"],
  },
  "as a member of an object that types tell the members of": {
    code: `import type { Routes } from "./routes.js";
      export const routes: Routes = { list: async (one, two) => { two.end(); } };`,
    beside: {
      "routes.ts": `import type { RequestHandler } from "express"; export type Routes = Record<string, RequestHandler>;`,
    },
    found: ["routes.list: express, by type, with types"],
  },
  "exported without types, by its parameters' names": {
    language: "js",
    code: `exports.list = (req, res) => res.json([]);
      exports.find = async function (req, res, next) { try { res.json(1); } catch (error) { next(error); } };
      const remove = (req, res) => { res.end(); };
      const create = require("./wrap.js")(async (req, res) => { res.end(); });
      module.exports.both = { remove, create };
      exports.helper = (req, res) => req.user === res.locals.user;
      exports.guard = (req, res, next) => { if (req.user) return next(); res.status(401).end(); };`,
    found: ["list", "find", "remove", "create"].map((name) => `${name}: express, by type`),
  },
  "that answers by way of something that it gives all to": {
    code: `import passport from "./passport.js";
      import type { NextFunction, Request, Response } from "express";
      export const login = (req: Request, res: Response, next: NextFunction) => {
        passport.authenticate("local", (error: unknown, user: unknown) => { if (error) return next(error); res.json(user); })(req, res, next);
      };
      export const guard = (req: Request, res: Response, next: NextFunction) => passport.authenticate("jwt")(req, res, next);`,
    beside: { "passport.ts": `export default { authenticate: (...args: any[]) => (...more: any[]): void => {} };` },
    found: ["login: express, by type"],
  },
  "that gives all to another function of the file, which answers": {
    code: `import type { NextFunction, Request, Response } from "express";
      export const predict = async (req: Request, res: Response, next: NextFunction) => {
        if (req.body.stream) { stream(req, res, next); return; }
        res.json({});
      };
      export const check = (req: Request, res: Response, next: NextFunction) => {
        if (req.body.old) return res.status(400).end();
        pass(req, res, next);
      };
      async function stream(req: Request, res: Response, next: NextFunction) {
        try { res.write("x"); } catch (error) { next(error); }
      }
      function pass(req: Request, res: Response, next: NextFunction) { next(); }`,
    found: ["predict: express, by type"],
  },
  "that passes an error on, or throws, and does nothing else": {
    code: `import type { NextFunction, Request, Response } from "express";
      export const a = (_req: Request, _res: Response, next: NextFunction) => next(new Error("x"));
      export const b = (_req: Request, _res: Response) => { throw new Error("x"); };`,
    found: ["a: express, by type", "b: express, by type"],
  },
  "whose method is a member of something, by a variable": {
    code: `${app}
      for (const { method, path } of [] as any[]) (app as any)[method](path, (req: Request, res: Response, next: Function) => { res.end(); });`,
    found: ["anonymous: express, by type"],
  },
});
