import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import vitePlugin from "ts-autometrics/vite";
import { build, createLogger, createServer, type ViteDevServer } from "vite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Project } from "../support/project.js";

const files = {
  "greet.ts": `/** @autometrics */\nexport function greet(name: string): string { return "hello " + name }\n`,
};

async function serve(project: Project): Promise<ViteDevServer> {
  const server = await createServer({
    root: project.folder,
    configFile: false,
    logLevel: "silent",
    plugins: [vitePlugin()],
    server: { middlewareMode: true, ws: false },
    appType: "custom",
    ssr: { external: ["prom-client", "ts-autometrics/runtime"] },
  });
  onTestFinished(() => server.close());
  return server;
}

interface Greeting {
  readonly greet: (name: string) => string;
}

describe("Vite's development server", () => {
  const load = async (server: ViteDevServer) => (await server.ssrLoadModule("/src/greet.ts")) as unknown as Greeting; // What the file exports.

  it("instruments what it loads for the server, again when it has changed", async () => {
    const project = new Project(files);
    const server = await serve(project);
    const before = await load(server);
    expect(before.greet("Ada")).toBe("hello Ada");
    expect(before.greet.toString()).toMatch(/start\(\$am_0\)/);
    const file = join(project.folder, "src/greet.ts");
    writeFileSync(file, files["greet.ts"].replace("hello", "good day"));
    server.moduleGraph.onFileChange(file);
    const after = await load(server);
    expect(after.greet("Ada")).toBe("good day Ada");
    expect(after.greet.toString()).toMatch(/start\(\$am_0\)/);
  });

  it("leaves alone what it sends to browsers", async () => {
    const server = await serve(new Project(files));
    const { code = "" } = (await server.transformRequest("/src/greet.ts")) ?? {};
    expect(code).toContain("hello");
    expect(code).not.toContain("$am");
  });

  it("says nothing of what it has built when it ends", async () => {
    const written = writtenToStderr();
    const server = await serve(new Project(files));
    await load(server);
    await server.close();
    expect(written).toEqual([]);
  });

  it("gives a mistake its place", async () => {
    const project = new Project({ "greet.ts": files["greet.ts"].replace("@autometrics", "@autometrics skipp") });
    const server = await serve(project);
    await expect(load(server)).rejects.toMatchObject({
      message: expect.stringContaining("AM1101"),
      plugin: "ts-autometrics",
      id: join(project.folder, "src/greet.ts"),
      loc: { line: 1, column: 17 },
      frame: expect.stringContaining("~~~~~"),
    });
  });
});

it("a build says of a module that it builds twice what it has done once", async () => {
  const written = writtenToStderr();
  const project = new Project({ ...files, "main.ts": `import "./greet.js"; export * from "./greet.ts?again";` });
  await build({
    root: project.folder,
    configFile: false,
    logLevel: "silent",
    plugins: [vitePlugin()],
    ssr: { external: ["prom-client", "ts-autometrics/runtime"] },
    build: { ssr: "src/main.ts", outDir: "dist" },
  });
  expect(written).toEqual(["ts-autometrics: 1 function in 1 file\n"]);
});

/** What this process writes there until the test ends, but for what others say. */
function writtenToStderr(): readonly string[] {
  const written: string[] = [];
  const spy = vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    if (String(text).startsWith("ts-autometrics")) written.push(String(text));
    return true;
  });
  onTestFinished(() => spy.mockRestore());
  return written;
}

it("says that annotations in files of other languages count nothing", async () => {
  const project = new Project({ "main.ts": `import "./page.svelte";` });
  project.write("src/page.svelte", `<script lang="ts">/** @autometrics */ function greet() {}</script>`);
  const warnings: string[] = [];
  const svelte = {
    name: "svelte",
    transform: (_: string, id: string) => (id.endsWith(".svelte") ? "export {}" : null),
  };
  await build({
    root: project.folder,
    configFile: false,
    customLogger: { ...createLogger("silent"), warn: (message) => warnings.push(message) },
    plugins: [svelte, vitePlugin()],
    build: { ssr: "src/main.ts", outDir: "dist" },
  });
  expect(warnings.join("\n")).toMatch(/nothing is counted in \S+\/src\/page\.svelte; move/);
});

/** As before version 6, which has no environments, and says with each call what it is for. */
it.each([
  ["a server", { ssr: true }, true],
  ["a browser", undefined, false],
])("a Vite without environments gets for %s what it needs", (_, call, isInstrumented) => {
  const project = new Project(files);
  const plugin = vitePlugin() as unknown as OldPlugin; // What Vite makes of it.
  plugin.configResolved({ build: {} });
  plugin.buildStart.call({}, {});
  const context = { meta: { viteVersion: "5.4.21" }, addWatchFile: () => {} };
  const done = plugin.transform.handler.call(context, files["greet.ts"], join(project.folder, "src/greet.ts"), call);
  expect(done?.code.includes("$am")).toBe(isInstrumented ? true : undefined);
});

interface OldPlugin {
  configResolved(config: object): void;
  buildStart(this: object, options: object): void;
  transform: { handler(this: object, code: string, id: string, call?: object): { code: string } | undefined };
}

it("a build for browsers has nothing of ours in it", async () => {
  const project = new Project({
    ...files,
    "main.ts": `import { greet } from "./greet.js"; console.log(greet("Ada"));`,
  });
  await build({
    root: project.folder,
    configFile: false,
    logLevel: "silent",
    plugins: [vitePlugin()],
    build: { rolldownOptions: { input: join(project.folder, "src/main.ts") }, minify: false, outDir: "dist" },
  });
  const [name = ""] = readdirSync(join(project.folder, "dist/assets"));
  const text = project.read(`dist/assets/${name}`);
  expect(text).toContain("hello");
  expect(text).not.toContain("autometrics/runtime");
});
