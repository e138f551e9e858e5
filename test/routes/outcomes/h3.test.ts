/** How calls of h3's handlers are judged where there is no response of Node's, and what stays as it was. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Metrics } from "../../support/metrics.js";
import { Project } from "../../support/project.js";

const cases = {
  "a value": { code: "return { status: 500 };", outcome: "ok" },
  "a response that is a failure": { code: "return new Response(null, { status: 502 });", outcome: "error" },
  "h3's own response that is a failure": { code: "return new HTTPResponse(null, { status: 500 });", outcome: "error" },
  "an error with a client's status": { code: "return new HTTPError({ status: 404 });", outcome: "ok" },
  "an error without a status": { code: 'return new Error("x");', outcome: "error" },
  "a redirect": { code: 'return redirect("/");', outcome: "ok" },
  "throws an error with a client's status": { code: "throw new HTTPError({ status: 422 });", outcome: "ok" },
  "throws any error with such a status": {
    code: 'throw Object.assign(new Error("x"), { statusCode: 404 });',
    outcome: "ok",
  },
  "throws one with a failure's status": { code: "throw new HTTPError({ status: 503 });", outcome: "error" },
  "throws an error without a status": { code: "throw new TypeError();", outcome: "error" },
  "throws a status": { code: "throw 404;", outcome: "ok" },
  "throws a failure's status": { code: "throw 500;", outcome: "error" },
  "throws what is no error": { code: "throw { status: 404 };", outcome: "error" },
} as const;

describe("a handler of h3", () => {
  let metrics: Metrics;
  let statuses: unknown;
  beforeAll(async () => {
    const routes = Object.values(cases).map(({ code }, index) => `app.get("/${index}", async () => { ${code} });`);
    const project = new Project(
      {
        "main.ts": `import { H3, HTTPError, HTTPResponse, redirect } from "h3";
          const app = new H3({ silent: true });
          ${routes.join("\n")}
          const statuses: number[] = [];
          for (let i = 0; i < ${routes.length}; i++) statuses.push((await app.request("/" + i)).status);
          console.log(JSON.stringify(statuses));`,
      },
      { packages: ["h3"] },
    ).build();
    const run = await project.run();
    if (run.code !== 0) throw new Error(run.stderr);
    ({ metrics, result: statuses } = run);
  });

  it.each(Object.entries(cases).map(([name, { outcome }], index) => ({ name, outcome, index })))(
    "is judged as h3 answers it: $name is $outcome",
    ({ outcome, index }) => {
      expect(metrics.calls()[`GET /${index}`]).toEqual({ ok: 0, error: 0, [outcome]: 1 });
    },
  );

  it("is answered as without ts-autometrics, and its outcomes are those of the statuses", () => {
    expect(statuses).toEqual([200, 502, 500, 404, 500, 302, 422, 404, 503, 500, 404, 500, 500]);
  });
});

it("a handler that is given an imitation of Node's response, as Nitro's cached ones are, is judged by the real one", async () => {
  const project = new Project(
    {
      "main.ts": `import { createServer } from "node:http";
        import { createApp, createEvent, createRouter, eventHandler, type EventHandler, toNodeListener } from "h3";
        const cached = (handler: EventHandler) => eventHandler((event) => {
          const own: Record<PropertyKey, unknown> = { statusCode: 200, writableFinished: false };
          const imitation = new Proxy(event.node.res, {
            get: (real, key) => key in own ? own[key] : Reflect.get(real, key),
          });
          return handler(createEvent(event.node.req, imitation));
        });
        const app = createApp({ onError() {} });
        const router = createRouter().get("/broken", cached(eventHandler(broken))).get("/fine", cached(eventHandler(fine)));
        app.use(router);
        async function broken() { throw new Error("broken"); }
        async function fine() { return "fine"; }
        const server = createServer(toNodeListener(app)).listen(0, "127.0.0.1", async () => {
          const { port } = server.address() as import("node:net").AddressInfo;
          const statuses = [];
          for (const path of ["broken", "fine"]) statuses.push((await fetch("http://127.0.0.1:" + port + "/" + path)).status);
          server.close();
          console.log(JSON.stringify(statuses));
        });`,
    },
    { aliases: { h3: "h3v1" }, compilerOptions: { preserveSymlinks: true } },
  ).build();
  const { result, metrics, stderr } = await project.run();
  expect(result, stderr).toEqual([500, 200]);
  expect(metrics.calls()).toMatchObject({ broken: { ok: 0, error: 1 }, fine: { ok: 1, error: 0 } });
});
