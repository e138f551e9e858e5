import { expect, test } from "vitest";
import { folderWith, gitFolder } from "./checkout.js";

const SHOP = { name: "shop", version: "1.2.3" };

test("name and version come from the package.json nearest to the main module", () => {
  const program = folderWith({
    "package.json": { name: "workspaces", version: "0.0.1" },
    "apps/shop/package.json": SHOP,
    "apps/shop/dist/server.js": "",
  });
  expect(program.identity({ main: "apps/shop/dist/server.js" })).toMatchObject({
    serviceName: "shop",
    version: "1.2.3",
  });
});

test("the main module's package comes before the working directory's", () => {
  const program = folderWith({
    "shop/package.json": SHOP,
    "shop/server.js": "",
    "elsewhere/package.json": { name: "other" },
  });
  expect(program.identity({ main: "shop/server.js", cwd: "elsewhere" }).serviceName).toBe("shop");
});

test("without a main module the working directory's package counts", () => {
  const program = folderWith({ "shop/package.json": SHOP, "shop/src/x.ts": "" });
  expect(program.identity({ cwd: "shop/src" }).serviceName).toBe("shop");
});

test("a main module that lies in no package leaves the working directory's", () => {
  const program = folderWith({ "runtime/bootstrap.js": "", "task/package.json": SHOP });
  expect(program.identity({ main: "runtime/bootstrap.js", cwd: "task" }).serviceName).toBe("shop");
});

test("a folder given as the main module is looked into", () => {
  const program = folderWith({ "shop/package.json": SHOP, "package.json": { name: "other" } });
  expect(program.identity({ main: "shop" }).serviceName).toBe("shop");
});

test("a main module named without its extension is found", () => {
  const program = folderWith({ "shop/package.json": SHOP, "shop/server.js": "" });
  expect(program.identity({ main: "shop/server" }).serviceName).toBe("shop");
});

test("a package.json that only marks the module format is passed by", () => {
  const program = folderWith({
    "package.json": SHOP,
    "dist/cjs/package.json": { type: "commonjs" },
    "dist/cjs/server.js": "",
  });
  expect(program.identity({ main: "dist/cjs/server.js" }).serviceName).toBe("shop");
});

test("what Nitro writes beside its output is passed by", () => {
  const program = folderWith({
    "package.json": SHOP,
    ".output/nitro.json": { preset: "node-server" },
    ".output/server/package.json": { name: "traced-node-modules", version: "1.0.0" },
    ".output/server/index.mjs": "",
  });
  expect(program.identity({ main: ".output/server/index.mjs" })).toMatchObject({
    serviceName: "shop",
    version: "1.2.3",
  });
});

test("where Nitro's output is all that there is, the program is called as it was built", () => {
  const program = folderWith({
    "nitro.json": { preset: "node-server" },
    "server/package.json": { name: "shop-prod", version: "1.2.3" },
    "server/index.mjs": "",
  });
  expect(program.identity({ main: "server/index.mjs" })).toMatchObject({ serviceName: "shop", version: "1.2.3" });
});

test.each(["traced-node-modules", "server-prod"])("Nitro's own name %s is no program's", (name) => {
  const program = folderWith({
    "nitro.json": {},
    "server/package.json": { name, version: "1.0.0" },
    "server/index.mjs": "",
  });
  expect(program.identity({ main: "server/index.mjs" })).toMatchObject({ serviceName: "", version: "" });
});

test("a package without a name still gives its version", () => {
  const program = folderWith({ "package.json": { version: "2.0.0" }, "server.js": "" });
  expect(program.identity({ main: "server.js" })).toMatchObject({ serviceName: "", version: "2.0.0" });
});

test("a symbolic link to the main module is followed", () => {
  const program = folderWith({
    "shop/package.json": SHOP,
    "shop/server.js": "",
    "bin/package.json": { name: "other" },
  });
  program.link("bin/start", "shop/server.js");
  expect(program.identity({ main: "bin/start" }).serviceName).toBe("shop");
});

test("a link to a file that lies in no package leaves the package around the link", () => {
  const program = folderWith({ "store/server.js": "", "shop/package.json": SHOP });
  program.link("shop/server.js", "store/server.js");
  expect(program.identity({ main: "shop/server.js", cwd: "store" }).serviceName).toBe("shop");
});

test("a tool in the project's node_modules runs the project in the working directory", () => {
  const program = folderWith({
    "package.json": { name: "workspaces" },
    "node_modules/next/package.json": { name: "next", version: "15.0.0" },
    "node_modules/next/bin/next.js": "",
    "apps/web/package.json": { name: "web", version: "1.0.0" },
  });
  program.link("apps/web/node_modules/.bin/next", "node_modules/next/bin/next.js");
  expect(program.identity({ main: "apps/web/node_modules/.bin/next", cwd: "apps/web" })).toMatchObject({
    serviceName: "web",
    version: "1.0.0",
  });
});

test("a program installed elsewhere is itself, wherever it is run", () => {
  const program = folderWith({
    "lib/node_modules/tool/package.json": { name: "tool" },
    "lib/node_modules/tool/cli.js": "",
    "project/package.json": { name: "project" },
  });
  expect(program.identity({ main: "lib/node_modules/tool/cli.js", cwd: "project" }).serviceName).toBe("tool");
});

test("an installed program has no commit: the checkout around it is its version manager's", () => {
  const program = folderWith({
    ...gitFolder(),
    "lib/node_modules/tool/package.json": { name: "tool" },
    "lib/node_modules/tool/cli.js": "",
    "project/package.json": { name: "project" },
  });
  expect(program.identity({ main: "lib/node_modules/tool/cli.js", cwd: "project" })).toMatchObject({
    commit: "",
    branch: "",
    repositoryUrl: "",
  });
});

test.each([
  ["broken", '{ "name": '],
  ["empty", ""],
  ["no object", "null"],
  ["a list", "[]"],
])("a package.json that is %s does not throw", (_what, text) => {
  const program = folderWith({ "shop/package.json": text, "shop/server.js": "" });
  expect(program.identity({ main: "shop/server.js" })).toMatchObject({ serviceName: "", version: "" });
});

test("what lies above a broken package.json is another package's", () => {
  const program = folderWith({ "package.json": { name: "other" }, "shop/package.json": "{", "shop/server.js": "" });
  expect(program.identity({ main: "shop/server.js" }).serviceName).toBe("");
});

test("values of the wrong type are empty", () => {
  const program = folderWith({ "package.json": { name: 1, version: { major: 1 }, repository: { url: 7 } } });
  expect(program.identity()).toMatchObject({ serviceName: "", version: "", repositoryUrl: "" });
});

test("a byte order mark is no obstacle", () => {
  const program = folderWith({ "package.json": `\uFEFF${JSON.stringify(SHOP)}` });
  expect(program.identity().serviceName).toBe("shop");
});
