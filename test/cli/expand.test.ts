/** `autometrics expand` and `autometrics diff`: what instrumenting does to a file. */
import { join } from "node:path";
import { applyPatch } from "diff";
import { describe, expect, it } from "vitest";
import { objectives, Shop, tsconfig } from "./project.js";

const users = `// Users.
import { isEmpty, type Names } from "./names.js";

/** @autometrics objective=api error-if=isEmpty */
export async function load(id: number): Promise<Names> {
  return id > 0 ? [String(id)] : [];
}
`;
const names = "export type Names = string[];\nexport const isEmpty = (names: Names) => names.length === 0;\n";
const files = { "src/users.ts": users, "src/names.ts": names };

describe("autometrics expand", () => {
  it.each([
    ["ES modules", {}],
    ["CommonJS", { module: "commonjs", moduleResolution: "bundler" }],
  ])("prints what a build emits, as %s", async (_, options) => {
    const shop = new Shop({ ...files, "tsconfig.json": tsconfig(options) });
    const expanded = await shop.autometrics("expand", "src/users.ts");
    expect(await shop.tspc()).toMatchObject({ code: 0 });
    expect(expanded).toEqual({ code: 0, stdout: shop.read("dist/users.js"), stderr: "" });
    expect(expanded.stdout).toContain("$am.endAsync($am_0, $am_t, $am_r");
  });

  it("lowers nothing, and prints nothing but code", async () => {
    const options = { target: "es2015", sourceMap: true, declaration: true, removeComments: true, noEmit: true };
    const shop = new Shop({ ...files, "tsconfig.json": tsconfig(options) });
    const { code, stdout } = await shop.autometrics("expand", "src/users.ts");
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\/\/ Users\.\n/);
    expect(stdout).toContain("\nexport async function load(id) {\n");
    expect(stdout).not.toContain("sourceMappingURL");
  });

  it("finds the file in a project that is referred to, from any folder", async () => {
    const shop = new Shop({
      "core/tsconfig.json": tsconfig({ composite: true }),
      "core/src/core.ts": "/** @autometrics */\nexport const core = () => 1;\n",
      "tsconfig.json": JSON.stringify({ files: [], references: [{ path: "core" }] }),
    });
    const { code, stdout } = await shop.autometricsIn("core/src", "expand", "core.ts", "--project", "../..");
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('$am.define($am_m, "core")') });
  });
});

describe("autometrics expand --text", () => {
  it("prints what bundlers' plugins and register write, which any compiler takes", async () => {
    const shop = new Shop(files);
    const { code, stdout, stderr } = await shop.autometrics("expand", "src/users.ts", "--text");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(shop.written().get(join(shop.folder, "src/users.ts")));
    expect(stdout).toContain("load(id: number): Promise<Names>");
    expect(stdout).toContain("$am.endAsync($am_0, $am_t, $am_r");
  });

  it("leaves what only types tell, and says so", async () => {
    const said = "src/names.ts has nothing to instrument in its text; what only types tell is not seen there\n";
    const ended = await new Shop(files).autometrics("expand", "src/names.ts", "--text");
    expect(ended).toEqual({ code: 1, stdout: "", stderr: said });
  });

  it("shows mistakes as bundlers' plugins do", async () => {
    const wrong = "/** @autometrics objectiv=api */\nexport const wrong = () => 1;\n";
    const { code, stdout, stderr } = await new Shop({ "src/wrong.ts": wrong }).autometrics(
      "expand",
      "src/wrong.ts",
      "--text",
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^src\/wrong\.ts:1:18 - error AM1101: .*\n\n1 \| \/\*\* @autometrics objectiv=api \*\/\n/);
    expect(stderr).toMatch(/\nsrc\/wrong\.ts stays as it is, because it has mistakes\n$/);
  });

  it("has no use for a tsconfig's name", async () => {
    const { code, stderr } = await new Shop(files).autometrics("expand", "src/users.ts", "--text", "-p", ".");
    expect(code).toBe(2);
    expect(stderr).toMatch(/^autometrics expand: --text takes the configuration that is nearest to the file/);
  });
});

describe("a file with nothing to expand", () => {
  const shop = () =>
    new Shop({
      ...files,
      "src/skipped.ts": "/** @autometrics skip */\nexport const skipped = () => 1;\n",
      "src/wrong.ts": "/** @autometrics objectiv=api */\nexport const wrong = () => 1;\n",
      "src/generated/api.ts": "export const api = () => 1;\n",
      "tsconfig.all.json": tsconfig({}, { instrument: "all", exclude: ["src/generated"] }),
      "tsconfig.bad.json": tsconfig({}, { instrument: [], objectives }),
    });

  it.each([
    ["has no annotation", "src/names.ts", [], "no function in it is annotated, and 'instrument' (routes) takes none"],
    ["is skipped", "src/skipped.ts", [], "its annotations say 'skip', and 'instrument' (routes) takes none"],
    [
      "is excluded",
      "src/generated/api.ts",
      ["-p", "tsconfig.all.json"],
      "no function in it is annotated, and 'include' and 'exclude' leave it out",
    ],
  ])("%s", async (_, file, options, reason) => {
    const said = `${file} has nothing to instrument: ${reason}\n`;
    expect(await shop().autometrics("expand", file, ...options)).toEqual({ code: 1, stdout: "", stderr: said });
  });

  it("has a mistake", async () => {
    expect(await shop().autometrics("expand", "src/wrong.ts")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "src/wrong.ts(1,18): error TS91101: AM1101: unknown key 'objectiv'; did you mean 'objective'?\n" +
        "src/wrong.ts is emitted as it is, because it has mistakes\n",
    });
  });

  it("has a configuration with a mistake", async () => {
    const { code, stdout, stderr } = await shop().autometrics("expand", "src/users.ts", "-p", "tsconfig.bad.json");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^tsconfig\.bad\.json\(14,23\): error TS91002: .*\n/);
    expect(stderr).toMatch(/\nsrc\/users\.ts is emitted as it is, because the configuration has mistakes\n$/);
  });

  it("is not there, is not the project's, or is not named", async () => {
    const said = async (name: string[]) => (await shop().autometrics("expand", ...name)).stderr;
    expect(await said(["src/nope.ts"])).toBe("autometrics expand: there is no file 'src/nope.ts'\n");
    expect(await said(["package.json"])).toBe(
      "autometrics expand: package.json is no source file of tsconfig.json; name its tsconfig with --project\n",
    );
    expect(await said([])).toBe("autometrics expand: name the source file\nSee 'autometrics expand --help'.\n");
  });
});

describe("autometrics diff", () => {
  it("is the way from the code as written to the instrumented code", async () => {
    const shop = new Shop(files);
    const { code, stdout } = await shop.autometrics("diff", "src/users.ts");
    const instrumented = (await shop.autometrics("expand", "src/users.ts")).stdout;
    shop.write("tsconfig.json", tsconfig({}, null));
    expect(await shop.tspc()).toMatchObject({ code: 0 });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^--- src\/users\.ts\tas written\n\+\+\+ src\/users\.ts\tinstrumented\n@@ -1,/);
    expect(applyPatch(shop.read("dist/users.js"), stdout)).toBe(instrumented);
  });

  it("is of every file that is instrumented when none is named, and says which has mistakes", async () => {
    const wrong = "/** @autometrics objectiv=api */\nexport const wrong = () => 1;\n";
    const more = { "src/more.ts": "/** @autometrics */\nexport const more = () => 1;\n", "src/wrong.ts": wrong };
    const { code, stdout, stderr } = await new Shop({ ...files, ...more }).autometrics("diff");
    expect(code).toBe(1);
    expect(stdout.match(/^--- .*$/gm)).toEqual(["--- src/more.ts\tas written", "--- src/users.ts\tas written"]);
    expect(stderr).toMatch(/^src\/wrong\.ts\(1,18\): error TS91101: /);
  });

  it("is none of a project whose configuration has mistakes, and says so", async () => {
    const shop = new Shop({ ...files, "tsconfig.json": tsconfig({}, { instrument: [] }) });
    const { code, stdout, stderr } = await shop.autometrics("diff");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^tsconfig\.json\(14,23\): error TS91002: /);
  });
});
