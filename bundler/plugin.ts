/** The plugin for the bundlers that unplugin knows, but esbuild. */
import {
  createUnplugin,
  type UnpluginContext,
  type UnpluginContextMeta,
  type UnpluginInstance,
  type UnpluginOptions,
} from "unplugin";
import { mentionsTag } from "../transformer/annotation/tags.js";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { readPluginOptions } from "./options.js";
import { formatProblem, frameOf, locate, messageOf } from "./report.js";
import { Session } from "./session.js";
import { bundlesForBrowsers, isViteServer, type ViteCall } from "./target.js";
import type { PluginOptions } from "./types.js";

/** Vite's frameworks have their own. */
const otherLanguage = /\.(?:vue|svelte|astro)$/;

export const plugin: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin((options, { framework }) => {
  const { browser = false, ...settings } = readPluginOptions(options);
  const target = bundlesForBrowsers();
  const session = new Session(settings);

  function start(this: { error(message: string): never }, options: Started): void {
    session.start();
    refuseCompiler(this, options);
  }

  const unplugin: UnpluginOptions = {
    name: "ts-autometrics",
    // Comments and types are still there.
    enforce: "pre",
    ...target.hooks,
    rollup: { buildStart: start },
    vite: { ...target.viteHooks, buildStart: start },
    buildStart() {
      session.start();
    },
    watchChange(id) {
      session.changed(id);
    },
    buildEnd() {
      if (!isViteServer(this)) session.end();
    },
    transform: {
      filter: {
        id: {
          include: [/\.[cm]?[jt]sx?(?:\?|$)/, ...(framework === "vite" ? [otherLanguage] : [])],
          // What bundlers and plugins make up is named with a zero in front.
          exclude: [/[\\/]node_modules[\\/]/, /^\0/],
        },
      },
      handler(code, id, call?: ViteCall) {
        if (!browser && target.isBrowser(this, call)) return undefined;
        if (otherLanguage.test(id)) {
          if (mentionsTag(code)) this.warn(`nothing is counted in ${id}; move what is annotated to a file of its own`);
          return undefined;
        }
        const done = session.transform(id.replace(/[?#].*$/, ""), code);
        if (isWatched(this)) for (const file of done.dependencies()) this.addWatchFile(file);
        if (done.problems.length > 0) return report(this, framework, done.problems);
        if (done.code === undefined) return undefined;
        return { code: done.code, map: target.hasSourceMap(this) ? (done.map?.() ?? null) : null };
      },
    },
  };
  return unplugin;
});

/** A build of Rollup's kind says whether another may follow it; others do not. */
function isWatched(context: object): boolean {
  if (!("meta" in context)) return true;
  const { meta } = context as { meta?: { readonly watchMode?: boolean } }; // Rollup's own, where there is one.
  return meta?.watchMode !== false;
}

interface Started {
  readonly plugins?: readonly object[];
}

/** It hands on what it has compiled from files, whichever plugin is first: functions that TypeScript alone knows are lost. */
function refuseCompiler(context: { error(message: string): never }, { plugins = [] }: Started): void {
  if (!plugins.some((plugin) => "name" in plugin && plugin.name === "typescript" && "load" in plugin)) return;
  context.error(
    "@rollup/plugin-typescript compiles files before other plugins see them; in place of this plugin give it " +
      "the transformer: transformers: (program) => ({ before: [autometrics(program, options)] })",
  );
}

/** The file stays as it was; the bundler fails the build, at once or at its end. */
function report(
  context: UnpluginContext,
  framework: UnpluginContextMeta["framework"],
  [first, ...others]: readonly Problem[],
): undefined {
  if (first === undefined) return undefined;
  const cwd = process.cwd();
  const location = locate(first);
  const message = [shown(first, framework), ...others.map((problem) => formatProblem(problem, cwd))].join("\n\n");
  // Farm takes nothing but a text, and unplugin gives it none: the process would be aborted.
  if (framework === "farm") throw new Error(message);
  context.error({
    message,
    plugin: "ts-autometrics",
    ...(location && {
      id: location.fileName,
      loc: { file: location.fileName, line: location.line, column: location.column },
      frame: frameOf(location),
    }),
  });
  return undefined;
}

/** Some bundlers print the place by themselves. */
function shown(problem: Problem, framework: UnpluginContextMeta["framework"]): string {
  const printsPlace = /^(vite|rollup|rolldown|unloader)$/.test(framework);
  return printsPlace ? messageOf(problem) : formatProblem(problem, process.cwd());
}
