/** How calls of SvelteKit's load functions and form actions are judged, beside what SvelteKit answers. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Metrics } from "../../support/metrics.js";
import { buildHere } from "../builds/build.js";
import { sveltekitBuild } from "../builds/sveltekit.js";
import { type RunningApp, startApp } from "../framework.js";

const origin = "https://users.example.org";

/** Label → what the load function or action does, what the client sees of it, and what the call is. */
const load = {
  returns: { body: "return { status: 503, headers: {} };", status: 200, outcome: "ok" },
  redirects: { body: `redirect(307, "/");`, status: 307, outcome: "ok" },
  misses: { body: "error(404);", status: 404, outcome: "ok" },
  breaks: { body: "error(503);", status: 503, outcome: "error" },
  throws: { body: `throw new Error("thrown");`, status: 500, outcome: "error" },
} as const;

const actions = {
  returns: { body: "return { status: 503, data: [] };", status: 200, outcome: "ok" },
  redirects: { body: `redirect(303, "/");`, status: 303, outcome: "ok" },
  refuses: { body: `return fail(400, { name: "missing" });`, status: 400, outcome: "ok" },
  breaks: { body: "return fail(503, {});", status: 503, outcome: "error" },
  throws: { body: `throw new Error("thrown");`, status: 500, outcome: "error" },
} as const;

const imports = `import { error, fail, redirect } from "@sveltejs/kit";\n`;

function pages(): Record<string, string> {
  const entries = Object.entries(load).flatMap(([name, { body }]) => [
    [`src/routes/loads/${name}/+page.server.ts`, `${imports}export async function load() { ${body} }`],
    [`src/routes/loads/${name}/+page.svelte`, "<p>loaded</p>"],
  ]);
  const members = Object.entries(actions).map(([name, { body }]) => `${name}: async () => { ${body} }`);
  return {
    ...Object.fromEntries(entries),
    "src/routes/forms/+page.server.ts": `${imports}export const actions = { ${members.join(", ")} };`,
    "src/routes/forms/+page.svelte": "<form method='post'></form>",
  };
}

describe("a page of SvelteKit", () => {
  let app: RunningApp;
  beforeAll(async () => {
    const files = { ...sveltekitBuild.files, ...pages() };
    const config = "./vite.config.ts";
    files[config] = (files[config] ?? "").replace("adapter()", `adapter(), csrf: { trustedOrigins: ["${origin}"] }`);
    const build = () => buildHere({ ...sveltekitBuild, files });
    app = await startApp({ app: "sveltekit", class: "result", labels: {}, build });
  });
  afterAll(() => app?.stop());

  const send = async (path: string, body?: URLSearchParams) => {
    const headers = { accept: "text/html", origin };
    const url = `http://127.0.0.1:${app.port}${path}`;
    const response = await fetch(url, { headers, redirect: "manual", ...(body && { method: "POST", body }) });
    await response.text();
    return response.status;
  };
  const outcomeOf = (metrics: Metrics, label: string, module: string) => {
    const { ok, error } = metrics.calls(module)[label] ?? { ok: 0, error: 0 };
    return `${ok} ok, ${error} error`;
  };
  const once = { ok: "1 ok, 0 error", error: "0 ok, 1 error" };

  it.each(Object.entries(load))("whose load function %s", async (name, { status, outcome }) => {
    expect(await send(`/loads/${name}`)).toBe(status);
    expect(outcomeOf(await app.metrics(), "load", `routes/loads/${name}/+page.server`)).toBe(once[outcome]);
  });

  it.each(Object.entries(actions))("whose action %s", async (name, { status, outcome }) => {
    expect(await send(`/forms?/${name}`, new URLSearchParams({ name: "Ada" }))).toBe(status);
    expect(outcomeOf(await app.metrics(), `actions.${name}`, "routes/forms/+page.server")).toBe(once[outcome]);
  });
});
