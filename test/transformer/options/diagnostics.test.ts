/** Each folder of test/diagnostics/options holds a configuration with mistakes, and what the compiler prints. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { toDiagnostic } from "../../../transformer/diagnostics/report.js";
import { type Configuration, readConfiguration } from "../../../transformer/options/configuration.js";
import { loadProject } from "./project.js";

const folder = fileURLToPath(new URL("../../diagnostics/options/", import.meta.url));

describe("a mistake in the configuration is shown where it stands, with its mend", () => {
  for (const name of readdirSync(folder)) {
    it(name, async () => {
      const problems = printed(join(folder, name));
      expect(problems).not.toBe("");
      await expect(problems).toMatchFileSnapshot(join(folder, name, "expected.txt"));
    });
  }
});

function printed(folder: string): string {
  return ts.formatDiagnostics(
    read(folder).problems.map((problem) => toDiagnostic(ts, problem)),
    { getCurrentDirectory: () => folder, getCanonicalFileName: (name) => name, getNewLine: () => "\n" },
  );
}

function read(folder: string): Configuration {
  const tsconfig = join(folder, "tsconfig.json");
  if (existsSync(tsconfig)) return loadProject(tsconfig);
  const file = join(folder, "autometrics.json");
  return readConfiguration(readFileSync(file, "utf8"), file);
}
