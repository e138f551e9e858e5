/** How tools without a compiler's program come to a project's configuration. */
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findConfiguration } from "../../../transformer/options/configuration.js";
import { folderWith } from "./project.js";

const transform = "ts-autometrics/transformer";
const tsconfig = (...plugins: object[]) => ({ compilerOptions: { plugins } });
const objectives = { api: { successRate: 99.9 } };

describe("the configuration of a folder", () => {
  it("is the plugin's entry in its tsconfig.json", () => {
    const folder = folderWith({
      "tsconfig.json": tsconfig({ transform: "other", callers: 1 }, { transform, objectives }),
    });
    const configuration = findConfiguration(folder);
    expect(configuration.options?.objectives.has("api")).toBe(true);
    expect(configuration.folder).toBe(folder);
  });

  it("is found by the editor's name for the plugin, and by a path to its transformer", () => {
    for (const entry of [
      { name: "ts-autometrics" },
      { transform: "./node_modules/ts-autometrics/dist/transformer/index.cjs" },
    ]) {
      const folder = folderWith({ "tsconfig.json": tsconfig({ ...entry, objectives }) });
      expect(findConfiguration(folder).options?.objectives.has("api")).toBe(true);
    }
  });

  it("is that of an extended file, whose folder its paths are relative to", () => {
    const folder = folderWith({
      "base/tsconfig.json": tsconfig({ transform, moduleRoot: "src" }),
      "app/tsconfig.json": { extends: "../base/tsconfig.json" },
    });
    const configuration = findConfiguration(join(folder, "app"));
    expect(configuration.options?.moduleRoot).toBe("src");
    expect(configuration.folder).toBe(join(folder, "base"));
  });

  it("is in the file that the entry names", () => {
    const folder = folderWith({
      "tsconfig.json": tsconfig({ transform, config: "config/slo.json" }),
      "config/slo.json": { objectives },
      "autometrics.json": { objectives: {} },
    });
    const configuration = findConfiguration(folder);
    expect(configuration.options?.objectives.has("api")).toBe(true);
    expect(configuration.folder).toBe(join(folder, "config"));
  });

  it("is its autometrics.json, when there is no entry or one that says nothing", () => {
    const own = { "autometrics.json": '// Ours\n{ "objectives": { "api": { "successRate": 99.9 }, }, }' };
    const withEntry = { ...own, "tsconfig.json": tsconfig({ transform, name: "ts-autometrics" }) };
    for (const files of [own, withEntry]) {
      expect(findConfiguration(folderWith(files)).options?.objectives.has("api")).toBe(true);
    }
  });

  it("may be in a tsconfig of another name", () => {
    const folder = folderWith({ "tsconfig.json": {}, "tsconfig.build.json": tsconfig({ transform, callers: true }) });
    expect(findConfiguration(folder, join(folder, "tsconfig.build.json")).options?.callers).toBe(true);
  });

  it("is the default where nothing is said", () => {
    expect(findConfiguration(folderWith({})).options?.instrument).toEqual(["annotated", "routes"]);
  });

  it("has its mistakes shown in its file", () => {
    const folder = folderWith({ "autometrics.json": "\uFEFF{ 'callers': 1 }" });
    const [problem] = findConfiguration(folder).problems;
    expect(problem).toMatchObject({ code: 1004, at: { fileName: join(folder, "autometrics.json"), start: 2 } });
  });
});
