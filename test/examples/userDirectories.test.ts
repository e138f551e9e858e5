import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Metrics } from "../support/metrics.js";
import { Example } from "./example.js";

const kay = { name: "Alan Kay", email: "kay@example.com" };

/** What is refused before a handler is called reaches no metric: by a schema, by a validator. */
const requests = [
  ["GET", "/users", 200],
  ["GET", "/users/1", 200],
  ["GET", "/users/99", 404],
  ["GET", "/users/export", 200],
  ["POST", "/users", 201, kay],
  ["POST", "/users", 400, { ...kay, email: "nowhere" }],
  ["POST", "/users", 409, kay],
  ["PUT", "/users/6", 200, { ...kay, name: "Alan C. Kay" }],
  ["PUT", "/users/6", 409, { ...kay, email: "ada@example.com" }],
  // The ninth access to the store.
  ["PUT", "/users/99", 500, kay],
  ["PUT", "/users/99", 404, kay],
  ["DELETE", "/users/6", 204],
  ["DELETE", "/users/6", 404],
  ["GET", "/nowhere", 404],
  ["GET", "/health", 200],
] as const;

describe.each([
  { name: "fastify", packages: ["fastify"] },
  { name: "hono", packages: ["hono", "@hono/node-server"] },
])("examples/$name", ({ name, packages }) => {
  let example: Example;
  let metrics: Metrics;
  const statuses: number[] = [];
  let exported: string | undefined;

  beforeAll(async () => {
    example = await Example.start(name, packages, { STORE_FAIL_EVERY: "9" });
    for (const [method, path, , body] of requests) {
      const { status, text } = await example.send(method, path, body);
      statuses.push(status);
      if (path === "/users/export") exported = text;
    }
    metrics = await example.metrics();
  });
  afterAll(() => example?.stop());

  it("says what it has measured when it is built", () => {
    expect(example.built).toMatch(/^ts-autometrics: 6 (functions|routes) in 1 file$/m);
  });

  it("answers as an API should", () => {
    expect(statuses).toEqual(requests.map(([, , status]) => status));
    expect(exported?.split("\n").slice(0, 2)).toEqual(["id,name,email", "1,Ada,ada@example.com"]);
  });

  it("has counted every call of every handler, and as errors only those that failed", () => {
    expect(metrics.calls("userRoutes")).toEqual({
      "GET /": { ok: 1, error: 0 },
      "GET /:id": { ok: 2, error: 0 },
      "GET /export": { ok: 1, error: 0 },
      "POST /": { ok: 2, error: 0 },
      "PUT /:id": { ok: 3, error: 1 },
      "DELETE /:id": { ok: 2, error: 0 },
    });
  });

  it("has counted all of them towards the objective, and not the operations", () => {
    const calls = (result: string) =>
      metrics.value("autometrics_objective_calls_total", { objective_name: "api", sli: "success_rate", result });
    expect([calls("ok"), calls("error")]).toEqual([11, 1]);
    expect(metrics.find("function_calls_total").map(({ labels }) => labels.module)).toEqual(
      Array(12).fill("userRoutes"),
    );
  });

  it("ends when it is asked to", async () => {
    expect(await example.stop()).toBe(true);
  });
});
