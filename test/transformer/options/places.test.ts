/** Where a mistake is shown: in the file that really holds the plugin's entry, at the offsets that TypeScript counts. */
import { join, relative } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { toDiagnostic } from "../../../transformer/diagnostics/report.js";
import { loadOptions } from "../../../transformer/options/index.js";
import { folderWith, loadProject } from "./project.js";

const transform = "ts-autometrics/transformer";
const bad = { compilerOptions: { plugins: [{ transform, callers: "bad" }] } };

/** The file, line, column and text that each problem of a project points at. */
function places(files: Record<string, string | object | Uint8Array>, tsconfig = "tsconfig.json"): string[] {
  const folder = folderWith(files);
  return loadProject(join(folder, tsconfig)).problems.map((problem) => {
    const { file, start, length } = toDiagnostic(ts, problem);
    if (file === undefined || start === undefined || length === undefined) return "nowhere";
    const { line, character } = ts.getLineAndCharacterOfPosition(file, start);
    const name = relative(folder, file.fileName).replaceAll("\\", "/");
    return `${name}(${line + 1},${character + 1}) ${file.text.slice(start, start + length)}`;
  });
}

describe("in a tsconfig as people write it", () => {
  const text = [
    "// The build of the shop",
    "{",
    '  "compilerOptions": { /* strict, of course */ "strict": true,',
    '    "plugins": [',
    '      { "transform": "ts-autometrics/transformer", // 99.9 %',
    '        "objectives": { "größe 🚀": {}, }, "callers": "ja",',
    "      },",
    "    ],",
    "  },",
    "}",
  ];
  const expected = ['tsconfig.json(6,25) "größe 🚀"', 'tsconfig.json(6,55) "ja"'];

  it("comments and trailing commas do not move it", () => {
    expect(places({ "tsconfig.json": text.join("\n") })).toEqual(expected);
  });

  it("nor do the line ends of Windows", () => {
    expect(places({ "tsconfig.json": text.join("\r\n") })).toEqual(expected);
  });

  it("nor does a byte order mark", () => {
    expect(places({ "tsconfig.json": `\uFEFF${text.join("\r\n")}` })).toEqual(expected);
  });

  it("nor does UTF-16", () => {
    expect(places({ "tsconfig.json": Buffer.from(`\uFEFF${text.join("\r\n")}`, "utf16le") })).toEqual(expected);
  });
});

describe("among several plugins", () => {
  it("it is in the entry that was handed over", () => {
    const plugins = [
      { name: "typescript-styled-plugin", callers: "bad" },
      { transform: "typescript-transform-paths", callers: "bad" },
      { transform, name: "ts-autometrics", type: "program", callers: "bad" },
    ];
    const text = JSON.stringify({ compilerOptions: { plugins } }, undefined, 1);
    expect(places({ "tsconfig.json": text })).toEqual(['tsconfig.json(16,16) "bad"']);
  });
});

describe("with extends, it is in the file that holds the entry", () => {
  it("a relative one, with or without .json", () => {
    const files = { "base/tsconfig.json": bad };
    expect(places({ ...files, "tsconfig.json": { extends: "./base/tsconfig.json" } })).toEqual([
      'base/tsconfig.json(1,84) "bad"',
    ]);
    expect(places({ ...files, "tsconfig.json": { extends: "./base/tsconfig" } })).toHaveLength(1);
  });

  it("of several the last that has plugins, as in TypeScript", () => {
    const other = { compilerOptions: { plugins: [{ transform, quiet: "bad" }] } };
    const files = { "a.json": other, "b.json": bad, "c.json": { compilerOptions: { strict: true } } };
    expect(places({ ...files, "tsconfig.json": { extends: ["./a.json", "./b.json", "./c.json"] } })).toEqual([
      'b.json(1,84) "bad"',
    ]);
  });

  it("through several files, also where two are the same but for their place", () => {
    const files = { "a/a.json": bad, "a/b.json": { extends: "./a.json" }, "c.json": bad };
    expect(places({ ...files, "tsconfig.json": { extends: ["./c.json", "./a/b.json"] } })).toEqual([
      'a/a.json(1,84) "bad"',
    ]);
  });

  it("but the project's own plugins replace them all", () => {
    expect(places({ "base.json": bad, "tsconfig.json": { extends: "./base.json", ...bad } })).toEqual([
      'tsconfig.json(1,108) "bad"',
    ]);
  });

  it.each([
    ["a file of a package", "@shop/config/strict.json", { "strict.json": bad }],
    ["a file of a package without .json", "@shop/config/strict", { "strict.json": bad }],
    ["a package's tsconfig.json", "@shop/config", { "tsconfig.json": bad }],
    [
      "what a package exports",
      "@shop/config/strict",
      { "package.json": { exports: { "./strict": "./in/strict.json" } }, "in/strict.json": bad },
    ],
    [
      "what a package names as its tsconfig",
      "@shop/config",
      { "package.json": { tsconfig: "./in/strict.json" }, "in/strict.json": bad },
    ],
  ])("%s", (_, specifier, files) => {
    const installed = Object.entries(files).map(([name, content]) => [`node_modules/@shop/config/${name}`, content]);
    const found = places({ ...Object.fromEntries(installed), "tsconfig.json": { extends: specifier } });
    expect(found).toEqual([expect.stringMatching(/^node_modules\/@shop\/config\/(in\/)?\w+\.json\(1,84\) "bad"$/)]);
  });

  it("and paths are relative to that file", () => {
    const base = { compilerOptions: { plugins: [{ transform, config: "../slo.json" }] } };
    const files = { "config/base.json": base, "slo.json": { callers: "bad" } };
    expect(places({ ...files, "tsconfig.json": { extends: "./config/base.json" } })).toEqual(['slo.json(1,12) "bad"']);
  });
});

describe("where the text is not what was handed over", () => {
  const tsconfig = (content: string | object) => {
    const configFilePath = join(folderWith({ "tsconfig.json": content }), "tsconfig.json");
    return (entry: object) =>
      loadOptions({ getCompilerOptions: () => ({ configFilePath }) }, entry).problems.map(({ at }) => at !== undefined);
  };

  it("what was handed over counts, and has no place", () => {
    expect(tsconfig(bad)({ quiet: "bad" })).toEqual([false]);
  });

  it("as where the text is no JSON, or not there", () => {
    expect(tsconfig('{ "compilerOptions": { "plugins": [')({ callers: "bad" })).toEqual([false]);
    const missing = { getCompilerOptions: () => ({ configFilePath: "/no/such/tsconfig.json" }) };
    expect(loadOptions(missing, { callers: "bad" }).problems.map(({ at }) => at)).toEqual([undefined]);
  });

  it("as where the files extend each other in a circle", () => {
    expect(tsconfig({ extends: "./tsconfig.json" })({ callers: "bad" })).toEqual([false]);
  });
});

describe("a key that is given twice", () => {
  it("is shown where it is given again, which only the text tells", () => {
    const text = `{ "compilerOptions": { "plugins": [{ "transform": "${transform}", "quiet": true, "quiet": false }] } }`;
    expect(places({ "tsconfig.json": text })).toEqual(['tsconfig.json(1,96) "quiet"']);
  });
});
