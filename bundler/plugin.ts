/** The plugin for every bundler that unplugin knows. */
import {
  createUnplugin,
  type UnpluginContext,
  type UnpluginContextMeta,
  type UnpluginInstance,
  type UnpluginOptions,
} from "unplugin";
import { mentionsTag } from "../transformer/annotation/tags.js";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { Summary } from "../transformer/summary.js";
import { instrument } from "./instrument.js";
import { openProject, type TextProject } from "./project.js";
import { Projects } from "./projects.js";
import { formatProblem, frameOf, locate, messageOf } from "./report.js";
import { bundlesForBrowsers, isViteServer, type ViteCall } from "./target.js";
import type { PluginOptions } from "./types.js";

/** Vite's frameworks have their own. */
const otherLanguage = /\.(?:vue|svelte|astro)$/;

export const plugin: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin(
  (options = {}, { framework }) => {
    const { root, configuration, browser = false } = options;
    const target = bundlesForBrowsers();
    const summary = new Summary();
    let opened = open();

    function open(): (fileName: string) => TextProject {
      if (root === undefined && configuration === undefined) {
        const projects = new Projects();
        return (fileName) => projects.of(fileName);
      }
      const project = openProject(root ?? process.cwd(), configuration);
      return () => project;
    }

    function start(this: { error(message: string): never }, options: Started): void {
      opened = open();
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
        opened = open();
      },
      watchChange(id) {
        if (id.endsWith(".json")) opened = open();
      },
      buildEnd() {
        if (!isViteServer(this)) summary.print();
      },
      transform: {
        filter: {
          id: {
            include: [/\.[cm]?[jt]sx?(?:\?|$)/, ...(framework === "vite" ? [otherLanguage] : [])],
            exclude: /[\\/]node_modules[\\/]/,
          },
        },
        handler(code, id, call?: ViteCall) {
          if (!browser && target.isBrowser(this, call)) return undefined;
          if (otherLanguage.test(id)) {
            if (mentionsTag(code))
              this.warn(`nothing is counted in ${id}; move what is annotated to a file of its own`);
            return undefined;
          }
          const fileName = id.replace(/[?#].*$/, "");
          const project = opened(fileName);
          const { options, problems } = project.configuration;
          for (const file of project.files) this.addWatchFile(file);
          if (problems.length > 0) return report(this, framework, problems);
          const found = instrument(project, { fileName, text: code });
          if (found === undefined) return undefined;
          if (!("code" in found)) return report(this, framework, found.problems);
          if (options?.quiet === false) summary.add(fileName, found.plan.sites);
          return { code: found.code, map: found.map };
        },
      },
    };
    return unplugin;
  },
);

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

/** Some bundlers print the place by themselves, some the line too. */
function shown(problem: Problem, framework: UnpluginContextMeta["framework"]): string {
  if (/^(vite|rollup|rolldown|unloader)$/.test(framework)) return messageOf(problem);
  const location = locate(problem);
  if (framework !== "esbuild" || location === undefined) return formatProblem(problem, process.cwd());
  return `${messageOf(problem)}\n\n${frameOf(location)}`;
}
