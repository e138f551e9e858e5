import { describeFinding } from "./finding.js";

const both = `export async function loader() { return []; }
export const action = async () => ({ ok: true });`;

const found = (id: string) => [
  `loader: react-router, by convention of loader ${id}`,
  `action: react-router, by convention of action ${id}`,
];

describeFinding("a loader or action of React Router is found", {
  "in a route module": {
    path: "app/routes/users.$id.tsx",
    language: "tsx",
    code: both,
    found: found("routes/users.$id"),
  },
  "in the root module, in a workspace": { path: "web/app/root.tsx", language: "tsx", code: both, found: found("root") },
  "in another module that has its types": {
    path: "app/pages/home.ts",
    code: `import type { Route } from "./+types/home";
      export async function loader({ params }: Route.LoaderArgs) { return params; }
      export const action = async ({ request }: Route.ActionArgs) => request.url;`,
    found: found("pages/home"),
  },
  "in another module that imports it, or Remix": {
    path: "app/a/b.js",
    code: `import { json } from "@remix-run/node"; export const loader = () => json({}); export const action = () => null;`,
    found: found("a/b"),
  },
  "in another module that imports its adapter": {
    path: "app/files/read.ts",
    code: `import { createReadableStreamFromReadable } from "@react-router/node"; ${both}`,
    found: found("files/read"),
  },
  "beside a server component and middleware, which are none": {
    path: "app/routes/a.tsx",
    language: "tsx",
    code: `import type { Route } from "./+types/a";
      export const middleware: Route.MiddlewareFunction[] = [async ({ request }, next) => next()];
      export const loader = async ({ params, pattern, url }: Route.LoaderArgs) => ({ params, pattern, url });
      export async function ServerComponent({ loaderData }: Route.ServerComponentProps) { return loaderData.pattern; }`,
    found: ["loader: react-router, by convention of loader routes/a"],
  },
  "in a call that wraps it": {
    path: "app/routes/a.ts",
    code: `import { withUser } from "../auth"; export const loader = withUser(async ({ user }) => user, { role: "a" });`,
    found: ["loader: react-router, by convention of loader routes/a"],
  },
});

describeFinding("no loader or action of React Router is", {
  "what runs in the browser": {
    path: "app/routes/a.tsx",
    language: "tsx",
    code: "export const clientLoader = async () => []; export async function clientAction() {} export default () => null;",
    found: [],
  },
  "of a router in the browser": {
    path: "src/pages/home.ts",
    code: `import type { LoaderFunction } from "react-router"; export const loader: LoaderFunction = async () => [];`,
    found: [],
  },
  "in a module that only the server has": { path: "app/routes/users/data.server.ts", code: both, found: [] },
  "in a module that mentions no router": { path: "app/lib/image.ts", code: both, found: [] },
  "a server action": { path: "app/routes/actions.ts", code: `"use server";\n${both}`, found: [] },
});
