/** The plugin for the bundlers that unplugin knows, but esbuild. */
import {
  createUnplugin,
  type UnpluginContext,
  type UnpluginContextMeta,
  type UnpluginInstance,
  type UnpluginOptions,
} from "unplugin";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { readPluginOptions } from "./options.js";
import { formatProblem, frameOf, locate, messageOf } from "./report.js";
import { Session } from "./session.js";
import { bundlesForBrowsers } from "./target.js";
import type { PluginOptions } from "./types.js";

export const plugin: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin((options, { framework }) => {
  const { browser = false, ...settings } = readPluginOptions(options);
  const target = bundlesForBrowsers();
  const session = new Session(settings);
  const unplugin: UnpluginOptions = {
    name: "ts-autometrics",
    // Comments and types are still there.
    enforce: "pre",
    ...target.hooks,
    buildStart() {
      session.start();
    },
    watchChange(id) {
      session.changed(id);
    },
    buildEnd() {
      session.end();
    },
    transform: {
      // What bundlers and plugins make up is named with a zero in front.
      filter: { id: { include: /\.[cm]?[jt]sx?(?:\?|$)/, exclude: [/[\\/]node_modules[\\/]/, /^\0/] } },
      handler(code, id) {
        if (!browser && target.isBrowser(this)) return undefined;
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

/** The file stays as it was; the bundler fails the build, at once or at its end. */
function report(
  context: UnpluginContext,
  framework: UnpluginContextMeta["framework"],
  [first, ...others]: readonly Problem[],
): undefined {
  if (first === undefined) return undefined;
  const cwd = process.cwd();
  const location = locate(first);
  context.error({
    message: [shown(first, framework), ...others.map((problem) => formatProblem(problem, cwd))].join("\n\n"),
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
