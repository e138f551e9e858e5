import { describe, expect, it } from "vitest";
import { objectives, Project, tsconfig } from "./project.js";

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
  it("counts the annotations that it found no mistakes in", () => {
    const shop = new Project({ "src/users.ts": users, "src/nothing.ts": "export {};\n" });
    expect(shop.autometrics("check")).toEqual({
      code: 0,
      stdout: "no mistakes in 2 annotations in 1 file\n",
      stderr: "",
    });
  });

  it("says of a build's mistakes what the build says, and how many there are", () => {
    const shop = new Project({
      "src/users.ts": users,
      "src/wrong.ts":
        "/** @autometrics objectiv=api */\nexport function a() {}\n/** @autometrics */\nexport const b = 1;\n",
      "src/other.ts": "/** @autometrics objective=web */\nexport function c() {}\n",
    });
    const checked = shop.autometrics("check");
    const built = shop.tspc();
    expect(built.stdout).toContain("src/wrong.ts(1,18): error TS91101: AM1101: ");
    expect(checked).toEqual({
      code: 1,
      stdout: `${built.stdout}\n3 mistakes in 2 files; 'autometrics explain AM1003' says more\n`,
      stderr: "",
    });
  });

  it("finds mistakes in the configuration", () => {
    const shop = new Project({ "src/users.ts": users, "tsconfig.json": tsconfig({}, { instrument: "al" }) });
    expect(shop.autometrics("check")).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^tsconfig\.json\(14,23\): error TS91002: AM1002: 'instrument' has no mode 'al'/),
    });
  });

  it("finds a runtime that is missing where it would be imported", () => {
    const shop = new Project({ "src/users.ts": users, "tsconfig.json": tsconfig({}, { objectives, runtime: "nope" }) });
    const { code, stdout } = shop.autometrics("check");
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("error TS91202: AM1202: 'nope'") });
  });

  it("says in the compiler's format what is probably not meant, and goes on", () => {
    const entry = { objectives: { ...objectives, apí: { successRate: 99 } } };
    const shop = new Project({ "src/users.ts": users, "tsconfig.json": tsconfig({}, entry) });
    const { code, stdout, stderr } = shop.autometrics("check");
    expect({ code, stdout }).toEqual({ code: 0, stdout: "no mistakes in 2 annotations in 1 file\n" });
    expect(stderr).toMatch(/^tsconfig\.json\(18,11\): warning TS91002: AM1002: the objective's name 'apí' is unusual/);
  });

  it("finds the mistakes of projects that are referred to, each once", () => {
    const shop = new Project({
      "core/tsconfig.json": tsconfig({ composite: true }),
      "core/src/core.ts": "/** @autometrics objectiv=api */\nexport const core = () => 1;\n",
      "src/users.ts": users,
      "tsconfig.json": tsconfig({}, { objectives }, { references: [{ path: "core" }] }),
      "tsconfig.other.json": tsconfig({ outDir: "other" }, { objectives }, { references: [{ path: "core" }] }),
    });
    const { code, stdout } = shop.autometrics("check", "-p", ".", "-p", "tsconfig.other.json");
    expect(code).toBe(1);
    expect(stdout.split("\n")[0]).toMatch(/^core\/src\/core\.ts\(1,18\): error TS91101/);
    expect(stdout).toContain("\n1 mistake in 1 file;");
  });

  it("writes nothing", () => {
    const shop = new Project({ "src/users.ts": users, "tsconfig.json": tsconfig({ incremental: true }) });
    shop.autometrics("check", "--require-objective");
    expect(() => shop.read("dist/users.js")).toThrow("ENOENT");
    expect(() => shop.read("dist/tsconfig.tsbuildinfo")).toThrow("ENOENT");
  });

  it("requires objectives of HTTP handlers only", () => {
    const shop = new Project({ "src/users.ts": users });
    expect(shop.autometrics("check", "--require-objective")).toEqual({
      code: 0,
      stdout: "no mistakes in 2 annotations in 1 file\n0 of 0 HTTP handlers with an objective\n",
      stderr: "",
    });
  });
});
