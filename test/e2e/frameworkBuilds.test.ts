/**
 * Frameworks that build themselves, in their newest versions and with the packed package: the shared traffic on what
 * React Router, SvelteKit and Next.js' Pages Router build and serve.
 */
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll } from "vitest";
import { installNodes, nodeBinary } from "../matrix/toolchains.js";
import { command, install, pack, temporaryFolder, versionsHere, write } from "../package/strangers.js";
import type { FrameworkBuild } from "../routes/builds/build.js";
import { nextPages } from "../routes/builds/nextPages.js";
import { reactRouter, reactRouterBuild } from "../routes/builds/reactRouter.js";
import { sveltekit, sveltekitBuild } from "../routes/builds/sveltekit.js";
import { describeFramework, sourcesOf } from "../routes/framework.js";
import { installedExample } from "./installedExample.js";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A project as its user has it: with these packages, and the configuration in a file of its own. */
async function installed({ files, options }: FrameworkBuild, packages: Record<string, string>): Promise<string> {
  const folder = temporaryFolder();
  folders.push(folder);
  const tarball = await pack(folder);
  const dependencies = { ...versionsHere("prom-client"), "ts-autometrics": `file:${basename(tarball.path)}` };
  write(folder, {
    ...files,
    "package.json": JSON.stringify({
      type: "module",
      dependencies: { ...dependencies, ...packages },
      devDependencies: versionsHere("typescript", "vite"),
    }),
    "autometrics.json": JSON.stringify({
      objectives: { api: { successRate: 99.9, latency: ["250ms", 99] } },
      moduleRoot: "src",
      ...options,
    }),
  });
  await install(folder);
  return folder;
}

describeFramework({
  ...reactRouter,
  async build() {
    const names = ["react-router", "@react-router/dev", "@react-router/node", "@react-router/fs-routes"];
    const folder = await installed(reactRouterBuild, {
      ...versionsHere(...names, "react", "react-dom", "isbot"),
      "@react-router/serve": versionsHere("@react-router/node")["@react-router/node"] ?? "",
    });
    await command(folder, "npx", "react-router", "build");
    const server = "node_modules/@react-router/serve/dist/cli.js";
    return { folder, command: [server, "build/server/index.js"], env: { HOST: "127.0.0.1" } };
  },
});

describeFramework({
  ...sveltekit,
  async build() {
    const folder = await installed(sveltekitBuild, {
      "@sveltejs/adapter-node": "6.0.1",
      "@sveltejs/kit": "3.2.0",
      ...versionsHere("@sveltejs/vite-plugin-svelte", "svelte"),
    });
    // It builds on Node 22 and later.
    await installNodes([24]);
    const node = nodeBinary(24);
    await command(folder, node, "node_modules/vite/bin/vite.js", "build");
    return { folder, command: sveltekitBuild.serve, node };
  },
});

describeFramework({
  ...nextPages,
  async build() {
    const folder = await installedExample("next");
    rmSync(join(folder, "app"), { recursive: true });
    const config = readFileSync(join(folder, "next.config.ts"), "utf8");
    // Its routes are under /api, and the traffic is not.
    const rewrites = `rewrites: async () => [{ source: "/:path*", destination: "/api/:path*" }],`;
    for (const [path, text] of Object.entries(sourcesOf("nextPages"))) {
      const isServer = path === "main.ts";
      if (!isServer) write(folder, { [path]: text.replaceAll(/(from "\..*)\.js"/g, '$1"') });
    }
    write(folder, {
      "next.config.ts": config.replace("= {", `= {\n  ${rewrites}`),
      "pages/api/metrics.ts": `
        import { register } from "prom-client";
        import type { NextApiRequest, NextApiResponse } from "../../next";
        export default async (_: NextApiRequest, res: NextApiResponse) => res.end(await register.metrics());`,
      "autometrics.json": JSON.stringify({
        objectives: { api: { successRate: 99.9, latency: ["250ms", 99] } },
        routes: { objective: "api", exclude: ["/api/metrics"] },
      }),
    });
    await command(folder, "npm", "run", "build");
    return { folder, command: ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1", "--port", "0"] };
  },
});
