/** Programs that are instrumented when Node loads them. The same for every version of Node. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Project, type Settings, untouched } from "../support/project.js";

const settings: Settings = { options: { moduleRoot: "." } };
const register = ["--enable-source-maps", "--import", "ts-autometrics/register"];

/** What a TypeScript file and the emitted JavaScript of one have in common. */
const users = (number: string) => `/** @autometrics objective=api */
export async function find(id${number}) {
  if (id > 1) throw new Error("no user");
  return "Ada";
}
`;
const main = (file: string) => `
  import { find } from "./${file}";
  await find(1);
  const error = await find(2).catch((error) => error);
  console.log(JSON.stringify(/at find \\((.*)\\)/.exec(error.stack)?.[1]));
`;
const called = { find: { ok: 1, error: 1 } };

export function describeRegister(node: string): void {
  describe("instruments what is loaded:", () => {
    it("ES modules of JavaScript, with their places in stack traces", async () => {
      const project = new Project({ "app/users.js": users(""), "app/main.js": main("users.js") }, settings);
      const run = await project.run("app/main.js", register, node);
      expect(run).toMatchObject({ stderr: "", code: 0, result: join(project.folder, "app/users.js:3:21") });
      expect(run.metrics.calls("app/users")).toEqual(called);
    });

    it("CommonJS, required and imported", async () => {
      const files = {
        "app/twice.cjs": `/** @autometrics */ function twice(n) { return 2 * n }\nmodule.exports = { twice };`,
        "app/main.cjs": `/** @autometrics */ exports.three = () => require("./twice.cjs").twice(1) + 1;`,
        "app/main.js": `import main from "./main.cjs"; import { twice } from "./twice.cjs"; console.log(main.three() + twice(2));`,
      };
      const run = await new Project(files, settings).run("app/main.js", register, node);
      expect(run).toMatchObject({ stderr: "", code: 0, result: 7 });
      expect(run.metrics.calls("app/main")).toEqual({ three: { ok: 1, error: 0 } });
      expect(run.metrics.calls("app/twice")).toEqual({ twice: { ok: 2, error: 0 } });
    });

    it("emitted JavaScript that has kept its comments, counted as its source is, with places in that", async () => {
      const files = { "users.ts": users(": number"), "main.ts": main("users.js") };
      const project = new Project(files, { compilerOptions: { sourceMap: true } }).build(untouched);
      const run = await project.run("dist/main.js", register, node);
      expect(run).toMatchObject({ stderr: "", code: 0, result: join(project.folder, "src/users.ts:3:21") });
      expect(run.metrics.calls("users")).toEqual(called);
    });

    it("emitted JavaScript without source maps, counted as its source is", async () => {
      const files = { "users.ts": users(": number"), "main.ts": main("users.js") };
      const run = await new Project(files).build(untouched).run("dist/main.js", register, node);
      expect(run.metrics.calls("users")).toEqual(called);
    });

    it("what a build has instrumented already, once", async () => {
      const files = { "users.ts": users(": number"), "main.ts": main("users.js") };
      const run = await new Project(files).build().run("dist/main.js", register, node);
      expect(run).toMatchObject({ stderr: "", code: 0 });
      expect(run.metrics.calls("users")).toEqual(called);
    });

    it("TypeScript in ES modules, with tsx behind it", async () => {
      const files = { "users.ts": users(": number"), "main.ts": main("users.ts") };
      const project = new Project(files, { packages: ["tsx"] });
      const run = await project.run("src/main.ts", [...register, "--import", "tsx"], node);
      expect(run).toMatchObject({ stderr: "", code: 0, result: join(project.folder, "src/users.ts:3:21") });
      expect(run.metrics.calls("users")).toEqual(called);
    });

    it.each([
      ["before", [...register, "--import", "tsx"]],
      ["behind", ["--import", "tsx", ...register]],
    ])("TypeScript in CommonJS, %s tsx", async (_, nodeOptions) => {
      const files = {
        "users.ts": users(": number"),
        "names.tsx": `/** @autometrics */\nexport const shout = (name: string): string => name + "!";`,
        "twice.cts": `/** @autometrics */\nfunction twice(n: number): number { return 2 * n }\nexport = twice;`,
        "script.ts": `/** @autometrics */\nexports.same = (n: number): number => n;`,
        "main.ts": `
          import { find } from "./users";
          import { shout } from "./names";
          import twice = require("./twice.cts");
          enum Id { Ada = 1, Nobody }
          async function main(): Promise<void> {
            shout(await find(Id.Ada));
            twice(require("./script").same(1));
            const error = await find(Id.Nobody).catch((error: Error) => error);
            console.log(JSON.stringify(/at find \\((.*)\\)/.exec((error as Error).stack!)?.[1]));
          }
          main();`,
      };
      const project = new Project(files, { packages: ["tsx"], packageJson: { type: "commonjs" } });
      const run = await project.run("src/main.ts", nodeOptions, node);
      expect(run).toMatchObject({ stderr: "", code: 0, result: join(project.folder, "src/users.ts:3:21") });
      const once = { ok: 1, error: 0 };
      expect(run.metrics.calls()).toEqual({ find: { ok: 1, error: 1 }, shout: once, twice: once, same: once });
    });

    it("handlers in CommonJS once, which tsx hands on as JavaScript", async () => {
      const files = {
        "main.ts": `
          import { createServer } from "node:http";
          const server = createServer((request, response) => { response.end(request.url) });
          server.listen(0, "127.0.0.1", async () => {
            const { port } = server.address() as { port: number };
            console.log(JSON.stringify(await (await fetch("http://127.0.0.1:" + port + "/a")).text()));
            server.closeAllConnections();
            server.close();
          });`,
      };
      const project = new Project(files, { packages: ["tsx"], packageJson: { type: "commonjs" } });
      const run = await project.run("src/main.ts", [...register, "--import", "tsx"], node);
      expect(run).toMatchObject({ stderr: "", code: 0, result: "/a" });
      expect(Object.values(run.metrics.calls("main"))).toEqual([{ ok: 1, error: 0 }]);
    });

    it("and reads of the files themselves as they are", async () => {
      const text = `/** @autometrics */ exports.own = () => require("fs").readFileSync(__filename, "utf8");`;
      const files = {
        "app/own.cjs": text,
        "app/main.cjs": `console.log(JSON.stringify(require("./own.cjs").own() + require("fs").readFileSync.name));`,
      };
      const run = await new Project(files, settings).run("app/main.cjs", register, node);
      expect(run).toMatchObject({ stderr: "", code: 0, result: `${text}readFileSync` });
      expect(run.metrics.calls("app/own")).toEqual({ own: { ok: 1, error: 0 } });
    });

    it("nothing of the packages that a program has installed", async () => {
      const files = {
        "node_modules/lib/package.json": `{ "name": "lib", "main": "index.js" }`,
        "node_modules/lib/index.js": `/** @autometrics */ exports.f = function () { return 1 };`,
        "app/main.js": `import lib from "lib"; console.log(lib.f());`,
      };
      const run = await new Project(files, settings).run("app/main.js", register, node);
      expect(run).toMatchObject({ stderr: "", result: 1 });
      expect(run.metrics.calls()).toEqual({});
    });
  });

  it("loads no compiler where no file has a sign of work", async () => {
    const files = {
      "app/plain.cjs": "exports.f = () => 1;",
      "app/main.cjs": `
        require("./plain.cjs").f();
        console.log(JSON.stringify(Object.keys(require.cache).filter((file) => /typescript/.test(file))));`,
    };
    const run = await new Project(files, settings).run("app/main.cjs", register, node);
    expect(run).toMatchObject({ stderr: "", result: [] });
  });

  describe("does not start a program", () => {
    const starts = async (project: Project, entry: string) => {
      const { code, stdout, stderr } = await project.run(entry, register, node);
      expect(code).not.toBe(0);
      expect(stdout).toBe("");
      return stderr;
    };

    it("with a mistake in an annotation, which is shown in its place", async () => {
      const files = {
        "app/users.js": `export {};\n/** @autometrics objectiv=api */\nexport function find() {}\n`,
        "app/main.js": `console.log("started"); import "./users.js";`,
      };
      const stderr = await starts(new Project(files, settings), "app/main.js");
      expect(stderr).toContain(
        [
          "app/users.js:2:18 - error AM1101: unknown key 'objectiv'; did you mean 'objective'?",
          "",
          "2 | /** @autometrics objectiv=api */",
          "  |                  ~~~~~~~~",
        ].join("\n"),
      );
    });

    it("with a mistake in the configuration", async () => {
      const project = new Project(
        { "app/main.js": `console.log("started");` },
        { options: { instrument: "everything" } },
      );
      expect(await starts(project, "app/main.js")).toMatch(
        /tsconfig\.json:\d+:\d+ - error AM1002: 'instrument' has no mode/,
      );
    });

    it("that no TypeScript can read, with a sentence about what to install", async () => {
      const native = `exports.version = "7.0.2";`;
      const project = new Project(
        { "app/users.js": users(""), "app/node_modules/typescript/index.js": native },
        settings,
      );
      expect(await starts(project, "app/users.js")).toMatch(/error AM1203: .*npm install -D @typescript\/typescript6/);
    });
  });
}

/** For a Node that strips types by itself. */
export function describeTypeStripping(node: string): void {
  it("instruments TypeScript that Node strips of its types, in ES modules and in CommonJS", async () => {
    const files = {
      "users.ts": users(": number"),
      "main.ts": `import { createRequire } from "node:module"; createRequire(import.meta.url)("./twice.cts").twice(1); ${main("users.ts").replace("error)", "error: Error)")}`,
      "twice.cts": `/** @autometrics */\nfunction twice(n: number): number { return 2 * n }\nmodule.exports = { twice };`,
    };
    const project = new Project(files);
    const run = await project.run("src/main.ts", register, node);
    expect(run).toMatchObject({ stderr: "", code: 0, result: join(project.folder, "src/users.ts:3:21") });
    expect(run.metrics.calls("users")).toEqual(called);
    expect(run.metrics.calls("twice")).toEqual({ twice: { ok: 1, error: 0 } });
  });
}
