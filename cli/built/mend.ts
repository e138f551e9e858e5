import { existsSync } from "node:fs";
import { isAbsolute, relative } from "node:path";
import type ts from "typescript";
import type { TypeScript } from "../../transformer/targets/functions.js";
import { shownPath } from "../project/format.js";
import type { Project } from "../project/project.js";

/** How to get outputs that are right: TypeScript leaves alone what its tsbuildinfo says is there already. */
export function mendOutputs(ts: TypeScript, projects: readonly Project[], cwd: string): string {
  const remains = projects.flatMap((project) => [outputFolder(project), buildInfo(ts, project)]).filter(isThere);
  const outer = remains.filter((path) => !remains.some((other) => other !== path && isWithin(path, other)));
  const shown = [...new Set(outer.map((path) => shownPath(cwd, path)))].sort();
  const build = `build again, with 'npx tspc${projects.length > 1 ? " --build" : ""}' or as you do`;
  return shown.length === 0 ? build : `delete ${shown.join(", ")} and ${build}`;
}

interface KnowsBuildInfo {
  /** There at run time and not declared. */
  getTsBuildInfoEmitOutputFilePath?(options: ts.CompilerOptions): string | undefined;
}

function buildInfo(ts: TypeScript & KnowsBuildInfo, { options }: Project): string | undefined {
  // `--build` keeps one whatever the options say.
  return ts.getTsBuildInfoEmitOutputFilePath?.({ ...options, tscBuild: true });
}

/** The folder that holds outputs and nothing else, for all that its place says. */
function outputFolder({ tsconfig, options: { outDir } }: Project): string | undefined {
  return outDir === undefined || isWithin(tsconfig, outDir) ? undefined : outDir;
}

function isThere(path: string | undefined): path is string {
  return path !== undefined && existsSync(path);
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !/^\.\.([/\\]|$)/.test(way);
}
