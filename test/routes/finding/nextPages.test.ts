import { describeFinding } from "./finding.js";

const route = "export default function handler(req, res) { res.status(200).json({}); }";

describeFinding("an API route of Next.js' Pages Router is found", {
  "under pages/api": {
    path: "pages/api/users/[id].ts",
    code: `import type { NextApiRequest, NextApiResponse } from "next";
      export default async function handler(req: NextApiRequest, res: NextApiResponse) { res.end(); }
      export const config = { api: { bodyParser: false } };`,
    found: ["handler: next-pages, by convention of ALL /api/users/[id]"],
  },
  "under src/pages/api, without a name": {
    path: "src/pages/api/index.ts",
    code: "export default (req, res) => res.end();",
    found: ["ALL /api: next-pages, by convention"],
  },
  "in calls that wrap it, and in CommonJS": {
    path: "web/pages/api/a.js",
    code: `const { withAuth, withLog } = require("../../lib");
      module.exports = withLog(withAuth(async (req, res) => { res.end(); }));`,
    found: ["ALL /api/a: next-pages, by convention"],
  },
});

describeFinding("no API route of Next.js' Pages Router is", {
  "what runs on the edge": {
    path: "pages/api/a.ts",
    code: `export const config = { runtime: "edge" };\nexport default (req) => new Response();`,
    found: [],
  },
  "a page": {
    path: "pages/users/api.tsx",
    language: "tsx",
    code: "export default function Users() { return null; }",
    found: [],
  },
  "what a library has made": {
    path: "pages/api/auth/[...auth].ts",
    code: `import NextAuth from "next-auth"; export default NextAuth({ providers: [] });`,
    found: [],
  },
  "another export, or another file": {
    path: "pages/api/b.ts",
    code: `export function helper() {} ${route}`,
    found: ["handler: next-pages, by convention of ALL /api/b"],
  },
});
