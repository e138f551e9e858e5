/** Roads that take tools of their own to try: TypeScript 7 with register, Farm and Bun. */
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { ToolchainProject } from "./toolchainProject.js";
import { bunPlatform, nodeBinary, type Other, otherToolchain } from "./toolchains.js";

const node = nodeBinary(24);
const main = `
  import { register } from "prom-client";
  import { load } from "./users.js";
  await load(1);
  const error = await load(-1).catch((error: Error) => error);
  console.log(/users\\.ts:\\d+/.exec((error as Error).stack ?? "")?.[0]);
  const { values } = await register.getSingleMetric("function_calls_total")!.get();
  for (const { labels, value } of values) console.log([labels.function, labels.module, labels.result, value].join(" "));
`;
const calls = "load users ok 1\nload users error 1\n";

function project(tool: Other, files: Readonly<Record<string, string | object>> = {}): ToolchainProject {
  const made = new ToolchainProject(otherToolchain(tool), {
    "package.json": { name: "shop", type: "module" },
    "autometrics.json": { objectives: { api: { successRate: 99.9 } } },
    "tsconfig.json": {
      compilerOptions: {
        target: "es2022",
        module: "nodenext",
        rootDir: "src",
        outDir: "dist",
        sourceMap: true,
        skipLibCheck: true,
        strict: true,
        types: [],
      },
      include: ["src"],
    },
    "src/users.ts": `/** @autometrics objective=api */
export async function load(id: number): Promise<string> {
  if (id < 0) throw new RangeError("no user");
  return String(id);
}
`,
    "src/main.ts": main,
    ...files,
  });
  onTestFinished(() => made.dispose());
  return made;
}

async function run(made: ToolchainProject, program: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await made.start(program, ...args).ended;
  expect({ code, stderr }, stdout).toMatchObject({ code: 0 });
  return stdout;
}

describe("TypeScript 7", () => {
  it("compiles a program that register instruments, counted and with places as its source has them", async () => {
    const made = project("typescript 7");
    await run(made, node, "node_modules/typescript/bin/tsc");
    const stdout = await run(made, node, "--enable-source-maps", "--import", "ts-autometrics/register", "dist/main.js");
    expect(stdout).toBe(`users.ts:3\n${calls}`);
  });
});

describe("bundlers with a smoke test", () => {
  const external = ["prom-client", "ts-autometrics/runtime"];

  it("Bun", async () => {
    const made = project("bun", {
      "build.mjs": `
        import autometrics from "ts-autometrics/bun";
        const options = { outdir: "dist", target: "node", external: ${JSON.stringify(external)} };
        await Bun.build({ ...options, entrypoints: ["src/main.ts"], plugins: [autometrics()] });`,
    });
    await run(made, join(made.folder, `node_modules/@oven/bun-${bunPlatform()}/bin/bun`), "build.mjs");
    expect(await run(made, node, "dist/main.js")).toContain(calls);
  });

  const farm = (files: Readonly<Record<string, string>> = {}): ToolchainProject => {
    const compilation = {
      input: { main: "./src/main.ts" },
      output: { path: "dist", targetEnv: "node", format: "esm", entryFilename: "[entryName].js" },
      external: external.map((name) => `^${name}$`),
      minify: false,
      presetEnv: false,
      persistentCache: false,
    };
    return project("farm", {
      "build.mjs": `
        import autometrics from "ts-autometrics/farm";
        import { build } from "@farmfe/core";
        await build({ configFile: false, compilation: ${JSON.stringify(compilation)}, plugins: [autometrics()] });`,
      ...files,
    });
  };

  it("Farm", async () => {
    const made = farm();
    await run(made, node, "build.mjs");
    expect(await run(made, node, "dist/main.js")).toContain(calls);
  });

  it("Farm, whose build fails for a mistake with its place", async () => {
    const made = farm({ "src/users.ts": "/** @autometrics objective=apy */\nexport const load = async () => 1;\n" });
    const { code, stdout, stderr } = await made.start(node, "build.mjs").ended;
    expect(code).toBe(1);
    expect(stdout + stderr).toContain("src/users.ts:1:28 - error AM1003: unknown objective 'apy'; did you mean 'api'?");
  });
});
