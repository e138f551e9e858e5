import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Program, programs } from "./program.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Counts a call of `load` with one copy of the runtime. */
const helpers = `
  import prometheus from "prom-client";
  const call = (am) => {
    const load = am.define(am.module({ name: "src/users", package: "test", options: "00000000" }), "load");
    am.end(load, am.start(load));
  };
  const okCalls = async ({ register }) => /^function_calls_total\\{function="load",.*result="ok".*\\} (\\d+)$/m.exec(await register.metrics())?.[1] ?? "none";
`;

/** Installs another copy of a package in `other/` of a folder of programs, and gives that copy's folder. */
function installCopy(folder: string, name: string, from: string): string {
  const copy = join(folder, "other/node_modules", name);
  mkdirSync(copy, { recursive: true });
  cpSync(from, copy, { recursive: true });
  return copy;
}

function installRuntimeCopy(folder: string): string {
  const copy = installCopy(folder, "ts-autometrics", join(root, "dist"));
  cpSync(join(root, "package.json"), join(copy, "package.json"));
  return copy;
}

async function run(folder: string): Promise<Program> {
  const program = new Program(folder, "main.mjs");
  expect([await program.exitCode(), program.stderr.match(/Error:.*/g)]).toEqual([0, null]);
  return program;
}

describe("the runtime, loaded as an ES module and as CommonJS,", () => {
  it("is one", async () => {
    const folder = programs({
      "main.mjs": `${helpers}
        import * as esm from "ts-autometrics/runtime";
        import { createRequire } from "node:module";
        call(esm);
        call(createRequire(import.meta.url)("ts-autometrics/runtime"));
        console.log(await okCalls(prometheus));
      `,
    });
    const { stdout, stderr } = await run(folder);
    expect([stdout, stderr]).toEqual(["2\n", ""]);
  });
});

describe("two installed copies of the runtime", () => {
  const twoCopies = `${helpers}
    import * as first from "ts-autometrics/runtime";
    const second = await import("./other/node_modules/ts-autometrics/runtime/index.js");
    const { default: secondProm } = await import("./other/prometheus.mjs");
    call(first); call(second); call(second);
    console.log(first === second, prometheus === secondProm, await okCalls(prometheus), await okCalls(secondProm));
  `;
  const files = { "main.mjs": twoCopies };
  const reexport = `export { default } from "prom-client";`;

  it("count together", async () => {
    const folder = programs(files);
    installRuntimeCopy(folder);
    writeFileSync(join(folder, "other/prometheus.mjs"), reexport);
    const { stdout, stderr } = await run(folder);
    expect([stdout, stderr]).toEqual(["false true 3 3\n", ""]);
  });

  it("count together in the registries of two copies of prom-client, and one warning says so", async () => {
    const folder = programs(files);
    installRuntimeCopy(folder);
    installCopy(folder, "prom-client", join(root, "node_modules/prom-client"));
    for (const dependency of ["@opentelemetry", "tdigest"])
      symlinkSync(join(root, "node_modules", dependency), join(folder, "node_modules", dependency), "junction");
    writeFileSync(join(folder, "other/prometheus.mjs"), reexport);
    const { stdout, stderr } = await run(folder);
    expect(stdout).toBe("false false 3 3\n");
    expect(stderr.match(/two copies of prom-client are loaded/g)).toHaveLength(1);
  });

  it("that do not understand each other say so once, and the first is served", async () => {
    const folder = programs(files);
    const runtime = join(installRuntimeCopy(folder), "runtime/index.js");
    writeFileSync(runtime, readFileSync(runtime, "utf8").replace("contract = 1;", "contract = 2;"));
    writeFileSync(join(folder, "other/prometheus.mjs"), reexport);
    const { stdout, stderr } = await run(folder);
    expect(stdout).toBe("false true 1 1\n");
    expect(stderr.match(/two incompatible versions of ts-autometrics are loaded/g)).toHaveLength(1);
  });
});

describe("under a test runner, each test file finds its own calls in prom-client's default registry", () => {
  const spec = `${helpers}
    import * as am from "ts-autometrics/runtime";
    import { readFile } from "node:fs/promises";

    test("counts", async () => {
      call(am); call(am);
      expect(await okCalls(prometheus)).toBe("2");
    });

    test("counts a rejected promise of Node's as an error", async () => {
      const read = am.define(am.module({ name: "src/users", package: "test", options: "00000000" }), "read");
      const time = am.start(read);
      const value = am.derive(readFile("/no/such/file"));
      am.endSync(read, time, value);
      await expect(value).rejects.toThrow("ENOENT");
      expect(await prometheus.register.metrics()).toMatch(/^function_calls_total\\{function="read",.*result="error".*\\} 1$/m);
    });

    test("goes on counting after the runner has reset its modules", async () => {
      vi.resetModules();
      call(await import("ts-autometrics/runtime"));
      const { default: fresh } = await import("prom-client");
      expect([await okCalls(prometheus), await okCalls(fresh)]).toEqual(["3", "3"]);
    });
  `;

  it.each([
    ["Vitest", {}],
    ["Vitest, loading our packages as it loads the tests", { server: { deps: { inline: true } } }],
    // One file, as this pool shares what is in node_modules between test files, prom-client's registry too.
    ["Vitest in a context of its own", { pool: "vmThreads", include: ["a.spec.mjs"] }],
  ])("%s", async (_, options) => {
    const folder = programs({
      "a.spec.mjs": spec,
      "b.spec.mjs": spec,
      "vitest.config.mjs": `export default { test: ${JSON.stringify({ globals: true, maxWorkers: 1, ...options })} };`,
    });
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const program = new Program(folder, vitest, { arguments: ["run", "--reporter=json"] });
    await program.exitCode();
    expect(failures(program.stdout)).toEqual([]);
    expect(JSON.parse(program.stdout)).toMatchObject({ success: true, numPendingTests: 0 });
  });
});

/** The failures in a report of Vitest's. */
function failures(report: string): string[] {
  const { testResults } = JSON.parse(report);
  return testResults.flatMap(({ message, assertionResults }: TestFile) => [
    ...(message ? [message] : []),
    ...assertionResults.flatMap(({ failureMessages }) => failureMessages),
  ]);
}

interface TestFile {
  message: string;
  assertionResults: { failureMessages: string[] }[];
}
