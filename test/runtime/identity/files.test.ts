import { chmodSync, truncateSync } from "node:fs";
import { expect, test } from "vitest";
import { diskFiles } from "../../../runtime/identity/files.js";
import { folderWith } from "./checkout.js";

test("a file that is not there is told from one that cannot be read", () => {
  const { path } = folderWith({ "folder/file": "text" });
  expect(diskFiles.read(path("folder/file"))).toBe("text");
  expect(diskFiles.read(path("folder/other"))).toBeUndefined();
  expect(diskFiles.read(path("folder/file/below"))).toBeUndefined();
  expect(diskFiles.read(path("folder"))).toBe("");
});

test("a huge file is not read", () => {
  const { path } = folderWith({ huge: "" });
  truncateSync(path("huge"), 1024 ** 3);
  expect(diskFiles.read(path("huge"))).toBe("");
});

test.skipIf(process.getuid?.() === 0)("a file without permission is not read", () => {
  const { path } = folderWith({ secret: "text" });
  chmodSync(path("secret"), 0);
  expect(diskFiles.read(path("secret"))).toBe("");
});

test("a link in a circle is not followed", () => {
  const { path, link } = folderWith({});
  link("a", "b");
  link("b", "a");
  expect(diskFiles.read(path("a"))).toBe("");
  expect(diskFiles.realPath(path("a"))).toBe(path("a"));
});
