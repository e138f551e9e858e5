/** What keeps a command from its work: one sentence on stderr, exit code 2, nothing on stdout. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, Shop, tsconfig } from "./project.js";

const load = "/** @autometrics */\nexport function load() {}\n";

function failed(stderr: string) {
  return { code: 2, stdout: "", stderr };
}

describe("a command line that cannot be carried out", () => {
  it("has an unknown option", async () => {
    const { code, stdout, stderr } = await new Shop({}).autometrics("list", "--jsn");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^autometrics list: Unknown option '--jsn'.*\nSee 'autometrics list --help'\.\n$/);
  });

  it.each(["list", "check"])("gives '%s' an argument", async (name) => {
    const said = `autometrics ${name}: unexpected argument 'src'\nSee 'autometrics ${name} --help'.\n`;
    expect(await new Shop({}).autometrics(name, "src")).toEqual(failed(said));
  });

  it("names a project that is not there", async () => {
    const said = "autometrics check: there is no file 'nope.json'; name a tsconfig, or a folder that has one\n";
    expect(await new Shop({}).autometrics("check", "--project", "nope.json")).toEqual(failed(said));
  });

  it("names a folder without a tsconfig", async () => {
    const shop = new Shop({ "src/users.ts": load });
    const said = "autometrics list: there is no file 'src/tsconfig.json'; name a tsconfig, or a folder that has one\n";
    expect(await shop.autometrics("list", "-p", "src")).toEqual(failed(said));
  });
});

describe("a project that cannot be read", () => {
  it("has a mistake in its tsconfig, which is said in the compiler's words", async () => {
    const shop = new Shop({ "src/users.ts": load, "tsconfig.json": '{\n  "include": ["src"\n}\n' });
    const said = "autometrics list: tsconfig.json cannot be used:\ntsconfig.json(3,1): error TS1005: ',' expected.\n";
    expect(await shop.autometrics("list")).toEqual(failed(said));
  });

  it("has no sources", async () => {
    const { code, stdout, stderr } = await new Shop({}).autometrics("check");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("tsconfig.json cannot be used:\nerror TS18003: No inputs were found");
  });

  it("refers to one that is not there", async () => {
    const references = { references: [{ path: "core" }] };
    const shop = new Shop({ "src/users.ts": load, "tsconfig.json": tsconfig({}, {}, references) });
    const { code, stderr } = await shop.autometrics("check");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^autometrics check: core\/tsconfig\.json cannot be used:\nerror TS5083: /);
  });

  it("has no entry of ours", async () => {
    const shop = new Shop({ "src/users.ts": load, "tsconfig.json": tsconfig({}, null) });
    const said =
      "autometrics check: tsconfig.json has no entry for ts-autometrics, and there is no autometrics.json beside it, so nothing is instrumented; " +
      "add { \"transform\": \"ts-autometrics/transformer\" } to 'plugins' in its 'compilerOptions'\n";
    expect(await shop.autometrics("check")).toEqual(failed(said));
  });
});

describe("the project's compiler", () => {
  it("is its own", async () => {
    const own = `process.stderr.write("its own\\n"); module.exports = require(${JSON.stringify(join(root, "node_modules/typescript"))});`;
    const shop = new Shop({ "src/users.ts": load });
    shop.replaceCompiler(own);
    expect(await shop.autometrics("list")).toMatchObject({ code: 0, stderr: "its own\n" });
  });

  const beside = ", or have it for the command line alone: npm install -D @typescript/typescript6\n";

  it("may be too old", async () => {
    const shop = new Shop({ "src/users.ts": load });
    shop.replaceCompiler('exports.version = "5.3.3";');
    const said =
      "autometrics list: AM1203: TypeScript 5.3.3 is older than 5.4; build with TypeScript 6: npm install -D typescript@6 ts-patch";
    expect(await shop.autometrics("list")).toEqual(failed(said + beside));
  });

  it("may be the native one, which has no API", async () => {
    const shop = new Shop({ "src/users.ts": load });
    shop.replaceCompiler('exports.version = "7.0.2";');
    const said =
      "autometrics list: AM1203: TypeScript 7.0.2 is the native compiler, which takes no transformers; build with TypeScript 6: npm install -D typescript@6 ts-patch";
    expect(await shop.autometrics("list")).toEqual(failed(said + beside));
  });

  it("may be version 6 beside the native one", async () => {
    const shop = new Shop({ "src/users.ts": load });
    shop.replaceCompiler('exports.version = "7.0.2";');
    shop.addTypeScript6();
    expect(await shop.autometrics("list")).toMatchObject({ code: 0, stderr: "" });
  });

  it("may be missing, and is the package's own then", async () => {
    const shop = new Shop({ "src/users.ts": load });
    shop.delete("node_modules/typescript");
    expect(await shop.autometrics("list")).toMatchObject({ code: 0, stderr: "" });
  });

  it("may be missing everywhere", async () => {
    const shop = new Shop({ "src/users.ts": load });
    shop.delete("node_modules/typescript");
    const said = `autometrics list: AM1203: TypeScript is installed neither in nor above ${shop.folder}: npm install -D typescript@6 ts-patch\n`;
    expect(await shop.lonelyAutometrics("list")).toEqual(failed(said));
  });
});
