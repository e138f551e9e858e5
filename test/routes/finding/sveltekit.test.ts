import { describeFinding } from "./finding.js";

const verbs = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"];
const get = "export function GET() { return new Response(); }";

describeFinding("an endpoint of SvelteKit is found", {
  "by the name of each verb, and as what answers the others": {
    path: "src/routes/api/users/[id]/+server.ts",
    code: [...verbs, "fallback"].map((verb) => `export async function ${verb}() { return new Response(); }`).join("\n"),
    found: [
      ...verbs.map((verb) => `${verb}: sveltekit, by convention of ${verb} /api/users/[id]`),
      "fallback: sveltekit, by convention of ALL /api/users/[id]",
    ],
  },
  "in groups, which are not in its route, and with types of its own": {
    path: "src/routes/(app)/+server.ts",
    code: `import type { RequestHandler } from "./$types";
      import { withUser } from "$lib/auth";
      export const GET: RequestHandler = ({ url }) => new Response(url.href);
      export const POST = withUser(async ({ user }) => new Response(user)) satisfies RequestHandler;`,
    found: ["GET: sveltekit, by convention of GET /", "POST: sveltekit, by convention of POST /"],
  },
  "in JavaScript, under its own package in a workspace": {
    path: "apps/web/src/routes/health/+server.js",
    code: get,
    found: ["GET: sveltekit, by convention of GET /health"],
  },
  "by the type of the whole, in another file": {
    code: `import type { RequestHandler } from "@sveltejs/kit";
      export const list: RequestHandler = () => new Response();`,
    found: ["list: sveltekit, by type"],
  },
});

describeFinding("no endpoint of SvelteKit is", {
  "what runs on the edge": {
    path: "src/routes/a/+server.ts",
    code: `export const config = { runtime: "edge" };\n${get}`,
    found: [],
  },
  "what loads a page, or answers its forms": {
    path: "src/routes/a/+page.server.ts",
    code: `export const load = async () => ({}); export const actions = { default: async () => {} };`,
    found: [],
  },
  "another export of the file, or another file": {
    path: "src/routes/b/+server.ts",
    code: `export const prerender = true; export function get() {} ${get}`,
    found: ["GET: sveltekit, by convention of GET /b"],
  },
  "a hook": {
    path: "src/hooks.server.ts",
    code: `import type { Handle } from "@sveltejs/kit";
      export const handle: Handle = async ({ event, resolve }) => resolve(event);`,
    found: [],
  },
});
