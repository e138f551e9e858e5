/** What there is where `autometrics init` is run: read from files, nothing is started. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { child, type JsonObject } from "../../transformer/options/json.js";
import { findEntry, namesUs } from "../../transformer/options/tsconfig.js";
import { CommandError } from "../command.js";

export interface Surroundings {
  /** The folder of the nearest package.json. */
  readonly folder: string;
  readonly packageText: string;
  readonly scripts: Readonly<Record<string, string>>;
  /** Every package that package.json names, with its range. */
  readonly packages: Readonly<Record<string, string>>;
  /** The major version of the compiler that is installed, else of the range that package.json has; undefined where there is neither. */
  readonly typescript: number | undefined;
  /** The tsconfig.json has our transformer. */
  readonly isTransformed: boolean;
  readonly bundler: Bundler | undefined;
  /** What configures NestJS' command line, where that runs TypeScript's compiler. */
  readonly nestConfiguration: string | undefined;
  /** Web frameworks, by the names people know. */
  readonly frameworks: readonly string[];
  readonly packageManager: "npm" | "pnpm" | "yarn" | "bun";
  /** A source that serves metrics already: its path in the folder. */
  readonly servesMetrics: string | undefined;
}

export interface Bundler {
  readonly name: string;
  /** The entry point of ours. */
  readonly plugin: string;
  /** Its configuration file, where there is one. */
  readonly configuration: string | undefined;
}

/** Package → entry point of ours and configuration files. The first that is there builds the project. */
const bundlers: readonly (readonly [packageName: string, name: string, plugin: string, configuration: string])[] = [
  ["next", "Next.js", "webpack", "next.config"],
  ["vite", "Vite", "vite", "vite.config"],
  ["tsdown", "tsdown", "rolldown", "tsdown.config"],
  ["tsup", "tsup", "esbuild", "tsup.config"],
  ["@rspack/core", "Rspack", "rspack", "rspack.config"],
  ["@farmfe/core", "Farm", "farm", "farm.config"],
  ["webpack", "webpack", "webpack", "webpack.config"],
  ["rolldown", "Rolldown", "rolldown", "rolldown.config"],
  ["rollup", "Rollup", "rollup", "rollup.config"],
  ["esbuild", "esbuild", "esbuild", "esbuild.config"],
];

/** Whether a script runs the bundler: its package may be there for a test runner's sake. */
const commandOf: Readonly<Record<string, RegExp>> = {
  next: /\bnext build\b/,
  // Frameworks have commands of their own that run it.
  vite: /\b(?:vite build|react-router build|remix vite:build)\b/,
  tsdown: /\btsdown\b/,
  tsup: /\btsup\b/,
  "@rspack/core": /\brspack\b/,
  "@farmfe/core": /\bfarm build\b/,
  webpack: /\bwebpack\b/,
  rolldown: /\brolldown\b/,
  rollup: /\brollup\b/,
  esbuild: /\besbuild\b/,
};

const frameworks = [
  ["express", "Express"],
  ["fastify", "Fastify"],
  ["hono", "Hono"],
  ["koa", "Koa"],
  ["@nestjs/core", "NestJS"],
  ["next", "Next.js"],
  ["@sveltejs/kit", "SvelteKit"],
  ["react-router", "React Router"],
  ["h3", "h3"],
  ["@trpc/server", "tRPC"],
] as const;

const lockFiles = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["bun.lock", "bun"],
  ["bun.lockb", "bun"],
] as const;

/** @throws CommandError where there is no package.json that can be read. */
export function readSurroundings(cwd: string): Surroundings {
  const folder = packageFolder(cwd);
  const file = join(folder, "package.json");
  const packageText = readFileSync(file, "utf8");
  const manifest = parseManifest(packageText);
  if (manifest === undefined) throw new CommandError(`${relative(cwd, file)} is not JSON; mend it first`);
  const scripts = texts(manifest.scripts);
  const packages = { ...texts(manifest.devDependencies), ...texts(manifest.dependencies) };
  return {
    folder,
    packageText,
    scripts,
    packages,
    typescript: compilerOf(folder, packages),
    isTransformed: findEntry(join(folder, "tsconfig.json"), isTransformer) !== undefined,
    bundler: bundlerOf(folder, packages, scripts),
    nestConfiguration: nestConfigurationOf(folder, scripts),
    frameworks: frameworks.filter(([name]) => name in packages).map(([, title]) => title),
    packageManager: lockFiles.find(([name]) => isAtOrAbove(folder, name))?.[1] ?? "npm",
    servesMetrics: findSource(folder, /\.metrics\(\)|["'`]\/metrics["'`]/),
  };
}

/** Whether the entry of a tsconfig's `plugins` is our transformer. */
export function isTransformer(entry: JsonObject): boolean {
  return namesUs(entry) && child(entry, "transform") !== undefined;
}

function packageFolder(cwd: string): string {
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) break;
  }
  throw new CommandError(`there is no package.json in or above ${cwd}; make one with 'npm init'`);
}

function compilerOf(folder: string, packages: Surroundings["packages"]): Surroundings["typescript"] {
  const installed = readManifest(join(folder, "node_modules/typescript/package.json"))?.version;
  const version = typeof installed === "string" ? installed : /\d+(?:\.\d+)*/.exec(packages.typescript ?? "")?.[0];
  return version === undefined ? undefined : Number(version.split(".")[0]);
}

function readManifest(file: string): Record<string, unknown> | undefined {
  return existsSync(file) ? parseManifest(readFileSync(file, "utf8")) : undefined;
}

function parseManifest(text: string): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function bundlerOf(
  folder: string,
  packages: Surroundings["packages"],
  scripts: Surroundings["scripts"],
): Bundler | undefined {
  const runs = (name: string) => Object.values(scripts).some((script) => commandOf[name]?.test(script));
  const files = readdirSync(folder);
  const found = bundlers.find(([name]) => runs(name) || (name === "next" && name in packages));
  if (found === undefined) return undefined;
  const [, name, plugin, configuration] = found;
  return { name, plugin, configuration: files.find((file) => file.startsWith(`${configuration}.`)) };
}

/** `"builder": "swc"`, and `nest build --builder swc`, run no TypeScript compiler; nor does Rspack. */
function nestConfigurationOf(folder: string, scripts: Surroundings["scripts"]): string | undefined {
  const file = "nest-cli.json";
  const compilerOptions = asObject(readManifest(join(folder, file))?.compilerOptions);
  const builder = asObject(compilerOptions?.builder)?.type ?? compilerOptions?.builder ?? "tsc";
  const isOther = Object.values(scripts).some((script) => /\bnest build\b.*\b(?:swc|rspack)\b/.test(script));
  const isCompiler = (builder === "tsc" || builder === "webpack") && !isOther;
  return isCompiler && existsSync(join(folder, file)) ? file : undefined;
}

function isAtOrAbove(folder: string, name: string): boolean {
  if (existsSync(join(folder, name))) return true;
  return dirname(folder) !== folder && isAtOrAbove(dirname(folder), name);
}

const notSources = new Set(["node_modules", "dist", "build", "out", "coverage", "test", "tests"]);

/** The first source that has it, in the order of names. */
function findSource(folder: string, pattern: RegExp, within = ""): string | undefined {
  const entries = readdirSync(join(folder, within), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = within === "" ? entry.name : `${within}/${entry.name}`;
    if (entry.isDirectory()) {
      if (notSources.has(entry.name) || entry.name.startsWith(".")) continue;
      const found = findSource(folder, pattern, path);
      if (found !== undefined) return found;
    } else if (/\.[cm]?[jt]sx?$/.test(entry.name) && pattern.test(readFileSync(join(folder, path), "utf8")))
      return path;
  }
  return undefined;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

function texts(value: unknown): Record<string, string> {
  const entries = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(entries.flatMap(([key, text]) => (typeof text === "string" ? [[key, text]] : [])));
}
