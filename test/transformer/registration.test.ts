import { beforeAll, describe, expect, it } from "vitest";
import { type ModulesRun, runModules } from "../support/modules.js";

/** A router of no framework in particular: it keeps every function that it is given, and `serve` calls them all. */
const router = `
  export class Router {
    readonly given: Function[] = [];
    #take(...args: unknown[]): this {
      for (const arg of args.flat()) {
        if (typeof arg === "function") this.given.push(arg);
        else if (typeof arg === "object" && arg !== null) this.#take(...Object.values(arg));
      }
      return this;
    }
    get = this.#take; post = this.#take; delete = this.#take; all = this.#take; on = this.#take;
    route(...args: unknown[]): this { return this.#take(...args); }
    async serve(): Promise<void> { for (const handler of this.given.flat()) await handler(); }
  }
`;

/** Registrations, and the labels of the functions in them that are counted. */
const registrations: Record<string, { code: string; labels: readonly string[] }> = {
  "an inline handler": {
    code: `/** @autometrics */ app.get("/users", async () => {});`,
    labels: ["GET /users"],
  },
  "a function expression": {
    code: `/** @autometrics */ app.post("/users/:id", function create() {});`,
    labels: ["POST /users/:id"],
  },
  "only the last function, where middleware stands before it": {
    code: `/** @autometrics */ app.get("/last", () => {}, () => {}, () => {});`,
    labels: ["GET /last"],
  },
  "middleware that has a tag of its own": {
    code: `/** @autometrics */ app.get("/guarded", /** @autometrics name=guard */ () => {}, () => {});`,
    labels: ["guard", "GET /guarded"],
  },
  "the last of an array": {
    code: `/** @autometrics */ app.get("/array", [() => {}, async () => {}]);`,
    labels: ["GET /array"],
  },
  "the function behind an array of middleware": {
    code: `/** @autometrics */ app.get("/behind", [() => {}], () => {});`,
    labels: ["GET /behind"],
  },
  "every handler of a chain": {
    code: `/** @autometrics */ app.get("/a", () => {}).post("/b", () => {}).delete("/c", () => {});`,
    labels: ["GET /a", "POST /b", "DELETE /c"],
  },
  "every handler of a route's chain": {
    code: `/** @autometrics */ app.route("/books").get(() => {}).post(() => {}, () => {});`,
    labels: ["GET /books", "POST /books"],
  },
  "the handler in a route's options": {
    code: `/** @autometrics */ app.route({ method: "PUT", url: "/options", handler: async () => {} });`,
    labels: ["PUT /options"],
  },
  "a handler method in a route's options": {
    code: `/** @autometrics */ app.route({ method: ["GET", "HEAD"], url: "/method", handler() {} });`,
    labels: ["GET,HEAD /method"],
  },
  "the handler in the options behind a path": {
    code: `/** @autometrics */ app.get("/short", { schema: {}, handler: () => {} });`,
    labels: ["GET /short"],
  },
  "a method that is an argument": {
    code: `/** @autometrics */ app.on("purge", "/cache", () => {});`,
    labels: ["PURGE /cache"],
  },
  "a pattern": { code: `/** @autometrics */ app.get(/^\\/re/, () => {});`, labels: ["GET /^\\/re/"] },
  "several paths": { code: `/** @autometrics */ app.get(["/x", "/y"], () => {});`, labels: ["GET /x,/y"] },
  "a path in a template": {
    code: `const version = 1;\n/** @autometrics */ app.get(\`/v\${version}/users\`, () => {});`,
    labels: [`GET /v\${version}/users`],
  },
  "a path in a constant": {
    code: `const path = "/constant";\n/** @autometrics */ app.get(path, () => {});`,
    labels: ["GET path"],
  },
  "the keys of the tag": {
    code: `/** @autometrics name=listed concurrency */ app.get("/keys", () => {});`,
    labels: ["listed"],
  },
  "an awaited registration": {
    code: `/** @autometrics */ await app.get("/awaited", () => {});`,
    labels: ["GET /awaited"],
  },
  "the handlers that a variable's router begins with": {
    code: `/** @autometrics */ const begun = new Router().get("/begun", () => {}); app.given.push(...begun.given);`,
    labels: ["GET /begun"],
  },
  "a route of the same path a second time": {
    code: `/** @autometrics */ app.get("/twice", () => {});\n/** @autometrics */ app.get("/twice", () => {});`,
    labels: ["GET /twice", "GET /twice#2"],
  },
  "a function within a handler": {
    code: `app.get("/within", () => { /** @autometrics */ function load() {} load(); });`,
    labels: ["GET /within.load"],
  },
};

describe("a tag over a route registration", () => {
  let run: ModulesRun;
  beforeAll(async () => {
    const modules = Object.entries(registrations).map(([name, { code }]) => [
      name,
      `import { Router } from "./router.js";\nconst app: any = new Router();\n${code}\nawait app.serve();`,
    ]);
    run = await runModules({ ...Object.fromEntries(modules), "router.ts": router });
  });

  it.each(Object.entries(registrations))("takes %s", (name, { labels }) => {
    expect(run.calls(name)).toEqual(Object.fromEntries(labels.map((label) => [label, { ok: 1, error: 0 }])));
  });
});
