import { describeFinding } from "./finding.js";

const verbs = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"];
const get = "export function GET() { return Response.json([]); }";

describeFinding("a route handler of Next.js is found", {
  "by the name of each verb": {
    path: "app/users/route.ts",
    code: verbs.map((verb) => `export async function ${verb}() { return Response.json({}); }`).join("\n"),
    found: verbs.map((verb) => `${verb}: nextjs, by convention of ${verb} /users`),
  },
  "as a constant, and as a name in an export list": {
    path: "src/app/api/users/[id]/route.ts",
    code: `export const GET = async (request: Request) => Response.json({ url: request.url });
      export const PUT = function update() { return new Response(); } satisfies Function;
      const remove = async () => new Response(null, { status: 204 });
      function handle() { return new Response(); }
      export { remove as DELETE, handle as POST, handle as PATCH };`,
    found: [
      "GET: nextjs, by convention of GET /api/users/[id]",
      "PUT: nextjs, by convention of PUT /api/users/[id]",
      "remove: nextjs, by convention of DELETE /api/users/[id]",
      "handle: nextjs, by convention of POST /api/users/[id]",
    ],
  },
  "in calls that wrap it, before and behind options": {
    path: "app/route.ts",
    code: `import { withAuth, withUser, limited } from "./auth.js";
      export const GET = withAuth(async (request) => Response.json(request));
      export const POST = limited({ perMinute: 10 })(withAuth(async () => new Response()));
      export const PUT = withUser(async ({ user }) => Response.json(user), { role: "admin" });
      const remove = async () => new Response();
      export const DELETE = withAuth(remove);`,
    found: [
      "GET: nextjs, by convention of GET /",
      "POST: nextjs, by convention of POST /",
      "PUT: nextjs, by convention of PUT /",
      "remove: nextjs, by convention of DELETE /",
    ],
  },
  "in groups and slots, which are not in its route": {
    path: "app/(shop)/@side/[...slug]/route.tsx",
    code: get,
    found: ["GET: nextjs, by convention of GET /[...slug]"],
  },
  "in JavaScript": {
    path: "app/app/users/route.js",
    code: "export const GET = () => Response.json([]);",
    found: ["GET: nextjs, by convention of GET /app/users"],
  },
  "under its own package in a workspace": {
    path: "web/src/app/route.mjs",
    code: get,
    found: ["GET: nextjs, by convention of GET /"],
  },
  "that is not on the edge": {
    path: "app/a/route.ts",
    code: `export const runtime = "nodejs"; export const dynamic = "force-dynamic";\n${get}`,
    found: ["GET: nextjs, by convention of GET /a"],
  },
});

describeFinding("Next.js' convention makes no handler of", {
  "what a route on the edge exports": {
    path: "app/a/route.ts",
    code: `export const runtime = "edge" as const;\n${get}`,
    found: [],
  },
  "what a route on the edge exports, as it was called before": {
    path: "app/b/route.ts",
    code: `export const runtime = "experimental-edge";\n${get}`,
    found: [],
  },
  "other functions of the file, and other exports": {
    path: "app/c/route.ts",
    code: `${get}
      function POST() {}
      export function get() {}
      export async function generateStaticParams() { return []; }
      export const revalidate = 60, config = { GET: () => {} };
      export type { PUT } from "./types.js"; export default function () {}`,
    found: ["GET: nextjs, by convention of GET /c"],
  },
  "other files": { path: "app/d/page.tsx", code: get, found: [] },
  "routes of other frameworks": { path: "src/routes/users/route.ts", code: get, found: [] },
  "folders that are no routes": { path: "app/_lib/route.ts", code: get, found: [] },
  "handlers that a library has made, or another file": {
    path: "app/e/route.ts",
    code: `import { handlers, make } from "./library.js";
      export const { GET, POST } = handlers;
      export const PUT = make({ onError: () => {} });
      export { DELETE } from "./remove.js";
      export * from "./rest.js";`,
    found: [],
  },
});
