/** `autometrics check --built`: whether the outputs on disk are what a build would write. */
import { beforeAll, describe, expect, it } from "vitest";
import { objectives, Shop, tsconfig } from "./project.js";

const users = "/** @autometrics objective=api */\nexport function load() {}\n";
const other = "/** @autometrics */\nexport const answer = () => 42;\n";
const stricter = { objectives: { api: { successRate: 99.99 } } };
const good = "no mistakes in 2 annotations in 2 files\n";

function shop(compilerOptions: object = {}, files: Record<string, string> = {}): Shop {
  return new Shop({
    "tsconfig.json": tsconfig(compilerOptions),
    "src/users.ts": users,
    "src/deep/other.ts": other,
    "src/plain.ts": "export const plain = 1;\n",
    ...files,
  });
}

async function built(...args: Parameters<typeof shop>): Promise<Shop> {
  const project = shop(...args);
  expect(await project.tspc()).toMatchObject({ code: 0, stdout: "" });
  return project;
}

describe("outputs that are up to date", () => {
  const formats: [name: string, options: object][] = [
    ["as ES modules", {}],
    ["as CommonJS, for an old target", { module: "commonjs", moduleResolution: "bundler", target: "es2015" }],
    ["with declarations and maps", { declaration: true, declarationMap: true, sourceMap: true, inlineSources: true }],
    ["beside their sources", { outDir: undefined }],
    ["without comments", { removeComments: true }],
  ];
  it.each(formats)("%s", async (_, options) => {
    const project = await built(options);
    expect(await project.autometrics("check", "--built")).toEqual({
      code: 0,
      stdout: `${good}the output is up to date: 2 instrumented files\n`,
      stderr: "",
    });
  });

  it("whatever the types say", async () => {
    const project = shop({ noEmitOnError: false }, { "src/plain.ts": "export const plain: string = 1;\n" });
    await project.tspc();
    project.write("tsconfig.json", tsconfig({ noEmitOnError: true }));
    expect(await project.autometrics("check", "--built")).toMatchObject({ code: 0 });
  });

  it("whatever else has changed in the emitted code", async () => {
    const project = await built();
    project.write("dist/users.js", `// Touched by another tool.\n${project.read("dist/users.js")}`);
    expect(await project.autometrics("check", "--built")).toMatchObject({ code: 0 });
  });
});

describe("outputs that are stale", () => {
  it("after a change of the configuration, which TypeScript does not build again for", async () => {
    const project = await built({ incremental: true });
    project.write("tsconfig.json", tsconfig({ incremental: true }, stricter));
    expect(await project.tspc()).toMatchObject({ code: 0 });
    expect(await project.autometrics("check", "--built")).toEqual({
      code: 1,
      stderr: "",
      stdout: [
        `${good}dist/deep/other.js was built with another configuration or version`,
        "dist/users.js was built with another configuration or version",
        "2 stale outputs; delete dist, tsconfig.tsbuildinfo and build again, with 'npx tspc' or as you do",
        "",
      ].join("\n"),
    });
    project.delete("dist", "tsconfig.tsbuildinfo");
    await project.tspc();
    expect(await project.autometrics("check", "--built")).toMatchObject({ code: 0 });
  });

  it("name no folder to delete that is not theirs", async () => {
    const project = await built({ outDir: undefined });
    project.write("tsconfig.json", tsconfig({ outDir: undefined }, stricter));
    const { code, stdout } = await project.autometrics("check", "--built");
    expect(code).toBe(1);
    expect(stdout).toMatch(/\n2 stale outputs; build again, with 'npx tspc' or as you do\n$/);
  });

  it("in projects that are referred to", async () => {
    const files = (entry: object) => ({
      "core/tsconfig.json": tsconfig({ composite: true, outDir: "../dist/core" }, entry),
      "tsconfig.json": tsconfig({}, { objectives }, { references: [{ path: "core" }] }),
    });
    const project = new Shop({ ...files({ objectives }), "core/src/core.ts": other, "src/users.ts": users });
    expect(await project.tspc("--build")).toMatchObject({ code: 0 });
    expect(await project.autometrics("check", "--built")).toMatchObject({ code: 0 });
    project.write("core/tsconfig.json", files(stricter)["core/tsconfig.json"]);
    await project.tspc("--build");
    const { code, stdout } = await project.autometrics("check", "--built");
    expect(code).toBe(1);
    expect(stdout).toContain("\ndist/core/core.js was built with another configuration or version\n1 stale output; ");
    expect(stdout).toMatch(
      /; delete dist, tsconfig\.tsbuildinfo and build again, with 'npx tspc --build' or as you do\n$/,
    );
  });
});

describe("what is said of a stale output", () => {
  let stdout = "";
  beforeAll(async () => {
    const project = await built(
      {},
      { "src/gone.ts": other, "src/plain-gone.ts": "export {};\n", "src/missing.ts": other },
    );
    project.write("src/plain.ts", "/** @autometrics */\nexport const plain = () => 1;\n");
    project.write("src/users.ts", "export function load() {}\n");
    project.write("src/deep/other.ts", other.replace("autometrics", "autometrics concurrency"));
    project.delete("dist/missing.js", "src/gone.ts", "src/plain-gone.ts");
    stdout = (await project.autometrics("check", "--built")).stdout;
  });

  it.each([
    ["an annotation is new", "dist/plain.js is not instrumented, and would be"],
    ["an annotation is gone", "dist/users.js is instrumented, and would not be"],
    ["a key is new", "dist/deep/other.js was built when other functions were instrumented, or with other keys"],
    ["it is missing", "dist/missing.js is missing"],
    ["its source is gone", "dist/gone.js is left over: it is instrumented, and no source file makes it"],
  ])("when %s", async (_, line) => expect(stdout.split("\n")).toContain(line));

  it("nothing when it was never instrumented, and its source is gone", async () => {
    expect(stdout).toContain("\n5 stale outputs; delete dist and build again");
    expect(stdout).not.toContain("plain-gone");
  });
});

describe("outputs that cannot be checked", () => {
  it("are those of a project that emits no code", async () => {
    expect(await shop({ noEmit: true }).autometrics("check", "--built")).toEqual({
      code: 2,
      stdout: good,
      stderr: [
        "autometrics check: tsconfig.json has TypeScript emit no code, so there is no output to check",
        "autometrics check: there is no project with an output that '--built' could check",
        "",
      ].join("\n"),
    });
  });

  it("are those of sources with mistakes, which are said first", async () => {
    const project = await built();
    project.write("src/users.ts", users.replace("objective", "objectiv"));
    const { code, stdout } = await project.autometrics("check", "--built");
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("\n1 mistake in 1 file;") });
    expect(stdout).not.toContain("dist/");
  });
});
