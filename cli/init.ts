import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { type Call, type Command, flag, textOption } from "./command.js";
import { type Change, changesOf } from "./init/changes.js";
import { nextSteps } from "./init/nextSteps.js";
import { chooseRoad, type Road } from "./init/road.js";
import { readSurroundings, type Surroundings } from "./init/surroundings.js";
import { takeNoArguments } from "./project/sourceFile.js";

export const init: Command = {
  name: "init",
  summary: "set a project up: how it is built, an objective, /metrics",
  help: `Usage: autometrics init [--dry-run] [--project FILE]

Looks at the project in the working directory (its TypeScript, bundler, frameworks and
scripts), says which way fits, shows what it changes, and changes it:

  built by tsc         the transformer in the tsconfig, and 'tspc' in the scripts
  built by nest        the transformer in nest-cli.json, and an autometrics.json
  built by a bundler   an autometrics.json, and the line for the bundler's configuration
  built by neither,    an autometrics.json, and 'node --import ts-autometrics/register'
  or by TypeScript 7   in the scripts that start it

with an objective 'api' (99.9 % succeed, 99 % within 250 ms) for the HTTP handlers that are
found, and 'ts-autometrics/serve' in the start script where no source serves metrics yet.
Comments stay, what is set up already is left as it is, and nothing is installed: the
commands that are left to do are printed.

Options:
  -p, --project FILE   the tsconfig that 'tsc' builds with (default: that of the script)
      --dry-run        show, and change nothing
  -h, --help           this text

Exit codes: 0 done, or nothing to do; 2 when the project could not be read or changed.

Example:
  autometrics init --dry-run
`,
  options: { project: { type: "string", short: "p" }, "dry-run": { type: "boolean" } },
  run,
};

function run(call: Call): number {
  takeNoArguments(call);
  const { cwd, out } = call.io;
  const surroundings = readSurroundings(cwd);
  const road = chooseRoad(surroundings, textOption(call, "project"));
  const changes = changesOf(surroundings, road);
  out(`${about(surroundings, road)}\n\n`);
  for (const change of changes) out(`${shown(change)}\n`);
  const isDry = flag(call, "dry-run");
  if (!isDry) for (const { file, after } of changes) writeFileSync(join(surroundings.folder, file), after);
  const files = changes.map(({ file }) => relative(cwd, join(surroundings.folder, file))).join(", ");
  if (changes.length === 0) out("Nothing to change.\n");
  else out(isDry ? `Would change ${files}.\n` : `Changed ${files}.\n`);
  out(`\n${nextSteps(surroundings, road).join("\n")}\n`);
  return 0;
}

function about({ typescript, frameworks }: Surroundings, road: Road): string {
  const compiler = typescript === undefined ? "no TypeScript" : `TypeScript ${typescript}`;
  return `${[compiler, ...frameworks].join(", ")}; ${way(road)}`;
}

function way(road: Road): string {
  if (road.by === "tspc") return "built by tsc: it is instrumented when it is built, by tspc";
  if (road.by === "nest") return "built by nest: it is instrumented when it is built, by a plugin of nest's";
  if (road.by === "bundler") return `built by ${road.bundler.name}: it is instrumented there, by a plugin`;
  return `${road.why}: it is instrumented when it is loaded`;
}

function shown({ file, before, after }: Change): string {
  const options = { context: 2, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(file, file, before ?? "", after, before === undefined ? "new" : "", "", options);
}
