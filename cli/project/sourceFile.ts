/** The source files that a command line names. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type ts from "typescript";
import { type Call, CommandError, UsageError } from "../command.js";
import { shownPath } from "./format.js";
import type { Project } from "./project.js";
import type { Projects } from "./projects.js";

export interface ProjectFile {
  readonly project: Project;
  readonly file: ts.SourceFile;
}

/** The file in the first project that compiles it. */
export function findSource({ all }: Projects, cwd: string, name: string): ProjectFile {
  const path = resolve(cwd, name);
  if (!existsSync(path)) throw new CommandError(`there is no file '${name}'`);
  for (const project of all) {
    const file = project.program.getSourceFile(path);
    if (file !== undefined && project.build.sources().includes(file)) return { project, file };
  }
  const projects = all.map(({ tsconfig }) => shownPath(cwd, tsconfig)).join(" or ");
  throw new CommandError(`${name} is no source file of ${projects}; name its tsconfig with --project`);
}

/** For a command that takes options alone. */
export function takeNoArguments({ positionals: [first] }: Call): void {
  if (first !== undefined) throw new UsageError(`unexpected argument '${first}'`);
}
