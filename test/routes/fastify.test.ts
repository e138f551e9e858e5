import { expect, it } from "vitest";
import { buildApp, describeFramework, type FrameworkUnderTest } from "./framework.js";

const fastify: FrameworkUnderTest = {
  app: "fastify",
  class: "response",
  packages: ["fastify", "http-errors"],
  labels: {
    list: "GET /",
    find: "GET /:id",
    unknown: "GET /:id",
    create: "createUser",
    duplicate: "createUser",
    invalid: "createUser",
    replace: "PUT /:id",
    remove: "removeUser",
    unchanged: "GET /unchanged",
    redirected: "GET /redirected",
    unavailable: "GET /unavailable",
    throws: "GET /throws",
    rejects: "GET /rejects",
    refuses: "GET /refuses",
    streams: "GET /streams",
    breaks: "GET /breaks",
    slow: "GET /slow",
    leftWaiting: "GET /silent",
    leftReading: "GET /endless",
    answersThenRejects: "GET /late",
  },
  without: ["passes", "handsOn"],
};

describeFramework(fastify);

it("what Fastify's inject() sends is judged like what comes over a socket", async () => {
  const project = buildApp(fastify);
  project.write(
    "dist/inject.js",
    `import { buildApp } from "./app.js";
     const app = buildApp();
     const statuses = [];
     for (const url of ["/users", "/users/99", "/unavailable", "/throws", "/refuses", "/streams"]) statuses.push((await app.inject(url)).statusCode);
     await app.inject("/breaks").catch(() => statuses.push("broken"));
     console.log(JSON.stringify(statuses));`,
  );
  const run = await project.run("dist/inject.js");
  expect(run.result).toEqual([200, 404, 503, 500, 403, 200, "broken"]);
  const counted = Object.entries(run.metrics.calls()).filter(([, { ok, error }]) => ok + error > 0);
  expect(Object.fromEntries(counted)).toEqual({
    "GET /": { ok: 1, error: 0 },
    "GET /:id": { ok: 1, error: 0 },
    "GET /unavailable": { ok: 0, error: 1 },
    "GET /throws": { ok: 0, error: 1 },
    "GET /refuses": { ok: 1, error: 0 },
    "GET /streams": { ok: 1, error: 0 },
    "GET /breaks": { ok: 0, error: 1 },
  });
});
