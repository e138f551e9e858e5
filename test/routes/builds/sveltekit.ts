import { type FrameworkUnderTest, routesOfApi, sourcesOf } from "../framework.js";
import type { FrameworkBuild } from "./build.js";

const users = "routes/users/+server";
const user = "routes/users/[id]/+server";
const answer = (name: string) => `routes/(answers)/${name}/+server GET`;

export const sveltekit: FrameworkUnderTest = {
  app: "sveltekit",
  class: "result",
  withModules: true,
  labels: {
    list: `${users} GET`,
    find: `${user} GET`,
    unknown: `${user} GET`,
    create: `${users} POST`,
    duplicate: `${users} POST`,
    invalid: `${users} POST`,
    replace: `${user} replaceUser`,
    remove: `${user} fallback`,
    unchanged: answer("unchanged"),
    redirected: answer("redirected"),
    unavailable: answer("unavailable"),
    throws: answer("throws"),
    rejects: answer("rejects"),
    refuses: answer("refuses"),
    streams: answer("streams"),
    breaks: answer("breaks"),
    slow: answer("slow"),
    leftReading: answer("endless"),
  },
  without: ["passes", "handsOn", "leftWaiting", "answersThenRejects"],
};

/** The user directory in SvelteKit, whose adapter gives a handler for a server of Node's. */
export const sveltekitBuild: FrameworkBuild = {
  files: {
    ...sourcesOf("sveltekit", "src/"),
    "./vite.config.ts": `
      import adapter from "@sveltejs/adapter-node";
      import { sveltekit } from "@sveltejs/kit/vite";
      import autometrics from "ts-autometrics/vite";
      import { defineConfig } from "vite";
      export default defineConfig({
        plugins: [autometrics(), sveltekit({ adapter: adapter() })],
        ssr: { external: ["ts-autometrics"] },
      });`,
    "src/app.html": "<!doctype html><head>%sveltekit.head%</head><body>%sveltekit.body%</body>",
    "./server.mjs": `
      import { createServer } from "node:http";
      import { handler } from "./build/handler.js";
      const server = createServer((req, res) => {
        // What has no type might be a form from another site, which SvelteKit 3 refuses.
        req.headers["content-type"] ??= "application/json";
        handler(req, res);
      });
      server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));`,
  },
  options: routesOfApi,
  packages: ["@sveltejs/kit", "@sveltejs/adapter-node", "svelte", "vite"],
  build: ["vite/bin/vite.js", "build"],
  serve: ["server.mjs"],
};
