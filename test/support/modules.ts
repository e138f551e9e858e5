import type { Calls } from "./metrics.js";
import { Project, type Run, type Settings } from "./project.js";

export interface ModulesRun extends Run {
  /** The calls of one module's functions, by the module's name. */
  calls(name: string): Record<string, Calls>;
}

/**
 * Runs many small modules in one project and one process, as a compiler and a process for each would take minutes.
 *
 * @param modules Name → text. A name is a sentence or a file's name; the file is a module of its own in any case.
 */
export async function runModules(modules: Record<string, string>, settings?: Settings): Promise<ModulesRun> {
  const stem = (name: string) => name.replace(/\.[cm]?[jt]sx?$/, "").replaceAll(/\W+/g, "-");
  const extension = (name: string) => /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? ".ts";
  const files = Object.fromEntries(
    Object.entries(modules).map(([name, code]) => [`${stem(name)}${extension(name)}`, `${code}\nexport {};`]),
  );
  const project = new Project(files, settings);
  const outputs = Object.keys(files).map((file) => file.replace(/\.([cm]?)[jt]sx?$/, ".$1js"));
  project.write("dist/main.js", outputs.map((file) => `await import("./${file}");`).join("\n"));
  const run = await project.build().run();
  if (run.stderr !== "" || run.code !== 0) throw new Error(`exit code ${run.code}: ${run.stderr}`);
  return { ...run, calls: (name) => run.metrics.calls(stem(name)) };
}
