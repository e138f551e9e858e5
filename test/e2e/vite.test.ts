/** A page in Chromium from Vite's development server, with React's refresh, and the server's side of the same sources. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { install, pack, temporaryFolder, versionsHere, write } from "../package/strangers.js";
import { Metrics } from "../support/metrics.js";
import { launch, type Visit, visit } from "./explorer/browser.js";
import { describeWith } from "./programs.js";

const files = {
  "tsconfig.json": `{ "compilerOptions": { "jsx": "react-jsx", "plugins": [{ "transform": "ts-autometrics/transformer" }] } }`,
  "index.html": `<div id="root"></div><script type="module" src="/src/main.tsx"></script>`,
  "src/main.tsx": `
    import { createRoot } from "react-dom/client";
    import { Counter } from "./Counter";
    createRoot(document.getElementById("root")!).render(<Counter />);
  `,
  "src/Counter.tsx": `import { useState } from "react";
import { greet } from "./greet";

/** @autometrics */
export function Counter() {
  const [count, setCount] = useState(0);
  return <button onClick={() => setCount(count + 1)}>{greet("Ada")}, clicked {count}</button>;
}
`,
  "src/greet.ts": `/** @autometrics */
export const greet = (name: string): string => "hello " + name;
`,
  "src/api.ts": `import { register } from "prom-client";
import { greet } from "./greet";
/** @autometrics */
export const answer = async (url: string): Promise<string> => (url === "/metrics" ? register.metrics() : greet("Kay"));
`,
  "serve.mjs": `
    import react from "@vitejs/plugin-react";
    import autometrics from "ts-autometrics/vite";
    import { createServer } from "vite";
    const plugins = process.argv[2] === "behind" ? [react(), autometrics()] : [autometrics(), react()];
    const server = await createServer({ configFile: false, clearScreen: false, plugins, server: { host: "127.0.0.1", port: 0 } });
    const api = async ({ url }, response, next) => {
      if (url !== "/api" && url !== "/metrics") return next();
      try {
        response.end(await (await server.ssrLoadModule("/src/api.ts")).answer(url));
      } catch (error) {
        next(error);
      }
    };
    server.middlewares.stack.unshift({ route: "", handle: api });
    await server.listen();
    console.log(server.resolvedUrls.local[0]);
  `,
};

/** Until the server has seen that a file has changed. */
const seen = { timeout: 30_000 };

describeWith(["chromium"], "Vite's development server", ({ chromium }) => {
  let folder: string;
  let browser: Browser;
  beforeAll(async () => {
    folder = temporaryFolder();
    const tarball = await pack(folder);
    const dependencies = {
      "@vitejs/plugin-react": "^6.0.0",
      react: "^19.0.0",
      "react-dom": "^19.0.0",
      ...versionsHere("prom-client", "typescript", "vite"),
      "ts-autometrics": `file:${basename(tarball.path)}`,
    };
    write(folder, { "package.json": JSON.stringify({ name: "page", type: "module", dependencies }) });
    await install(folder);
    browser = await launch(chromium);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(["before", "behind"])("with the plugin %s React's", (order) => {
    let server: ChildProcess;
    let url: string;
    let visited: Visit;
    const edit = (file: keyof typeof files, from: string, to: string): void => {
      write(folder, { [file]: readFileSync(join(folder, file), "utf8").replace(from, to) });
    };
    const get = async (path: string): Promise<{ status: number; text: string }> => {
      const response = await fetch(`${url}${path}`);
      return { status: response.status, text: await response.text() };
    };
    const api = () => get("api");
    const metrics = async (): Promise<Metrics> => new Metrics((await get("metrics")).text);
    const shown = (text: string) => visited.page.getByText(text, { exact: true }).waitFor();

    beforeAll(async () => {
      write(folder, files);
      server = spawn(process.execPath, ["serve.mjs", order], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
      url = await new Promise((resolve, reject) => {
        server.stdout?.on("data", (chunk) => {
          const [found] = /http:\S+/.exec(String(chunk)) ?? [];
          if (found !== undefined) resolve(found);
        });
        server.on("exit", () => reject(new Error("Vite's server ended before it listened")));
      });
      visited = await visit(browser, url);
      await shown("hello Ada, clicked 0");
      // Gone when the page is loaded again.
      await visited.page.evaluate("globalThis.isFirst = true");
    });
    afterAll(async () => {
      server?.kill("SIGKILL");
      await visited?.end();
    });

    it("sends the page its own functions, without the runtime", async () => {
      const requested = await visited.page.evaluate<string[]>(
        `performance.getEntriesByType("resource").map(({ name }) => name)`,
      );
      expect(requested.filter((name) => /greet|autometrics|prom-client/.test(name))).toEqual([`${url}src/greet.ts`]);
      expect((await get("src/Counter.tsx")).text).not.toContain("$am");
      expect(visited.troubles).toEqual([]);
    });

    it("refreshes a component that is annotated, and it keeps its state", async () => {
      await visited.page.getByRole("button").click();
      await shown("hello Ada, clicked 1");
      edit("src/Counter.tsx", "clicked", "pressed");
      await shown("hello Ada, pressed 1");
      expect(await visited.page.evaluate("isFirst")).toBe(true);
    });

    it("counts on in the same series when a module has changed that server and page share", async () => {
      expect((await api()).text).toBe("hello Kay");
      const before = await metrics();
      edit("src/greet.ts", "hello", "good day");
      await shown("good day Ada, pressed 1");
      await expect.poll(api, seen).toMatchObject({ text: "good day Kay" });
      const after = await metrics();
      expect(before.calls("src/greet")).toEqual({ greet: { ok: 1, error: 0 } });
      expect(after.calls("src/greet")).toEqual({ greet: { ok: 2, error: 0 } });
      expect(after.find("function_calls_total", { function: "greet", result: "ok" })).toHaveLength(1);
      expect(await visited.page.evaluate("isFirst")).toBe(true);
    });

    it("shows a mistake, and recovers when it is mended", async () => {
      edit("src/api.ts", "@autometrics", "@autometrics objectiv=api");
      await expect.poll(api, seen).toMatchObject({ status: 500 });
      const { text } = await api();
      expect(text).toContain("AM1101: unknown key 'objectiv'");
      expect(text).toContain("~~~~~~~~");
      edit("src/api.ts", " objectiv=api", "");
      await expect.poll(api, seen).toEqual({ status: 200, text: "good day Kay" });
    });

    it("reads the configuration again when it has changed", async () => {
      edit("tsconfig.json", `"ts-autometrics/transformer"`, `"ts-autometrics/transformer", "moduleRoot": "src"`);
      const callsNow = async () => {
        await api();
        return (await metrics()).calls("greet");
      };
      await expect.poll(callsNow, seen).toHaveProperty("greet");
    });
  });
});
