/** The plugins' option `typeAware`. What types tell of handlers is in test/routes/finding. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { context } from "esbuild";
import esbuildPlugin from "ts-autometrics/esbuild";
import vitePlugin from "ts-autometrics/vite";
import { build, createServer, type PluginOption } from "vite";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { Project } from "../support/project.js";
import { bundles } from "./build.js";

const types = {
  none: `export type Answer<A> = (asked: A, answer: unknown) => void;`,
  handler: `
    import type { IncomingMessage, ServerResponse } from "node:http";
    export type Answer<A> = (asked: A, answer: ServerResponse) => void;
    export type Asked = IncomingMessage;
  `,
};
const files = {
  "types.ts": types.handler,
  "ping.ts": `
    import type { IncomingMessage } from "node:http";
    import type { Answer } from "./types.js";
    export const handlers: Record<string, Answer<IncomingMessage>> = { ping: (_, answer) => answer.end("pong") };
  `,
  "main.ts": `
    import { createServer } from "node:http";
    import { handlers } from "./ping.js";
    const server = createServer((req, res) => handlers[req.url?.slice(1) ?? ""]?.(req, res));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? address?.port : undefined;
    console.log(JSON.stringify(await (await fetch(\`http://127.0.0.1:\${port}/ping\`)).text()));
    server.closeAllConnections();
    server.close();
  `,
};
const external = ["prom-client", "ts-autometrics/runtime"];
const isInstrumented = (code: string | undefined) => code?.includes(`"handlers.ping"`);

describe.each(Object.entries(bundles))("%s", (_, bundle) => {
  it.each([
    [true, { "handlers.ping": { ok: 1, error: 0 } }],
    [false, {}],
  ])("with typeAware: %s", async (typeAware, counted) => {
    const project = new Project(files);
    await bundle(project.folder, { typeAware });
    const run = await project.run();
    expect(run.metrics.calls("ping")).toEqual(counted);
  });
});

describe("a type that another file declares", () => {
  it("makes a handler of a function in Vite's development server", async () => {
    const project = new Project({ ...files, "types.ts": types.none });
    const server = await createServer({
      root: project.folder,
      configFile: false,
      logLevel: "silent",
      plugins: [vitePlugin({ typeAware: true })],
      server: { middlewareMode: true, ws: false },
      appType: "custom",
      ssr: { external },
    });
    onTestFinished(() => server.close());
    const load = async () => (await server.transformRequest("/src/ping.ts", { ssr: true }))?.code;
    expect(isInstrumented(await load())).toBe(false);
    project.write("src/types.ts", types.handler);
    server.watcher.emit("change", join(project.folder, "src/types.ts"));
    await vi.waitFor(async () => expect(isInstrumented(await load())).toBe(true), { timeout: 20_000 });
  });

  it("makes a handler of a function in esbuild's next build", async () => {
    const project = new Project({ ...files, "types.ts": types.none });
    const builds = await context({
      absWorkingDir: project.folder,
      entryPoints: ["src/ping.ts"],
      platform: "node",
      write: false,
      outdir: "dist",
      plugins: [esbuildPlugin({ typeAware: true })],
    });
    onTestFinished(() => builds.dispose());
    const output = async () => (await builds.rebuild()).outputFiles[0]?.text;
    expect(isInstrumented(await output())).toBe(false);
    project.write("src/types.ts", types.handler);
    expect(isInstrumented(await output())).toBe(true);
    project.write("src/types.ts", types.none);
    expect(isInstrumented(await output())).toBe(false);
  });
});

describe("a file", () => {
  const bundled = async (project: Project, plugins: PluginOption[], entry = "src/ping.ts") => {
    const result = await build({
      root: project.folder,
      configFile: false,
      logLevel: "silent",
      plugins,
      ssr: { external },
      build: { ssr: entry, write: false },
    });
    return "output" in result ? result.output[0].code : undefined;
  };

  it("that an earlier plugin has changed is looked at by its text alone", async () => {
    const added = "/** @autometrics */ export const added = (): number => 1;";
    const before = {
      name: "before",
      enforce: "pre" as const,
      transform: (code: string, id: string) => (id.endsWith("ping.ts") ? `${added}\n${code}` : null),
    };
    const code = await bundled(new Project(files), [before, vitePlugin({ typeAware: true })]);
    expect(code).toContain(`"added"`);
    expect(isInstrumented(code)).toBe(false);
  });

  it("that a referenced project has gets the types of that one", async () => {
    const project = new Project(files);
    project.write("tsconfig.server.json", project.read("tsconfig.json").replace("{", `{ "files": [], `));
    const solution = JSON.parse(project.read("tsconfig.json"));
    project.write(
      "tsconfig.server.json",
      JSON.stringify({ ...solution, compilerOptions: { ...solution.compilerOptions, composite: true } }),
    );
    project.write(
      "tsconfig.json",
      JSON.stringify({ ...solution, files: [], include: undefined, references: [{ path: "./tsconfig.server.json" }] }),
    );
    expect(isInstrumented(await bundled(project, [vitePlugin({ typeAware: true })]))).toBe(true);
  });

  it("that no tsconfig takes in is looked at by its text alone", async () => {
    const { "ping.ts": ping, ...others } = files;
    const project = new Project({
      ...others,
      "types.ts": types.handler,
      "tools/ping.ts": ping.replace("./types", "../src/types"),
      "main.ts": "export {};",
    });
    const code = await bundled(project, [vitePlugin({ typeAware: true })], "tools/ping.ts");
    expect(code).toContain("ping");
    expect(isInstrumented(code)).toBe(false);
  });

  it("without a tsconfig above it fails the build, and says why", async () => {
    const project = new Project(files);
    rmSync(join(project.folder, "tsconfig.json"));
    writeFileSync(join(project.folder, "autometrics.json"), "{}");
    await expect(bundled(project, [vitePlugin({ typeAware: true })])).rejects.toThrow(
      `AM1205: 'typeAware' takes types from a tsconfig.json, and there is none in or above ${join(project.folder, "src")}; add one, or take the option away`,
    );
  });

  it("whose tsconfig has a mistake fails the build with the compiler's own words", async () => {
    const project = new Project(files);
    writeFileSync(join(project.folder, "autometrics.json"), "{}");
    project.write("tsconfig.json", `{ "compilerOptions": { "module": "amiga" } }`);
    await expect(bundled(project, [vitePlugin({ typeAware: true })])).rejects.toThrow(
      /AM1205: 'typeAware' cannot use .*tsconfig\.json: .*'--module'/,
    );
  });
});
