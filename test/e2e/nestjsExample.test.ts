import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NodeProcess } from "../../scripts/demo/node.js";
import { command } from "../package/strangers.js";
import { Metrics } from "../support/metrics.js";
import { installedExample } from "./installedExample.js";

describe("examples/nestjs", () => {
  let server: NodeProcess;
  let metrics: Metrics;
  let said: string;
  const statuses: number[] = [];

  beforeAll(async () => {
    const folder = await installedExample("nestjs");
    said = (await command(folder, "npm", "run", "build")).stderr;
    server = new NodeProcess(["dist/main.js"], { cwd: folder, env: { PORT: "0", STORE_FAIL_EVERY: "7" } });
    const address = (await server.prints(/^listening on (\S+)$/m))?.[1];
    const send = async (method: string, path: string, body?: object): Promise<string> => {
      const response = await fetch(address + path, {
        method,
        ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      });
      statuses.push(response.status);
      return response.text();
    };
    const kay = { name: "Alan Kay", email: "kay@example.com" };
    await send("GET", "/users");
    await send("GET", "/users/1");
    await send("GET", "/users/99");
    await send("GET", "/users/ada");
    await send("GET", "/users/export");
    await send("POST", "/users", kay);
    await send("POST", "/users", { ...kay, email: "nowhere" });
    await send("POST", "/users", kay);
    // The seventh access to the store.
    await send("PUT", "/users/6", kay);
    await send("DELETE", "/users/6");
    await send("GET", "/health");
    metrics = new Metrics(await send("GET", "/metrics"));
  });
  afterAll(() => server?.stop());

  it("says what it has measured when it is built", () => {
    expect(said).toContain("ts-autometrics: 6 routes in 1 file");
  });

  it("answers as an API should", () => {
    expect(statuses).toEqual([200, 200, 404, 400, 200, 201, 400, 409, 500, 204, 200, 200]);
  });

  it("has counted every call of every handler, and as errors only those that failed", () => {
    expect(metrics.calls("users/users.controller")).toEqual({
      "UsersController.list": { ok: 1, error: 0 },
      "UsersController.export": { ok: 1, error: 0 },
      // What a pipe has refused never reached it.
      "UsersController.find": { ok: 2, error: 0 },
      "UsersController.add": { ok: 3, error: 0 },
      "UsersController.replace": { ok: 0, error: 1 },
      "UsersController.remove": { ok: 1, error: 0 },
    });
  });

  it("has counted them towards its objective, and not being scraped", () => {
    const events = { objective_name: "api", sli: "success_rate" };
    expect(metrics.value("autometrics_objective_calls_total", { ...events, result: "ok" })).toBe(8);
    expect(metrics.value("autometrics_objective_calls_total", { ...events, result: "error" })).toBe(1);
  });
});
