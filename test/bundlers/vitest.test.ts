import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { Project } from "../support/project.js";

const vitest = fileURLToPath(new URL("../../node_modules/vitest/vitest.mjs", import.meta.url));

it("Vitest counts what its tests call", async () => {
  const project = new Project(
    {
      "greet.ts": `/** @autometrics */\nexport function greet(name: string): string { return "hello " + name }\n`,
      "greet.test.ts": `
        import { register } from "prom-client";
        import { expect, it } from "vitest";
        import { greet } from "./greet.js";
        it("greets", async () => {
          expect(greet("Ada")).toBe("hello Ada");
          expect(await register.metrics()).toMatch(/function_calls_total\\{function="greet",module="greet",.*result="ok".*\\} 1\\n/);
        });`,
    },
    { packages: ["vitest"] },
  );
  project.write(
    "vitest.config.js",
    `import autometrics from "ts-autometrics/vite"; export default { plugins: [autometrics()] };`,
  );
  const child = spawn(process.execPath, [vitest, "run"], { cwd: project.folder, env: { PATH: process.env.PATH } });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(output, output).toMatch(/1 passed/);
  expect(code).toBe(0);
});
