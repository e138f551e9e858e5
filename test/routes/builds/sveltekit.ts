import { routesOfApi, sourcesOf } from "../framework.js";
import type { FrameworkBuild } from "./build.js";

/** The user directory in SvelteKit, whose adapter gives a handler for a server of Node's. */
export const sveltekit: FrameworkBuild = {
  files: {
    ...sourcesOf("sveltekit"),
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
      const server = createServer(handler);
      server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));`,
  },
  options: routesOfApi,
  packages: ["@sveltejs/kit", "@sveltejs/adapter-node", "svelte", "vite"],
  build: ["vite/bin/vite.js", "build"],
  serve: ["server.mjs"],
};
