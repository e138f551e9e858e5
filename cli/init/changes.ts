/** What `autometrics init` writes, and what it leaves to do, for each road. */
import { existsSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { child, type JsonNode } from "../../transformer/options/json.js";
import { JsonSyntaxError, parseJson } from "../../transformer/options/parseJson.js";
import { readTextFile } from "../../transformer/options/textFile.js";
import { findEntry } from "../../transformer/options/tsconfig.js";
import { CommandError } from "../command.js";
import { append, replace } from "./jsonText.js";
import type { Road } from "./road.js";
import { isTransformer, type Surroundings } from "./surroundings.js";

export interface Change {
  /** From the project's folder. */
  readonly file: string;
  /** Undefined for a file that is new. */
  readonly before: string | undefined;
  readonly after: string;
}

/** The properties of the configuration of a project that has none: lines of JSON. */
function configuration({ frameworks }: Surroundings): readonly string[] {
  const objectives = '"objectives": { "api": { "successRate": 99.9, "latency": ["250ms", 99] } }';
  const routes = '"routes": { "objective": "api", "exclude": ["/metrics", "/health"] }';
  return frameworks.length === 0 ? [objectives] : [objectives, routes];
}

function objectOf(properties: readonly string[]): string {
  return `{\n  ${properties.join(",\n  ")}\n}`;
}

/** The files that differ from what they should be; none when all is set up. */
export function changesOf(surroundings: Surroundings, road: Road): readonly Change[] {
  return [...configured(surroundings, road), ...scripts(surroundings, road)];
}

function configured(surroundings: Surroundings, road: Road): readonly Change[] {
  if (road.by === "tspc") return transformerEntry(surroundings, road.tsconfig);
  const own = configurationFile(surroundings);
  return road.by === "nest" ? [...own, ...nestPlugin(surroundings, road.configuration)] : own;
}

function nestPlugin({ folder }: Surroundings, file: string): readonly Change[] {
  const before = readTextFile(join(folder, file)).text;
  if (before.includes("ts-autometrics/transformer")) return [];
  return [{ file, before, after: withEntry(before, readJson(before, file), '"ts-autometrics/transformer"') }];
}

function transformerEntry(surroundings: Surroundings, tsconfig: string): readonly Change[] {
  const { folder } = surroundings;
  const path = join(folder, tsconfig);
  const file = existsSync(path) && statSync(path).isDirectory() ? join(tsconfig, "tsconfig.json") : tsconfig;
  if (!existsSync(join(folder, file))) {
    throw new CommandError(`there is no ${file}; make one with 'npx tsc --init', or name another with --project`);
  }
  if (findEntry(join(folder, file), isTransformer) !== undefined) return [];
  const inherited = findEntry(join(folder, file), () => true)?.file.fileName;
  if (inherited !== undefined && relative(join(folder, file), inherited) !== "") {
    const other = relative(folder, inherited);
    throw new CommandError(`${file} has its plugins from ${other}; run this with --project ${other}`);
  }
  const before = readTextFile(join(folder, file)).text;
  const root = readJson(before, file);
  if (isSolution(root)) {
    throw new CommandError(`${file} only refers to other projects; run this for each, with --project FILE`);
  }
  const entry = objectOf(['"transform": "ts-autometrics/transformer"', ...configuration(surroundings)]);
  return [{ file, before, after: withEntry(before, root, entry) }];
}

function withEntry(text: string, root: JsonNode, entry: string): string {
  const options = child(root, "compilerOptions");
  const plugins = child(options, "plugins");
  if (plugins?.kind === "list") return append(text, plugins, entry);
  const property = `"plugins": [\n  ${entry.replaceAll("\n", "\n  ")}\n]`;
  if (options?.kind === "object") return append(text, options, property);
  return append(text, root, `"compilerOptions": {\n  ${property.replaceAll("\n", "\n  ")}\n}`);
}

/** `{ "files": [], "references": […] }`: it compiles nothing itself. */
function isSolution(root: JsonNode): boolean {
  const files = child(root, "files");
  return child(root, "references") !== undefined && files?.kind === "list" && files.items.length === 0;
}

function readJson(text: string, file: string): JsonNode {
  try {
    const root = parseJson(text);
    if (root.kind === "object") return root;
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
  }
  throw new CommandError(`${file} is not JSON; mend it first`);
}

function configurationFile(surroundings: Surroundings): readonly Change[] {
  const file = "autometrics.json";
  if (existsSync(join(surroundings.folder, file))) return [];
  const schema = '"$schema": "./node_modules/ts-autometrics/dist/schema.json"';
  return [{ file, before: undefined, after: `${objectOf([schema, ...configuration(surroundings)])}\n` }];
}

function scripts(surroundings: Surroundings, road: Road): readonly Change[] {
  const { packageText: before, scripts } = surroundings;
  const wanted = { ...scripts, ...(road.by === "tspc" && road.scripts) };
  const imports = [
    ...(road.by === "register" ? ["ts-autometrics/register"] : []),
    ...(servesItself(surroundings) ? [] : ["ts-autometrics/serve"]),
  ];
  // What is run while it is written is mostly run from its sources, which only one of the roads takes.
  for (const name of road.by === "register" ? ["start", "dev"] : ["start", "start:prod"]) {
    const script = wanted[name];
    if (script !== undefined) wanted[name] = withImports(script, imports);
  }
  let after = before;
  for (const [name, script] of Object.entries(wanted)) {
    const node = child(child(readJson(after, "package.json"), "scripts"), name);
    if (node !== undefined && script !== scripts[name]) after = replace(after, node, script);
  }
  return after === before ? [] : [{ file: "package.json", before, after }];
}

/** Next.js has its own server, which a route of the application has to serve metrics from. */
export function servesItself({ servesMetrics, bundler }: Surroundings): boolean {
  return servesMetrics !== undefined || bundler?.name === "Next.js";
}

const nodeCall = /(?<![\w./@-])(?:node|tsx(?: watch)?)(?= )(?! --test)/;

/** Whether a script is one that our modules can be added to: `react-router-serve …` takes none. */
export function startsNode(script: string): boolean {
  return nodeCall.test(script);
}

/** The call of `node` or `tsx` that starts the program, with our modules loaded before it. */
function withImports(script: string, specifiers: readonly string[]): string {
  const missing = specifiers.filter((specifier) => !script.includes(specifier));
  const flags = missing.map((specifier) => ` --import ${specifier}`).join("");
  return script.replace(nodeCall, (command) => command + flags);
}
