// The licences of the packages that are bundled into dist/, as they ask to be passed on.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The packages that a build's inputs are of: their folders, from the root. */
export function packagesOf({ inputs }) {
  return Object.keys(inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
}

/** One text with the licence of each package. */
export function licences(root, folders) {
  const sections = [...new Set(folders)].toSorted().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    const text =
      file === undefined ? `${license}, as its package.json says.` : readFileSync(join(root, folder, file), "utf8");
    return `${name} ${version}\n\n${text.trim()}\n`;
  });
  const head = "ts-autometrics is under the MIT licence, in LICENSE. These packages are bundled into it:\n";
  return [head, ...sections].join(`\n${"-".repeat(72)}\n\n`);
}
