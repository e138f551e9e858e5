/** Nuxt and Nitro 2 themselves, as newest, with the package as npm would bring it: what lies in `server` gets the shared traffic. */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";
import { installNodes, nodeBinary } from "../matrix/toolchains.js";
import { install, pack, temporaryFolder, versionsHere, write } from "../package/strangers.js";
import { type BuiltApp, describeFramework, sourcesOf } from "../routes/framework.js";
import { answerLabel, nitroLabels } from "../routes/nitro.js";

interface Builder {
  readonly name: string;
  readonly packages: readonly string[];
  /** Below node_modules. */
  readonly command: string;
  readonly files: Readonly<Record<string, string>>;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

// A server would listen at a port that it is told; a listener is what any server may be given.
const shared = `compatibilityDate: "2026-01-01"`;
const preset = `preset: "node-listener", rollupConfig: { plugins: [autometrics()] }`;
const main = `import { createServer } from "node:http";
  import { listener } from "./.output/server/index.mjs";
  const server = createServer(listener).listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));`;
const configuration = {
  objectives: { api: { successRate: 99.9, latency: ["250ms", 99] } },
  routes: { objective: "api", exclude: ["/metrics"] },
};

const builders: readonly Builder[] = [
  {
    name: "Nitro 2",
    packages: ["nitropack@2"],
    command: "nitropack/dist/cli/index.mjs",
    files: {
      "nitro.config.mjs": `import autometrics from "ts-autometrics/rollup";
        export default { srcDir: "server", ${shared}, ${preset} };`,
    },
  },
  {
    name: "Nuxt",
    packages: ["nuxt@4"],
    command: "nuxt/bin/nuxt.mjs",
    files: {
      "app/app.vue": "<template><p>Users</p></template>",
      "nuxt.config.mjs": `import autometrics from "ts-autometrics/rollup";
        export default { ${shared}, telemetry: false, nitro: { ${preset} } };`,
    },
  },
];

async function build({ packages, command, files }: Builder): Promise<BuiltApp> {
  const folder = temporaryFolder();
  folders.push(folder);
  const { path } = await pack(folder);
  write(folder, {
    ...sourcesOf("nuxt"),
    ...files,
    "package.json": JSON.stringify({ name: "directory", type: "module", dependencies: versionsHere("typescript") }),
    "autometrics.json": JSON.stringify(configuration),
    "main.mjs": main,
  });
  await install(folder, path, "prom-client", ...packages);
  // Nuxt takes 22.19 and later; what it builds runs on 20 too.
  await installNodes([24]);
  const node = nodeBinary(24);
  const env = { PATH: `${dirname(node)}:${process.env.PATH}`, NUXT_TELEMETRY_DISABLED: "1" };
  await promisify(execFile)(node, [`node_modules/${command}`, "build"], { cwd: folder, env });
  return { folder, command: ["main.mjs"] };
}

for (const builder of builders) {
  describeFramework({
    app: "nuxt",
    class: "response",
    builtBy: builder.name,
    build: () => build(builder),
    withModules: true,
    labels: { ...nitroLabels, answersThenRejects: answerLabel("late") },
    // Nuxt answers others' errors with a page, and loads what renders it with the first.
    headers: { accept: "application/json" },
    // A stream that breaks is not noticed by h3 1, whose answer then does not end.
    without: ["passes", "handsOn", "breaks"],
  });
}
