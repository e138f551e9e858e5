import { readFileSync, rmSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportTargets, pack, root, type Tarball, temporaryFolder } from "./strangers.js";

const folder = temporaryFolder();
let tarball: Tarball;

beforeAll(async () => {
  tarball = await pack(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const paths = () => tarball.files.map(({ path }) => path);

describe("the tarball", () => {
  it("holds what was built and the papers, and no source, test or map", () => {
    // docs/slo.md is where alerts link to.
    const papers = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|docs\/slo\.md)$/;
    const built =
      /^dist\/([\w/-]+\.(js|cjs|mjs|d\.ts|d\.cts)|[\w/]+\.json|ts-autometrics\.rules\.yml|THIRD-PARTY-LICENCES\.txt)$/;
    const page = /^dist\/explorer\/(index\.html|app\.(js|css)|icon\.svg)$/;
    expect(paths().filter((path) => ![papers, built, page].some((known) => known.test(path)))).toEqual([]);
  });

  it("holds every file that the package's exports and commands name", () => {
    expect(exportTargets().length).toBeGreaterThan(0);
    expect(exportTargets().filter((path) => !paths().includes(path))).toEqual([]);
  });

  it("holds no code that none of them leads to", () => {
    // By name: the Explorer's page, and what unplugin has webpack and Rspack load.
    const named = /^dist\/(explorer\/|bundler\/(webpack|rspack)\/loaders\/)/;
    const reached = new Set(exportTargets());
    for (const path of reached) for (const other of namedBy(path)) reached.add(other);
    const code = paths().filter((path) => /^dist\/.*\.[cm]?js$/.test(path) && !named.test(path));
    expect(code.filter((path) => !reached.has(path))).toEqual([]);
  });

  it("is small: three and a half megabytes, unpacked", () => {
    const bytes = tarball.files.reduce((sum, { size }) => sum + size, 0);
    expect(bytes).toBeLessThan(3_500_000);
  });
});

/** The files beside it that a file loads. */
function namedBy(path: string): string[] {
  if (!/\.[cm]?js$/.test(path)) return [];
  const names = readFileSync(join(root, path), "utf8").matchAll(/"(\.\/[\w./-]+\.[cm]?js)"/g);
  return [...names].map(([, name = ""]) => posix.join(dirname(path), name)).filter((name) => paths().includes(name));
}
