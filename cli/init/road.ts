import type { Bundler, Surroundings } from "./surroundings.js";

/** How a project's code gets its instrumentation. */
export type Road =
  /** `tsc` emits: `tspc` in its place, and the transformer in the tsconfig. */
  | { readonly by: "tspc"; readonly scripts: Readonly<Record<string, string>>; readonly tsconfig: string }
  /** NestJS' command line runs the compiler, and takes the transformer in its own configuration. */
  | { readonly by: "nest"; readonly configuration: string }
  /** A bundler emits: our plugin in its configuration. */
  | { readonly by: "bundler"; readonly bundler: Bundler }
  /** The native compiler emits, or nothing does: when the program is loaded. */
  | { readonly by: "register"; readonly why: string };

/** A call of `tsc` that emits, as a word of a script. */
const tsc = /(?<![\w./-])tsc(?![\w.-])(?![^&|;]*--noEmit)/g;
const nestBuild = /(?<![\w./-])nest build(?![\w-])(?:\s+(?:-b|--builder)[ =]\S+)?/g;

/** @param named The tsconfig that is asked for, in place of the one that the build script names. */
export function chooseRoad(surroundings: Surroundings, named?: string): Road {
  const { scripts, typescript = 0, bundler, nestConfiguration, isTransformed } = surroundings;
  if (bundler !== undefined && named === undefined) return { by: "bundler", bundler };
  if (typescript >= 7) return { by: "register", why: `TypeScript ${typescript} takes no transformers` };
  const builds = Object.entries(scripts).filter(
    ([, script]) => script.search(tsc) >= 0 || script.search(nestBuild) >= 0,
  );
  const isTransformedAlready = isTransformed || Object.values(scripts).some((script) => /\btspc\b/.test(script));
  if (builds.length === 0 && named === undefined && !isTransformedAlready) {
    return { by: "register", why: "no script builds with tsc or a bundler" };
  }
  const isBuiltByNest = Object.values(scripts).some((script) => script.search(nestBuild) >= 0);
  if (isBuiltByNest && nestConfiguration !== undefined && named === undefined && !isTransformedAlready) {
    return { by: "nest", configuration: nestConfiguration };
  }
  const changed = builds.map(([name, script]) => [name, withTspc(script)] as const);
  const all = Object.values(scripts).map(withTspc).join(" ");
  return {
    by: "tspc",
    scripts: Object.fromEntries(changed),
    tsconfig: named ?? /\btspc\b[^&|;]*?\s(?:-p|--project)[ =]([^\s&|;]+)/.exec(all)?.[1] ?? "tsconfig.json",
  };
}

function withTspc(script: string): string {
  return script.replace(tsc, "tspc").replace(nestBuild, "tspc -p tsconfig.build.json");
}
