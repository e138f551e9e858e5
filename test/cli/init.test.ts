import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Shop } from "./project.js";

const entry = `{
        "transform": "ts-autometrics/transformer",
        "objectives": { "api": { "successRate": 99.9, "latency": ["250ms", 99] } },
        "routes": { "objective": "api", "exclude": ["/metrics", "/health"] }
      }`;

interface Manifest {
  readonly scripts?: Record<string, string>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/** A project that nobody has set up, with the compiler that is installed for the tests. */
function shop(manifest: Manifest, files: Record<string, string> = {}, compiler = true): Shop {
  const shop = new Shop({ "src/main.ts": "export {};\n", "tsconfig.json": "{}\n", ...files });
  if (!compiler) shop.delete("node_modules/typescript");
  const dependencies = { express: "^5.0.0", ...manifest.dependencies };
  shop.write("package.json", `${JSON.stringify({ name: "shop", ...manifest, dependencies }, undefined, 2)}\n`);
  return shop;
}

function scriptsOf(shop: Shop): unknown {
  return JSON.parse(shop.read("package.json")).scripts;
}

const built = { build: "tsc", start: "node dist/main.js" };

describe("autometrics init, where nest builds", () => {
  const scripts = { build: "nest build", start: "nest start", "start:prod": "node dist/main" };
  const starter = `{
  "sourceRoot": "src",
  "compilerOptions": {
    "deleteOutDir": true
  }
}
`;

  it("names the transformer among the plugins of nest-cli.json, and leaves its commands", async () => {
    const project = shop({ scripts }, { "nest-cli.json": starter, "tsconfig.build.json": "{}" });
    const { code, stdout } = await project.autometrics("init");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining("built by nest") });
    expect(project.read("nest-cli.json")).toBe(`{
  "sourceRoot": "src",
  "compilerOptions": {
    "deleteOutDir": true,
    "plugins": [
      "ts-autometrics/transformer"
    ]
  }
}
`);
    expect(project.read("autometrics.json")).toContain('"objective": "api"');
    expect(project.read("tsconfig.build.json")).toBe("{}");
    const production = "node --import ts-autometrics/serve dist/main";
    expect(scriptsOf(project)).toEqual({ ...scripts, "start:prod": production });
  });

  it("puts it behind the plugins that are there, and changes nothing a second time", async () => {
    const before = '{ "compilerOptions": {\n  "plugins": ["@nestjs/swagger"]\n} }';
    const project = shop({ scripts }, { "nest-cli.json": before });
    await project.autometrics("init");
    const after = project.read("nest-cli.json");
    expect(JSON.parse(after).compilerOptions.plugins).toEqual(["@nestjs/swagger", "ts-autometrics/transformer"]);
    expect((await project.autometrics("init")).stdout).toContain("Nothing to change.");
    expect(project.read("nest-cli.json")).toBe(after);
  });

  it.each([
    ["its builder", "nest build", '{ "compilerOptions": { "builder": "swc" } }'],
    ["its script", "nest build --builder swc", "{}"],
  ])("has tspc build where %s says that no compiler of TypeScript does", async (_, build, nestCli) => {
    const project = shop({ scripts: { build } }, { "nest-cli.json": nestCli, "tsconfig.build.json": "{}" });
    const { stdout } = await project.autometrics("init");
    expect(project.read("nest-cli.json")).toBe(nestCli);
    expect(scriptsOf(project)).toEqual({ build: "tspc -p tsconfig.build.json" });
    expect(stdout).toContain("npx autometrics list --project tsconfig.build.json");
  });
});

describe("autometrics init, where tsc builds", () => {
  it("names the transformer in the tsconfig, and keeps its comments and its form", async () => {
    const project = shop(
      { scripts: built },
      {
        "tsconfig.json": `{
  // What we write.
  "compilerOptions": {
    "target": "es2022", /* new enough */
    "lib": ["es2022"], "module": "nodenext" // for Node
  },
  "include": ["src"], // and no tests
}
`,
      },
    );
    const { code, stderr } = await project.autometrics("init");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(project.read("tsconfig.json")).toBe(`{
  // What we write.
  "compilerOptions": {
    "target": "es2022", /* new enough */
    "lib": ["es2022"], "module": "nodenext", // for Node
    "plugins": [
      ${entry}
    ]
  },
  "include": ["src"], // and no tests
}
`);
  });

  it.each([
    ["{}", `{\n  "compilerOptions": {\n    "plugins": [\n      ${entry}\n    ]\n  }\n}`],
    [
      '{ "extends": "./base" }',
      `{ "extends": "./base",\n  "compilerOptions": {\n    "plugins": [\n      ${entry}\n    ]\n  }\n}`,
    ],
    [
      '{\n  "compilerOptions": {\n    "plugins": [\n      { "name": "other" }\n    ]\n  }\n}',
      `{\n  "compilerOptions": {\n    "plugins": [\n      { "name": "other" },\n      ${entry}\n    ]\n  }\n}`,
    ],
    [
      '{\n  "compilerOptions": {\n    // nothing yet\n  }\n}',
      `{\n  "compilerOptions": {\n    // nothing yet\n    "plugins": [\n      ${entry}\n    ]\n  }\n}`,
    ],
  ])("finds the place in %j", async (before, after) => {
    const project = shop({ scripts: built }, { "tsconfig.json": before, "base.json": "{}" });
    await project.autometrics("init");
    expect(project.read("tsconfig.json")).toBe(after);
  });

  it("indents with tabs, and ends lines, as the file does", async () => {
    const project = shop(
      { scripts: built },
      { "tsconfig.json": '{\r\n\t"compilerOptions": {\r\n\t\t"strict": true\r\n\t}\r\n}\r\n' },
    );
    await project.autometrics("init");
    expect(project.read("tsconfig.json")).toMatch(
      /^\{\r\n\t"compilerOptions": \{\r\n\t\t"strict": true,\r\n\t\t"plugins": \[\r\n\t\t\t\{\r\n\t\t\t\t"transform"/,
    );
  });

  it("builds with tspc, and serves metrics where nothing does", async () => {
    const scripts = {
      build: "rimraf dist && tsc -p tsconfig.build.json && tsc-alias",
      watch: "npx tsc --watch",
      check: "tsc --noEmit && biome check",
      dev: "tsx watch src/main.ts",
      start: "NODE_ENV=production node --enable-source-maps dist/main.js",
    };
    const project = shop({ scripts }, { "tsconfig.build.json": '{ "extends": "./tsconfig.json" }' });
    await project.autometrics("init");
    expect(scriptsOf(project)).toEqual({
      ...scripts,
      build: "rimraf dist && tspc -p tsconfig.build.json && tsc-alias",
      watch: "npx tspc --watch",
      start: "NODE_ENV=production node --import ts-autometrics/serve --enable-source-maps dist/main.js",
    });
    expect(project.read("tsconfig.build.json")).toContain("ts-autometrics/transformer");
    expect(project.read("tsconfig.json")).toBe("{}\n");
  });

  it("leaves the start alone where a source serves metrics", async () => {
    const project = shop(
      { scripts: built },
      { "src/metrics.ts": 'import { register } from "prom-client";\nregister.metrics();\n' },
    );
    await project.autometrics("init");
    expect(scriptsOf(project)).toEqual({ ...built, build: "tspc" });
  });

  it("makes what builds, and a build that measures", async () => {
    const project = shop(
      { scripts: built },
      {
        "tsconfig.json": JSON.stringify({
          compilerOptions: { target: "es2022", module: "nodenext", types: [], rootDir: "src", outDir: "dist" },
          include: ["src"],
        }),
        "src/main.ts": "/** @autometrics objective=api */\nexport const answer = () => 42;\n",
      },
    );
    expect((await project.autometrics("init")).code).toBe(0);
    expect((await project.autometrics("list")).stdout).toContain("objective=api");
  });

  it("changes nothing when it is run again", async () => {
    const project = shop({ scripts: built });
    await project.autometrics("init");
    const [tsconfig, manifest] = [project.read("tsconfig.json"), project.read("package.json")];
    const { code, stdout } = await project.autometrics("init");
    expect(code).toBe(0);
    expect(stdout).toContain("Nothing to change.");
    expect([project.read("tsconfig.json"), project.read("package.json")]).toEqual([tsconfig, manifest]);
  });

  it("shows what it would do, and does nothing, with --dry-run", async () => {
    const project = shop({ scripts: built });
    const { stdout } = await project.autometrics("init", "--dry-run");
    expect(stdout).toContain('+    "build": "tspc",');
    expect(stdout).toContain("Would change tsconfig.json, package.json.");
    expect(project.read("tsconfig.json")).toBe("{}\n");
    expect(scriptsOf(project)).toEqual(built);
  });

  it.each([
    ["5.9.3", "npm install --save-dev ts-patch@3\n"],
    ["6.0.3", "npm install --save-dev ts-patch\n"],
  ])("asks for the ts-patch of TypeScript %s", async (version, install) => {
    const project = shop({ scripts: built, devDependencies: { typescript: version } }, {}, false);
    const { stdout } = await project.autometrics("init");
    expect(stdout).toContain(`npm install ts-autometrics prom-client\n  ${install}`);
  });

  it.each([
    ["pnpm-lock.yaml", "pnpm add ts-autometrics prom-client"],
    ["yarn.lock", "yarn add ts-autometrics prom-client"],
  ])("says it in the words of the package manager of %s", async (file, install) => {
    const project = shop({ scripts: built }, { [file]: "" });
    expect((await project.autometrics("init")).stdout).toContain(install);
  });
});

describe("autometrics init, where tsc does not build", () => {
  it("gives a bundler's project an autometrics.json, and says the line for its configuration", async () => {
    const scripts = { build: "vite build --ssr src/main.ts", start: "node dist/main.js" };
    const project = shop(
      { scripts, devDependencies: { vite: "^8.0.0" } },
      { "vite.config.ts": "export default {};\n" },
    );
    const { stdout } = await project.autometrics("init");
    expect(stdout).toContain("built by Vite");
    expect(stdout).toContain('in vite.config.ts: import autometrics from "ts-autometrics/vite"');
    expect(JSON.parse(project.read("autometrics.json"))).toEqual({
      $schema: "./node_modules/ts-autometrics/dist/schema.json",
      objectives: { api: { successRate: 99.9, latency: ["250ms", 99] } },
      routes: { objective: "api", exclude: ["/metrics", "/health"] },
    });
    expect(project.read("tsconfig.json")).toBe("{}\n");
    expect(scriptsOf(project)).toEqual({ ...scripts, start: "node --import ts-autometrics/serve dist/main.js" });
  });

  it("takes React Router's project for one that Vite builds, though it checks its types by tsc", async () => {
    const scripts = {
      build: "react-router build",
      start: "react-router-serve ./build/server/index.js",
      typecheck: "react-router typegen && tsc",
    };
    const project = shop({ scripts }, { "vite.config.ts": "export default {};\n" });
    const { stdout } = await project.autometrics("init");
    expect(stdout).toContain("built by Vite");
    expect(stdout).toContain('in vite.config.ts: import autometrics from "ts-autometrics/vite"');
    expect(stdout).toContain("start the program with 'node --import ts-autometrics/serve …'");
    expect(scriptsOf(project)).toEqual(scripts);
  });

  it("asks Next.js' project for a route that serves metrics, and for the loader or the plugin", async () => {
    const scripts = { build: "next build", start: "next start" };
    const project = shop({ scripts, dependencies: { next: "^16.0.0" } }, { "next.config.ts": "export default {};\n" });
    const { stdout } = await project.autometrics("init");
    expect(stdout).toContain('in next.config.ts: turbopack.rules with "ts-autometrics/loader"');
    expect(stdout).toContain("  app/metrics/route.ts");
    expect(scriptsOf(project)).toEqual(scripts);
  });

  it("has that route beside Next.js' pages", async () => {
    const scripts = { build: "next build", start: "next start" };
    const project = shop(
      { scripts, dependencies: { next: "^16.0.0" } },
      { "src/pages/api/hello.ts": "export default () => {};\n" },
    );
    expect((await project.autometrics("init")).stdout).toContain("  src/app/metrics/route.ts");
  });

  it("has a program that runs from its sources instrumented when it is loaded", async () => {
    const scripts = { dev: "tsx watch src/main.ts", start: "node src/main.ts" };
    const project = shop({ scripts });
    await project.autometrics("init");
    const flags = "--import ts-autometrics/register --import ts-autometrics/serve";
    expect(scriptsOf(project)).toEqual({ dev: `tsx watch ${flags} src/main.ts`, start: `node ${flags} src/main.ts` });
    expect(existsSync(join(project.folder, "autometrics.json"))).toBe(true);
  });

  it("takes a project on TypeScript 7 the same way, with the compiler that has an API", async () => {
    const project = shop({ scripts: built, devDependencies: { typescript: "^7.0.2" } }, {}, false);
    const { stdout } = await project.autometrics("init");
    expect(stdout).toContain("TypeScript 7 takes no transformers: it is instrumented when it is loaded");
    expect(stdout).toContain("npm install --save-dev @typescript/typescript6");
    expect(scriptsOf(project)).toMatchObject({
      build: "tsc",
      start: expect.stringContaining("ts-autometrics/register"),
    });
  });
});

describe("autometrics init says what keeps it from its work", () => {
  const solution = '{ "files": [], "references": [{ "path": "./api" }] }';
  const base = '{ "compilerOptions": { "plugins": [{ "name": "other" }] } }';
  it.each([
    [
      "a tsconfig that only refers to others",
      { "tsconfig.json": solution },
      "tsconfig.json only refers to other projects",
    ],
    ["a tsconfig that is no JSON", { "tsconfig.json": "compilerOptions:" }, "tsconfig.json is not JSON"],
    [
      "plugins that are inherited, and would be lost",
      { "tsconfig.json": '{ "extends": "./base.json" }', "base.json": base },
      "tsconfig.json has its plugins from base.json; run this with --project base.json",
    ],
  ])("%s", async (_, files, message) => {
    const project = shop({ scripts: built }, files);
    const { code, stderr } = await project.autometrics("init");
    expect(code).toBe(2);
    expect(stderr).toContain(`autometrics init: ${message}`);
    expect(scriptsOf(project)).toEqual(built);
  });

  it("a package.json that is no JSON", async () => {
    const project = shop({});
    project.write("package.json", "{");
    const { code, stderr } = await project.autometrics("init");
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: "autometrics init: package.json is not JSON; mend it first\n",
    });
  });

  it("a tsconfig that is not there", async () => {
    const project = shop({ scripts: built });
    const { code, stderr } = await project.autometrics("init", "--project", "nowhere.json");
    expect(code).toBe(2);
    expect(stderr).toContain(
      "there is no nowhere.json; make one with 'npx tsc --init', or name another with --project",
    );
  });
});
