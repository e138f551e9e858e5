import { type FrameworkUnderTest, sourcesOf } from "../framework.js";
import type { FrameworkBuild } from "./build.js";

const loaderOf = (name: string) => `app/routes/${name} loader`;
const users = "app/routes/users";
const user = "app/routes/users.$id";

export const reactRouter: FrameworkUnderTest = {
  app: "reactRouter",
  class: "result",
  withModules: true,
  labels: {
    list: `${users} loader`,
    find: `${user} loader`,
    unknown: `${user} loader`,
    create: `${users} action`,
    duplicate: `${users} action`,
    invalid: `${users} action`,
    replace: `${user} changeUser`,
    remove: `${user} changeUser`,
    unchanged: loaderOf("unchanged"),
    redirected: loaderOf("redirected"),
    unavailable: loaderOf("unavailable"),
    throws: loaderOf("throws"),
    rejects: loaderOf("rejects"),
    refuses: loaderOf("refuses"),
    streams: loaderOf("streams"),
    breaks: loaderOf("breaks"),
    slow: loaderOf("slow"),
    leftReading: loaderOf("endless"),
  },
  without: ["passes", "handsOn", "leftWaiting", "answersThenRejects"],
};

/** The user directory in React Router's framework mode, with a server of Node's. */
export const reactRouterBuild: FrameworkBuild = {
  files: {
    ...sourcesOf("reactRouter", "src/"),
    "./vite.config.ts": `
      import { reactRouter } from "@react-router/dev/vite";
      import autometrics from "ts-autometrics/vite";
      import { defineConfig } from "vite";
      export default defineConfig({ plugins: [autometrics(), reactRouter()], ssr: { external: ["ts-autometrics"] } });`,
    "./react-router.config.ts": `export default { appDirectory: "src/app" };`,
    "src/app/routes.ts": `
      import { flatRoutes } from "@react-router/fs-routes";
      export default flatRoutes();`,
    "src/app/root.tsx": `
      import { Outlet } from "react-router";
      export default function App() { return <Outlet />; }`,
    "./server.mjs": `
      import { createServer } from "node:http";
      import { createRequestListener } from "@react-router/node";
      import * as build from "./build/server/index.js";
      const server = createServer(createRequestListener({ build, mode: "production" }));
      server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));`,
  },
  options: { routes: { objective: "api", exclude: ["routes/metrics"] } },
  packages: [
    ...["react-router", "@react-router/dev", "@react-router/node", "@react-router/fs-routes"],
    ...["react", "react-dom", "isbot", "vite"],
  ],
  dependencies: { isbot: "5" },
  build: ["@react-router/dev/bin.cjs", "build"],
  serve: ["server.mjs"],
};
