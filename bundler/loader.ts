/** A loader for what takes webpack's loaders and no plugins: Turbopack, in Next.js. Its output is TypeScript still. */
import type { SourceMap } from "magic-string";
import { instrument } from "./instrument.js";
import { Projects } from "./projects.js";
import { formatProblem } from "./report.js";

interface LoaderContext {
  readonly resourcePath: string;
  addDependency?(file: string): void;
  callback(error: Error | null, code?: string, map?: SourceMap): void;
}

export default function loader(this: LoaderContext, code: string): void {
  // A loader is not told when the configuration has changed: it is asked again for each file that depends on it.
  const project = new Projects().of(this.resourcePath);
  for (const file of project.files) this.addDependency?.(file);
  const found = instrument(project, { fileName: this.resourcePath, text: code });
  const problems = [...project.configuration.problems, ...(found?.problems ?? [])];
  if (problems.length > 0) {
    const error = new Error(problems.map((problem) => formatProblem(problem, process.cwd())).join("\n\n"));
    // Its stack would lead into the loader.
    error.stack = error.message;
    this.callback(error);
  } else if (found === undefined || !("code" in found)) this.callback(null, code);
  else this.callback(null, found.code, found.map());
}
