/** An example as somebody has it who copied its folder, with the package as npm would bring it. */
import { cpSync, readFileSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll } from "vitest";
import { command, pack, root, temporaryFolder, write } from "../package/strangers.js";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Installs the versions of its lock file, which takes a network, or npm's cache. */
export async function installedExample(name: string): Promise<string> {
  const folder = temporaryFolder();
  folders.push(folder);
  const isOutput = (path: string) => /[\\/](?:node_modules|dist|\.next)$/.test(path);
  cpSync(join(root, "examples", name), folder, { recursive: true, filter: (path) => !isOutput(path) });
  const tarball = await pack(folder);
  for (const file of ["package.json", "package-lock.json"]) {
    const text = readFileSync(join(folder, file), "utf8");
    write(folder, { [file]: text.replaceAll('"file:../.."', `"file:${basename(tarball.path)}"`) });
  }
  await command(folder, "npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
  return folder;
}
