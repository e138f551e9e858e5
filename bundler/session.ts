/** A plugin at work: what it keeps between the files of a build, and from one build of a watch to the next. */
import type { SourceMap } from "magic-string";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { Summary } from "../transformer/summary.js";
import { homeOf } from "./home.js";
import { instrument } from "./instrument.js";
import { openProject, type TextProject } from "./project.js";
import { Projects } from "./projects.js";
import { Types } from "./typeAware/types.js";
import type { PluginOptions } from "./types.js";

export interface Transformed {
  /** The file stays as it was, and the build fails. */
  readonly problems: readonly Problem[];
  /** Nothing to do, or a mistake: neither. */
  readonly code?: string;
  readonly map?: () => SourceMap;
  /** When one of these changes, the file is to be looked at again. */
  readonly dependencies: () => readonly string[];
}

export class Session {
  readonly #options: PluginOptions;
  readonly #summary = new Summary();
  #projectOf: (fileName: string) => TextProject;
  readonly #types: Types | undefined;

  constructor(options: PluginOptions) {
    this.#options = options;
    this.#projectOf = this.#open();
    this.#types = options.typeAware === true ? new Types() : undefined;
  }

  /** A build begins, of which nothing is known but that files may have changed. */
  start(): void {
    this.#projectOf = this.#open();
    this.#types?.refresh();
  }

  changed(fileName: string): void {
    if (fileName.endsWith(".json")) this.#projectOf = this.#open();
    this.#types?.refresh();
  }

  end(): void {
    this.#summary.print();
  }

  transform(fileName: string, text: string): Transformed {
    const project = this.#projectOf(fileName);
    const { options, problems } = project.configuration;
    const dependencies = () => [...project.files, ...(this.#types?.dependencies(fileName) ?? [])];
    if (problems.length > 0) return { problems, dependencies };
    const found = instrument(project, { fileName, text }, this.#types);
    if (found === undefined || !("code" in found)) return { problems: found?.problems ?? [], dependencies };
    if (options?.quiet === false) this.#summary.add(fileName, found.plan.sites);
    return { problems: [], code: found.code, map: found.map, dependencies };
  }

  #open(): (fileName: string) => TextProject {
    const { root, configuration } = this.#options;
    if (root === undefined && configuration === undefined) {
      const projects = new Projects();
      return (fileName) => projects.of(fileName);
    }
    const folder = root ?? process.cwd();
    const project = openProject(homeOf(folder)?.folder ?? folder, configuration);
    return () => project;
  }
}
