/**
 * SvelteKit needs a build of its own to serve its routes. This stands for it: it calls an endpoint as SvelteKit's server
 * does, and answers what that throws likewise. `error()`, `redirect()` and `json()` are SvelteKit's.
 */
import { readdirSync } from "node:fs";
import { serve } from "@hono/node-server";
import { isHttpError, isRedirect, type RequestEvent } from "@sveltejs/kit";

type Endpoint = (event: RequestEvent) => Response | Promise<Response>;

const folder = new URL("./routes/", import.meta.url);
const endpoints = new Map<string, Record<string, Endpoint>>();
for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith("+server.js")) continue;
  const path = file.replaceAll("\\", "/").replace(/(\(\w+\)\/)?(.*)\/\+server\.js/, "/$2");
  endpoints.set(path, await import(new URL(file, folder).href));
}

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const [, folder = "", id = ""] = /^(\/[^/]+)\/(.+)$/.exec(pathname) ?? [];
  const endpoint = endpoints.get(pathname) ?? endpoints.get(`${folder}/[id]`);
  const handler = endpoint?.[request.method] ?? endpoint?.fallback;
  if (handler === undefined) return new Response(null, { status: 404 });
  // The parts of an event that these endpoints look at.
  const event: Partial<RequestEvent> = { request, params: { id } };
  try {
    return await handler(event as RequestEvent);
  } catch (error) {
    if (isRedirect(error)) return new Response(null, { status: error.status, headers: { location: error.location } });
    return Response.json({}, { status: isHttpError(error) ? error.status : 500 });
  }
}

serve({ fetch: answer, port: 0, hostname: "127.0.0.1" }, (address) => console.log(JSON.stringify(address)));
