import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildExample, startExample } from "../../../scripts/demo/example.js";

const root = mkdtempSync(join(tmpdir(), "demo-"));
const folder = join(root, "examples/express");

beforeAll(() => {
  mkdirSync(join(folder, "dist"), { recursive: true });
  symlinkSync(fileURLToPath(new URL("../../../node_modules", import.meta.url)), join(root, "node_modules"), "junction");
});

afterAll(() => rmSync(root, { recursive: true }));

it("a build that fails says what the compiler said", async () => {
  writeFileSync(join(folder, "tsconfig.json"), '{ "files": ["wrong.ts"], "compilerOptions": { "types": [] } }');
  writeFileSync(join(folder, "wrong.ts"), 'export const n: number = "one";\n');
  await expect(buildExample(root)).rejects.toThrow(
    /^The build of examples\/express failed:\n\n.*wrong\.ts.*TS2322: Type 'string' is not assignable to type 'number'/,
  );
});

it("a server that does not start says why", async () => {
  writeFileSync(join(folder, "dist/server.js"), 'console.error("no port for me"); process.exitCode = 3;\n');
  await expect(startExample(root)).rejects.toThrow("examples/express did not start:\n\nno port for me");
});
