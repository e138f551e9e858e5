import { readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
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
    const built = /^dist\/([\w/]+\.(js|cjs|d\.ts|d\.cts)|[\w/]+\.json|ts-autometrics\.rules\.yml)$/;
    expect(paths().filter((path) => !papers.test(path) && !built.test(path))).toEqual([]);
  });

  it("holds every file that the package's exports and commands name", () => {
    expect(exportTargets().length).toBeGreaterThan(0);
    expect(exportTargets().filter((path) => !paths().includes(path))).toEqual([]);
  });

  it("holds no code that none of them leads to", () => {
    const code = paths().filter((path) => /^dist\/.*\.c?js$/.test(path));
    const required = exportTargets().flatMap(requiredBy);
    expect(code.filter((path) => ![...exportTargets(), ...required].includes(path))).toEqual([]);
  });

  it("is small: a megabyte and a half, unpacked, of which the command line is nearly half", () => {
    const bytes = tarball.files.reduce((sum, { size }) => sum + size, 0);
    expect(bytes).toBeLessThan(1_500_000);
  });
});

/** The files beside it that a file loads. */
function requiredBy(path: string): string[] {
  if (!/\.c?js$/.test(path)) return [];
  const names = readFileSync(join(root, path), "utf8").matchAll(/\brequire\("\.\/([\w.]+)"\)/g);
  return [...names].map(([, name = ""]) => `${dirname(path)}/${name}`);
}
