/** Mistakes in the configuration as a build on the command line shows them. Needs the built package in dist/. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { folderWith } from "./project.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const tspc = join(root, "node_modules/.bin/tspc");

const source =
  "/** @autometrics objective=api */\nexport function load(id: number): string {\n  return String(id);\n}\n";
const right = { api: { successRate: 99.9 } };
const wrong = { api: { sucessRate: 99.9 } };
const mistake = "error TS91001: AM1001: unknown key 'sucessRate' in objective 'api'; did you mean 'successRate'?";

/** Nothing here needs the whole standard library, and it takes most of a small build. */
const quick = { lib: ["es5"], skipLibCheck: true };

/** A project that has everything installed. */
function project(compilerOptions: object = {}) {
  const folder = folderWith({
    "package.json": { name: "shop", type: "module" },
    "src/users.ts": source,
    "src/other.ts": "export const answer = 42;\n",
    "node_modules/.keep": "",
  });
  symlinkSync(root, join(folder, "node_modules/ts-autometrics"), "junction");
  for (const name of ["prom-client", "typescript", "ts-patch"]) {
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  return {
    write,
    configure(objectives: object) {
      const options = { module: "nodenext", target: "es2022", rootDir: "src", outDir: "dist", types: [], ...quick };
      const plugins = [{ transform: "ts-autometrics/transformer", objectives }];
      const content = { compilerOptions: { ...options, ...compilerOptions, plugins }, include: ["src"] };
      write("tsconfig.json", `${JSON.stringify(content, undefined, 2)}\n`);
    },
    build(...args: string[]) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [tspc, ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      return { status, stdout: stdout.trimEnd(), stderr: stderr.trimEnd() };
    },
    read(name: string): string {
      return existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "";
    },
    /** Every file that a build has written. */
    written(): string[] {
      // Not through node_modules, where links lead back to the repository and round in it.
      const dist = join(folder, "dist");
      const emitted = existsSync(dist) ? readdirSync(dist, { recursive: true, encoding: "utf8" }) : [];
      return [...emitted, ...readdirSync(folder)].filter((name) => /\.(tsbuildinfo|js)$/.test(name));
    },
  };
}

const instrumented = 'import * as $am from "ts-autometrics/runtime"';
const clean = { status: 0, stdout: "", stderr: "ts-autometrics: 1 function in 1 file" };

describe("a bad option", () => {
  it("fails the build in the compiler's own format, and leaves every file as it was", () => {
    const shop = project();
    shop.configure(wrong);
    expect(shop.build()).toEqual({ status: 2, stdout: `tsconfig.json(17,13): ${mistake}`, stderr: "" });
    expect(shop.read("dist/users.js")).toBe(source.replace(/: (number|string)/g, "").replace(/^ {2}/m, "    "));
    shop.configure(right);
    expect(shop.build()).toEqual(clean);
    expect(shop.read("dist/users.js")).toContain(instrumented);
  });

  const ways = [
    { name: "incremental", options: { incremental: true }, args: [] },
    { name: "composite", options: { composite: true }, args: [] },
    { name: "--build", options: {}, args: ["--build"] },
    { name: "-b with composite", options: { composite: true }, args: ["-b", "tsconfig.json"] },
  ];
  for (const { name, options, args } of ways) {
    it(`is not remembered once it is mended, with ${name}`, () => {
      const shop = project(options);
      shop.configure(wrong);
      const { status, stdout } = shop.build(...args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringMatching(/^tsconfig\.json\(\d+,13\): /) });
      expect(stdout.endsWith(mistake)).toBe(true);
      expect(shop.written()).toEqual([]);
      shop.configure(right);
      expect(shop.build(...args)).toEqual(clean);
      expect(shop.read("dist/users.js")).toContain(instrumented);
      expect(shop.written().filter((name) => name.endsWith(".tsbuildinfo"))).toHaveLength(1);
    });
  }

  it("ends a watch, which would go on saying it", () => {
    const shop = project();
    shop.configure(wrong);
    const { status, stdout } = shop.build("--watch", "--preserveWatchOutput");
    expect(status).toBe(2);
    expect(stdout.endsWith(mistake)).toBe(true);
  });

  it("does not hide the type errors of an incremental build", () => {
    const shop = project({ incremental: true });
    shop.configure(wrong);
    shop.write("src/other.ts", 'export const answer: number = "42";\n');
    const { status, stdout } = shop.build();
    expect(status).toBe(2);
    expect(stdout).toContain("src/other.ts(1,14): error TS2322");
    expect(stdout).toContain(mistake);
  });
});

describe("a name that other tools do not expect", () => {
  it("is a warning on stderr, and the build is good", () => {
    const shop = project();
    shop.configure({ ...right, apí: { successRate: 99 } });
    const { status, stdout, stderr } = shop.build();
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toMatch(
      /^ts-autometrics: AM1002: the objective's name 'apí' is unusual: .*\n.*1 function in 1 file$/,
    );
  });
});

describe("an objective that the configuration does not have", () => {
  it("is mended in the configuration alone, after an incremental build that was right", () => {
    const shop = project({ incremental: true });
    shop.configure(right);
    expect(shop.build()).toEqual(clean);
    shop.write("src/users.ts", source.replace("objective=api", "objective=web"));
    const failed = shop.build();
    expect(failed.status).toBe(2);
    expect(failed.stdout).toMatch(/^src\/users\.ts\(1,28\): error TS91003: AM1003: unknown objective 'web'/);
    shop.configure({ ...right, web: { successRate: 99 } });
    expect(shop.build()).toEqual(clean);
    expect(shop.read("dist/users.js")).toContain('objective: "web"');
  });
});
