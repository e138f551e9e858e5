/** React Router's own request handler, with what its build would make of the modules under app/routes. */
import { readdirSync } from "node:fs";
import { serve } from "@hono/node-server";
import { createRequestHandler, type ServerBuild } from "react-router7";

const folder = new URL("./app/routes/", import.meta.url);
const routes: ServerBuild["routes"] = {};
for (const file of readdirSync(folder)) {
  const name = file.replace(/\.js$/, "");
  const id = `routes/${name}`;
  const path = name.replace(".", "/").replace("$", ":");
  routes[id] = { id, path, module: await import(new URL(file, folder).href) };
}

const build: ServerBuild = {
  entry: { module: { default: () => new Response(null, { status: 500 }), handleError() {} } },
  routes,
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "" },
  publicPath: "/",
  assetsBuildDirectory: "",
  future: { v8_passThroughRequests: false, v8_trailingSlashAwareDataRequests: false, v8_middleware: false },
  ssr: true,
  isSpaMode: false,
  prerender: [],
  routeDiscovery: { mode: "lazy", manifestPath: "/__manifest" },
};

const fetch = createRequestHandler(build, "production");
serve({ fetch, port: 0, hostname: "127.0.0.1" }, (address) => console.log(JSON.stringify(address)));
