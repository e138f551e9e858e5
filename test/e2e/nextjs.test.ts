/** Next.js itself, built by `next build` and served by `next start`: its example, and the shared traffic. */
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { command, root, write } from "../package/strangers.js";
import { type BuiltApp, describeFramework, startApp } from "../routes/framework.js";
import type { Metrics } from "../support/metrics.js";
import { installedExample } from "./installedExample.js";

let folder: string;
beforeAll(async () => {
  folder = await installedExample("next");
});

async function buildNext(...options: string[]): Promise<BuiltApp> {
  await command(folder, "npx", "next", "build", ...options);
  return { folder, command: ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1", "--port", "0"] };
}

/** As docs/bundlers.md says, where Next.js builds with webpack. */
function configureWebpack(): void {
  const config = readFileSync(join(folder, "next.config.ts"), "utf8");
  const webpack = `webpack(config, { nextRuntime }) {
    if (nextRuntime === "nodejs") config.plugins.push(autometrics());
    return config;
  },`;
  const text = `import autometrics from "ts-autometrics/webpack";\n${config}`;
  write(folder, { "next.config.ts": text.replace("= {", `= {\n  ${webpack}`) });
}

async function traffic(port: number): Promise<number[]> {
  const statuses: number[] = [];
  const send = async (method: string, path: string, body?: object): Promise<void> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      redirect: "manual",
      ...(body && { body: JSON.stringify(body) }),
    });
    await response.text();
    statuses.push(response.status);
  };
  const kay = { name: "Alan Kay", email: "kay@example.com" };
  await send("GET", "/users");
  await send("HEAD", "/users");
  await send("GET", "/users/1");
  await send("GET", "/users/99");
  await send("POST", "/users", kay);
  await send("POST", "/users", { ...kay, email: "nowhere" });
  await send("POST", "/users", kay);
  await send("PUT", "/users/6", { ...kay, name: "Alan C. Kay" });
  await send("DELETE", "/users/6");
  await send("GET", "/me");
  return statuses;
}

/** What was counted, without how long it took. */
const counted = ({ samples }: Metrics) =>
  samples
    .filter(({ name, labels }) => !/^(process|nodejs)_|_(sum|bucket)$/.test(name) && labels.sli !== "latency")
    .map(({ name, labels, value }) => JSON.stringify([name, labels, value]))
    .toSorted();

let byTurbopack: string[];

describe.each([
  ["Turbopack", () => buildNext()],
  [
    "webpack",
    () => {
      configureWebpack();
      return buildNext("--webpack");
    },
  ],
])("examples/next, built with %s", (bundler, build) => {
  let metrics: Metrics;
  let statuses: number[];

  beforeAll(async () => {
    const original = readFileSync(join(folder, "next.config.ts"), "utf8");
    const app = await startApp({ app: "next", class: "result", packages: [], labels: {}, build });
    statuses = await traffic(app.port);
    metrics = await app.metrics();
    app.stop();
    if (bundler === "Turbopack") byTurbopack = counted(metrics);
    write(folder, { "next.config.ts": original });
  });

  it("answers as an API should", () => {
    expect(statuses).toEqual([200, 200, 200, 404, 201, 400, 409, 200, 204, 307]);
  });

  it("has counted every call of every handler, of which none failed", () => {
    expect(metrics.calls("app/users/route")).toEqual({ GET: { ok: 2, error: 0 }, POST: { ok: 3, error: 0 } });
    expect(metrics.calls("app/users/[id]/route")).toEqual({
      GET: { ok: 2, error: 0 },
      PUT: { ok: 1, error: 0 },
      DELETE: { ok: 1, error: 0 },
    });
    expect(metrics.calls("app/me/route")).toEqual({ GET: { ok: 1, error: 0 } });
    expect(metrics.find("function_calls_total", { module: "app/metrics/route" })).toEqual([]);
  });

  it("has counted them towards its objective", () => {
    const events = { objective_name: "api", sli: "success_rate" };
    expect(metrics.value("autometrics_objective_calls_total", { ...events, result: "ok" })).toBe(10);
  });

  it("has the same in its metrics as when it is built with the other", () => {
    expect(byTurbopack).not.toEqual([]);
    expect(counted(metrics)).toEqual(byTurbopack);
  });
});

describeFramework({
  app: "nextjs",
  class: "result",
  packages: [],
  build() {
    rmSync(join(folder, "app"), { recursive: true });
    cpSync(join(root, "test/routes/apps/nextjs"), join(folder, "app"), { recursive: true });
    const config = readFileSync(join(folder, "next.config.ts"), "utf8");
    const withForbidden = config.replace("= {", "= {\n  experimental: { authInterrupts: true },");
    write(folder, { "next.config.ts": withForbidden });
    return buildNext();
  },
  withModules: true,
  labels: {
    list: "app/users/route GET",
    find: "app/users/[id]/route GET",
    unknown: "app/users/[id]/route GET",
    create: "app/users/route POST",
    duplicate: "app/users/route POST",
    invalid: "app/users/route POST",
    replace: "app/users/[id]/route PUT",
    remove: "app/users/[id]/route remove",
    unchanged: "app/(answers)/unchanged/route GET",
    redirected: "app/(answers)/redirected/route GET",
    unavailable: "app/(answers)/unavailable/route GET",
    throws: "app/(answers)/throws/route GET",
    rejects: "app/(answers)/rejects/route GET",
    refuses: "app/(answers)/refuses/route GET",
    streams: "app/(answers)/streams/route GET",
    breaks: "app/(answers)/breaks/route GET",
    slow: "app/(answers)/slow/route GET",
    leftWaiting: "app/(answers)/silent/route GET",
    leftReading: "app/(answers)/endless/route GET",
  },
  // Nothing comes after a handler, and what has returned its response can no longer reject.
  without: ["passes", "handsOn", "answersThenRejects"],
});
