import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, expect, test } from "vitest";
import { folderWith } from "./checkout.js";

let code = "";

beforeAll(async () => {
  const entry = fileURLToPath(new URL("../../../runtime/identity/index.ts", import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
  });
  code = outputFiles[0]?.text ?? "";
});

/** Runs Node in a folder that holds the bundled module, and gives what it printed. */
function run(contents: Record<string, string | object>, args: (path: (name: string) => string) => string[]): string {
  const { path } = folderWith({ "identity.cjs": code, ...contents });
  const { stdout, stderr } = spawnSync(process.execPath, args(path), {
    cwd: path("."),
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  return stdout.trim();
}

const PRINT = 'console.log(require(process.cwd() + "/identity.cjs").readIdentity().serviceName)';
const PROGRAMS = { "shop/package.json": { name: "shop" }, "shop/server.js": PRINT, "package.json": { name: "here" } };

test("a program's main module says what it is", () => {
  expect(run(PROGRAMS, () => ["shop/server.js"])).toBe("shop");
});

test("a folder run as a program says what it is", () => {
  expect(run({ ...PROGRAMS, "shop/package.json": { name: "shop", main: "server.js" } }, () => ["shop"])).toBe("shop");
});

test("what follows `node -e` is no main module", () => {
  expect(run(PROGRAMS, (path) => ["-e", PRINT, path("shop/server.js")])).toBe("here");
});

test("a worker thread made from text is of the working directory", () => {
  const main = `new (require("node:worker_threads").Worker)(${JSON.stringify(PRINT)}, { eval: true })`;
  expect(run({ ...PROGRAMS, "main.js": main }, () => ["main.js"])).toBe("here");
});

test("the identity is read once", () => {
  const twice = `
    const { readIdentity } = require("./identity.cjs");
    const first = readIdentity();
    process.env.AUTOMETRICS_SERVICE_NAME = "later";
    console.log(first === readIdentity(), readIdentity().serviceName);`;
  expect(run({ "package.json": { name: "shop" }, "main.js": twice }, () => ["main.js"])).toBe("true shop");
});

test.skipIf(process.platform === "win32")("a deleted working directory is no obstacle", () => {
  const main = `
    require("node:fs").mkdirSync("gone");
    process.chdir("gone");
    require("node:fs").rmdirSync("../gone");
    console.log(require(__dirname + "/identity.cjs").readIdentity().serviceName);`;
  expect(run({ "package.json": { name: "shop" }, "main.js": main }, () => ["main.js"])).toBe("shop");
});
