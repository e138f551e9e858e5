import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { Project } from "../support/project.js";

it("a coverage report finds the source of what register has written", async () => {
  const project = new Project(
    { "main.js": `/** @autometrics */ function greet() { return "hello"; }\nconsole.log(greet());` },
    { packageJson: { type: "commonjs" } },
  );
  const env = { PATH: process.env.PATH, NODE_V8_COVERAGE: join(project.folder, "coverage") };
  const args = ["--import", "ts-autometrics/register", "src/main.js"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project.folder, env });
  expect(stdout).toContain("hello");
  const reports = readdirSync(env.NODE_V8_COVERAGE).map((name) => JSON.parse(project.read(`coverage/${name}`)));
  const main = join(project.folder, "src/main.js");
  const map = reports.map((report) => report["source-map-cache"]?.[pathToFileURL(main).href]).find(Boolean);
  expect(map?.data.sourcesContent).toEqual([readFileSync(main, "utf8")]);
});
