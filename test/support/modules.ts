import type { Calls } from "./metrics.js";
import { type Pipeline, Project, type Run, type Settings } from "./project.js";

export interface ModulesRun extends Run {
  /** The calls of one module's functions, by the module's name. Fails with what the module failed with. */
  calls(name: string): Record<string, Calls>;
}

/**
 * Runs many small modules in one project and one process, as a compiler and a process for each would take minutes.
 *
 * @param modules Name → text. A name is a sentence or a file's name; the file is a module of its own in any case.
 */
export async function runModules(
  modules: Record<string, string>,
  settings?: Settings,
  pipeline?: Pipeline,
): Promise<ModulesRun> {
  const stem = (name: string) => name.replace(/\.[cm]?[jt]sx?$/, "").replaceAll(/\W+/g, "-");
  const extension = (name: string) => /\.[cm]?[jt]sx?$/.exec(name)?.[0] ?? ".ts";
  const files = Object.fromEntries(
    Object.entries(modules).map(([name, code]) => [
      `${stem(name)}${extension(name)}`,
      extension(name).startsWith(".c") ? code : `${code}\nexport {};`,
    ]),
  );
  const project = new Project(files, settings);
  const outputs = Object.keys(files).map((file) => file.replace(/\.([cm]?)[jt]sx?$/, ".$1js"));
  project.write("dist/main.js", main(outputs));
  const run = await project.build(pipeline).run();
  const failures = run.result as Record<string, string>;
  return {
    ...run,
    calls(name) {
      const [, failure] = Object.entries(failures).find(([file]) => file.startsWith(`${stem(name)}.`)) ?? [];
      if (failure !== undefined) throw new Error(failure);
      return run.metrics.calls(stem(name));
    },
  };
}

const main = (files: readonly string[]) => `
  const failures = {};
  for (const file of ${JSON.stringify(files)}) {
    try {
      await import("./" + file);
    } catch (error) {
      failures[file] = String(error?.stack ?? error);
    }
  }
  console.log(JSON.stringify(failures));
`;
