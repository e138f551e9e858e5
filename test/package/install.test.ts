import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Program } from "../runtime/program.js";
import { command, install, manifest, pack, project, type Tarball, temporaryFolder, versionsHere } from "./strangers.js";

const folder = temporaryFolder();
let tarball: Tarball;

beforeAll(async () => {
  tarball = await pack(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const packageJson = (type: "module" | "commonjs") =>
  JSON.stringify({
    name: "stranger",
    version: "1.2.3",
    type,
    dependencies: { "ts-autometrics": `file:${tarball.path}`, ...versionsHere("prom-client") },
    devDependencies: versionsHere("typescript", "ts-patch"),
  });

const tsconfig = JSON.stringify({
  compilerOptions: {
    module: "nodenext",
    target: "es2022",
    lib: ["es2023", "dom"],
    types: [],
    strict: true,
    rootDir: "src",
    outDir: "dist",
    plugins: [
      {
        transform: "ts-autometrics/transformer",
        objectives: { api: { successRate: 99.9, latency: ["250ms", 99] } },
      },
    ],
  },
});

const users = `
  export interface User { id: number }

  /** @autometrics objective=api */
  export async function getUser(id: number): Promise<User> {
    if (id < 0) throw new RangeError("no such user");
    return { id };
  }

  export class Names {
    /** @autometrics */
    load(id: number): string {
      return "user " + id;
    }
  }
`;

/** What the two projects do: four calls of which one fails, and two calls of a method. */
const calls = `
  for (const id of [1, 2, 3, -1]) await getUser(id).catch(() => {});
  const names = new Names();
  names.load(1);
  names.load(2);
`;

/** The counters and counts in a scrape, by what tells them apart here. */
function numbers(metrics: string): Record<string, number> {
  const found = metrics.matchAll(/^(function_calls_total|\w+_count|autometrics_objective_calls_total)\{(.*)\} (.+)$/gm);
  return Object.fromEntries(
    [...found].map(([, name = "", labels = "", value]) => {
      const values = ["function", "module", "service_name", "sli", "result", "objective_name"].map(
        (label) => new RegExp(`(?:^|,)${label}="([^"]+)"`).exec(labels)?.[1],
      );
      return [[name, ...values.filter((value) => value !== undefined)].join(" "), Number(value)];
    }),
  );
}

const expected = {
  "function_calls_total getUser users stranger ok api": 3,
  "function_calls_total getUser users stranger error api": 1,
  "function_calls_total Names.load users stranger ok": 2,
  "function_calls_total Names.load users stranger error": 0,
  "function_calls_duration_seconds_count getUser users stranger api": 4,
  "function_calls_duration_seconds_count Names.load users stranger": 2,
  "autometrics_objective_calls_total stranger success_rate ok api": 3,
  "autometrics_objective_calls_total stranger success_rate error api": 1,
  "autometrics_objective_calls_total stranger latency ok api": 4,
  "autometrics_objective_calls_total stranger latency error api": 0,
};

const options = { env: { AUTOMETRICS_SERVICE_NAME: "" } };

describe("in a stranger's project", () => {
  it("of ES modules, the calls are in the registry that the program prints", async () => {
    const stranger = project({
      "package.json": packageJson("module"),
      "tsconfig.json": tsconfig,
      "src/users.ts": users,
      "src/main.ts": `
        import { register } from "prom-client";
        import { getUser, Names } from "./users.js";
        ${calls}
        console.log(await register.metrics());
      `,
    });
    await install(stranger);
    await command(stranger, "npx", "tspc");
    const program = new Program(stranger, "dist/main.js", options);
    expect([await program.exitCode(), program.stderr]).toEqual([0, ""]);
    expect(numbers(program.stdout)).toEqual(expected);
    expect(program.stdout).toMatch(
      /^build_info\{service_name="stranger",autometrics_version="1\.0\.0",version="1\.2\.3",/m,
    );
  });

  it("of CommonJS, the calls are in what ts-autometrics/serve serves", async () => {
    const stranger = project({
      "package.json": packageJson("commonjs"),
      "tsconfig.json": tsconfig,
      "src/users.ts": users,
      "src/main.ts": `
        import { getUser, Names } from "./users";
        async function main() {
          ${calls}
          console.log("calls are done");
          setInterval(() => {}, 1000);
        }
        main();
      `,
    });
    await install(stranger);
    await command(stranger, "npx", "tspc");
    const program = new Program(stranger, "dist/main.js", {
      ...options,
      nodeOptions: ["--require", "ts-autometrics/serve"],
    });
    await program.said(/calls are done/);
    const response = await fetch(await program.metricsUrl());
    expect(numbers(await response.text())).toEqual(expected);
  });
});

describe("a production install", () => {
  it("brings this package and prom-client, and nothing else", async () => {
    const stranger = project({ "package.json": packageJson("module") });
    // That is why typescript and ts-patch stand in peerDependenciesMeta alone: npm keeps a dev dependency that is also
    // an optional peer of a production dependency.
    await install(stranger, "--omit=dev");
    const modules = join(stranger, "node_modules");
    expect(packagesIn(modules)).toEqual(["ts-autometrics", ...withDependencies("prom-client", modules)].toSorted());
  });

  it("without prom-client in the project brings it, as a peer", async () => {
    const stranger = project({ "package.json": `{ "name": "stranger" }` });
    await install(stranger, tarball.path);
    const modules = join(stranger, "node_modules");
    expect(packagesIn(modules)).toEqual(["ts-autometrics", ...withDependencies("prom-client", modules)].toSorted());
  });
});

/** What npm notes that it has installed. */
function packagesIn(modules: string): string[] {
  const { packages } = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8"));
  return Object.keys(packages)
    .map((path) => path.replace(/^.*node_modules\//, ""))
    .toSorted();
}

function withDependencies(name: string, modules: string): string[] {
  const { dependencies = {} } = manifest(join(modules, name));
  return [name, ...Object.keys(dependencies).flatMap((name) => withDependencies(name, modules))];
}
