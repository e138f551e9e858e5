import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import type { Objective } from "../slo/objective.js";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { findConfiguration, readConfiguration } from "../transformer/options/configuration.js";
import { CommandError } from "./command.js";

/** The objectives that a configuration file declares, which is a tsconfig or an autometrics.json. */
export function loadObjectives(fileName: string, cwd: string): readonly Objective[] {
  const path = resolve(cwd, fileName);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new CommandError(`'${fileName}' cannot be read; name a tsconfig.json or an autometrics.json`);
  }
  const isTsconfig = /"(?:compilerOptions|extends|references)"\s*:/.test(text);
  const { options, problems } = isTsconfig ? findConfiguration(dirname(path), path) : readConfiguration(text, path);
  if (options === undefined || problems.length > 0) {
    const lines = problems.map((problem) => `  ${describe(problem, cwd)}`);
    throw new CommandError([`'${fileName}' has mistakes:`, ...lines].join("\n"));
  }
  if (options.objectives.size === 0) {
    throw new CommandError(`'${fileName}' declares no objectives; write them under 'objectives'`);
  }
  return [...options.objectives.values()];
}

function describe({ code, message, at }: Problem, cwd: string): string {
  if (at === undefined) return `AM${code}: ${message}`;
  const before = at.text.slice(0, at.start).split("\n");
  const place = `${relative(cwd, at.fileName)}(${before.length},${(before.at(-1) ?? "").length + 1})`;
  return `${place}: AM${code}: ${message}`;
}
