import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import ts from "typescript";
import { onTestFinished } from "vitest";
import type { Configuration } from "../../../transformer/options/configuration.js";
import { loadOptions } from "../../../transformer/options/index.js";

/** A folder with these files, gone after the test. A value that is an object is written as JSON. */
export function folderWith(files: Readonly<Record<string, string | object | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "options-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const isText = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(path, isText ? content : JSON.stringify(content));
  }
  return folder;
}

/** The configuration of a project as a build has it: TypeScript reads the tsconfig, ts-patch hands the entry over. */
export function loadProject(tsconfig: string): Configuration {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
  const options = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, host)?.options ?? {};
  const plugins: unknown = options.plugins;
  const entry = Array.isArray(plugins) && plugins.find(({ transform = "" }) => transform.includes("ts-autometrics"));
  if (typeof entry !== "object") throw new Error("the tsconfig has no entry of ours");
  const { transform, after, afterDeclarations, name, type, transformProgram, ...handed } = entry;
  return loadOptions({ getCompilerOptions: () => options }, handed);
}
