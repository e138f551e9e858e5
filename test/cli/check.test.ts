import { describe, expect, it } from "vitest";
import { objectives, Shop, tsconfig } from "./project.js";

const users = `
/** @autometrics objective=api */
export function load() {}

/** @autometrics */
export class Users {
  all() {}
  one() {}
}
`;

describe("autometrics check", () => {
  it("counts the annotations that it found no mistakes in", async () => {
    const shop = new Shop({ "src/users.ts": users, "src/nothing.ts": "export {};\n" });
    expect(await shop.autometrics("check")).toEqual({
      code: 0,
      stdout: "no mistakes in 2 annotations in 1 file\n",
      stderr: "",
    });
  });

  it("counts what it looked at without an annotation, and says when there was nothing", async () => {
    const app = 'import express from "express";\nexpress().get("/users", (req, res) => { res.json([]); });\n';
    const plain = "export const one = () => 1;\n";
    const check = async (files: Record<string, string>, entry: object = {}) => {
      const shop = new Shop({ ...files, "tsconfig.json": tsconfig({}, { objectives, ...entry }) }, ["express"]);
      return (await shop.autometrics("check")).stdout;
    };
    expect(await check({ "src/app.ts": app, "src/plain.ts": plain })).toBe("no mistakes in 1 HTTP handler in 1 file\n");
    expect(await check({ "src/app.ts": app, "src/users.ts": users })).toBe(
      "no mistakes in 2 annotations and 1 HTTP handler in 2 files\n",
    );
    expect(
      await check(
        { "src/app.ts": app, "src/users.ts": users, "src/plain.ts": plain },
        { instrument: ["annotated", "routes", "exported"] },
      ),
    ).toBe("no mistakes in 2 annotations, 1 HTTP handler and 1 other function in 3 files\n");
    expect(await check({ "src/plain.ts": plain })).toBe("no mistakes; no annotation and no HTTP handler in 1 file\n");
  });

  it("says of a build's mistakes what the build says, and how many there are", async () => {
    const shop = new Shop({
      "src/users.ts": users,
      "src/wrong.ts":
        "/** @autometrics objectiv=api */\nexport function a() {}\n/** @autometrics */\nexport const b = 1;\n",
      "src/other.ts": "/** @autometrics objective=web */\nexport function c() {}\n",
    });
    const checked = await shop.autometrics("check");
    const built = await shop.tspc();
    expect(built.stdout).toContain("src/wrong.ts(1,18): error TS91101: AM1101: ");
    expect(checked).toEqual({
      code: 1,
      stdout: `${built.stdout}\n3 mistakes in 2 files; 'autometrics explain AM1003' says more\n`,
      stderr: "",
    });
  });

  it("finds mistakes in the configuration", async () => {
    const shop = new Shop({ "src/users.ts": users, "tsconfig.json": tsconfig({}, { instrument: "al" }) });
    expect(await shop.autometrics("check")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^tsconfig\.json\(14,23\): error TS91002: AM1002: 'instrument' has no mode 'al'/),
    });
  });

  it("finds a runtime that is missing where it would be imported", async () => {
    const shop = new Shop({ "src/users.ts": users, "tsconfig.json": tsconfig({}, { objectives, runtime: "nope" }) });
    const { code, stdout } = await shop.autometrics("check");
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("error TS91202: AM1202: 'nope'") });
  });

  it("says in the compiler's format what is probably not meant, and goes on", async () => {
    const entry = { objectives: { ...objectives, apí: { successRate: 99 } } };
    const shop = new Shop({ "src/users.ts": users, "tsconfig.json": tsconfig({}, entry) });
    const { code, stdout, stderr } = await shop.autometrics("check");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "no mistakes in 2 annotations in 1 file\n" });
    expect(stderr).toMatch(/^tsconfig\.json\(18,11\): warning TS91002: AM1002: the objective's name 'apí' is unusual/);
  });

  it("finds the mistakes of projects that are referred to, each once", async () => {
    const shop = new Shop({
      "core/tsconfig.json": tsconfig({ composite: true }),
      "core/src/core.ts": "/** @autometrics objectiv=api */\nexport const core = () => 1;\n",
      "src/users.ts": users,
      "tsconfig.json": tsconfig({}, { objectives }, { references: [{ path: "core" }] }),
      "tsconfig.other.json": tsconfig({ outDir: "other" }, { objectives }, { references: [{ path: "core" }] }),
    });
    const { code, stdout } = await shop.autometrics("check", "-p", ".", "-p", "tsconfig.other.json");
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toMatch(/^core\/src\/core\.ts\(1,18\): error TS91101/);
    expect(stdout).toContain("\n1 mistake in 1 file;");
  });

  it("writes nothing", async () => {
    const shop = new Shop({ "src/users.ts": users, "tsconfig.json": tsconfig({ incremental: true }) });
    await shop.autometrics("check", "--require-objective");
    expect(() => shop.read("dist/users.js")).toThrow("ENOENT");
    expect(() => shop.read("dist/tsconfig.tsbuildinfo")).toThrow("ENOENT");
  });

  describe("--require-objective", () => {
    const app = `import express, { type Request, type Response, type NextFunction } from "express";
express().get("/users", limit, (req, res) => res.json([]));
/** @autometrics */
function limit(req: Request, res: Response, next: NextFunction) {
  next();
}
`;

    it("fails on an HTTP handler outside any objective", async () => {
      const shop = new Shop({ "src/users.ts": users, "src/app.ts": app }, ["express"]);
      const { code, stdout } = await shop.autometrics("check", "--require-objective");
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /\nsrc\/app\.ts\(2,32\): the handler 'GET \/users' is outside any objective\nHTTP handlers with an objective: 0 of 1; /,
      );
    });

    it("is content with an objective for all routes, and asks nothing of other functions", async () => {
      const entry = { objectives, routes: { objective: "api" } };
      const files = { "src/users.ts": users, "src/app.ts": app, "tsconfig.json": tsconfig({}, entry) };
      expect(await new Shop(files, ["express"]).autometrics("check", "--require-objective")).toEqual({
        code: 0,
        stdout: "no mistakes in 3 annotations and 1 HTTP handler in 2 files\nHTTP handlers with an objective: 1 of 1\n",
        stderr: "",
      });
    });
  });
});
