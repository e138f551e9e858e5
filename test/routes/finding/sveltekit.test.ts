import { describeFinding } from "./finding.js";

const verbs = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "QUERY"];
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

describeFinding("what loads a page of SvelteKit, or answers its forms, is found", {
  "as the load function and the actions of a page on the server": {
    path: "src/routes/(app)/todos/+page.server.ts",
    code: `import { fail } from "@sveltejs/kit";
      import type { Actions, PageServerLoad } from "./$types";
      export const load = (async ({ params }) => ({ params })) satisfies PageServerLoad;
      const remove = withUser(async () => {});
      export const actions = {
        create: async ({ request }) => fail(400, await request.json()),
        rename() {},
        "mark-done": async () => {},
        remove,
      } satisfies Actions;`,
    found: [
      "load: sveltekit, by convention of GET /todos",
      "remove: sveltekit, by convention of POST /todos?/remove",
      "actions.create: sveltekit, by convention of POST /todos?/create",
      "actions.rename: sveltekit, by convention of POST /todos?/rename",
      "actions.mark-done: sveltekit, by convention of POST /todos?/mark-done",
    ],
  },
  "as the one action of a page": {
    path: "src/routes/login/+page.server.js",
    code: "export const actions = { default: async () => {} };",
    found: ["actions.default: sveltekit, by convention of POST /login"],
  },
  "as the load function of a layout on the server": {
    path: "src/routes/+layout.server.ts",
    code: `import type { LayoutServerLoad } from "./$types";
      export const load: LayoutServerLoad = ({ cookies }) => ({ user: cookies.get("user") });`,
    found: ["load: sveltekit, by convention of GET /*"],
  },
});

describeFinding("a remote function of SvelteKit is found", {
  "by the call that makes it, with or without a schema": {
    path: "src/lib/todos.remote.ts",
    code: `import { command, form, query } from "$app/server";
      import * as v from "valibot";
      export const list = query(async () => []);
      export const one = query(v.pipe(v.string(), v.check((id) => id !== "")), async (id) => ({ id }));
      export const many = query.batch(v.string(), async (ids) => (id) => ids.indexOf(id));
      export const live = query.live(async function* () { yield 1; });
      export const add = form(v.object({ title: v.string() }), async (data, issue) => {});
      export const remove = command("unchecked", async (id: string) => {});`,
    found: [
      ...["list", "one", "many"].map((name) => `${name}: sveltekit, by registration`),
      // Counted as any generator is, and so not judged as a handler.
      "live: undefined, by undefined",
      ...["add", "remove"].map((name) => `${name}: sveltekit, by registration`),
    ],
  },
});

describeFinding("no remote function of SvelteKit is", {
  "one that is called when the project is built": {
    path: "src/lib/posts.remote.ts",
    code: `import { prerender } from "$app/server"; export const posts = prerender(async () => []);`,
    found: [],
  },
  "what another module's query is given": {
    path: "src/lib/posts.ts",
    code: `import { query } from "./database"; export const posts = query(async () => []);`,
    found: [],
  },
});

describeFinding("no endpoint of SvelteKit is", {
  "what runs on the edge": {
    path: "src/routes/a/+server.ts",
    code: `export const config = { runtime: "edge" };\n${get}`,
    found: [],
  },
  "what loads a page in the browser too": {
    path: "src/routes/a/+page.ts",
    code: "export const load = async ({ fetch }) => ({ answer: await fetch('/a') });",
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
