/** Builds an application by its framework's own build, with ts-autometrics among its plugins, as users of it do. */
import { join } from "node:path";
import { command, root } from "../../package/strangers.js";
import { Project } from "../../support/project.js";
import type { BuiltApp } from "../framework.js";

export interface FrameworkBuild {
  readonly files: Readonly<Record<string, string>>;
  /** Of the plugin, beside its objectives. */
  readonly options: Record<string, unknown>;
  /** What of this repository's packages it imports. */
  readonly packages: readonly string[];
  /** What its package.json must name, or the framework's build installs it. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** The script of the framework's package that builds, and what it is given. */
  readonly build: readonly [script: string, ...args: string[]];
  /** What Node is started with to serve what was built. */
  readonly serve: readonly string[];
}

/** In a project that has this repository's packages. */
export async function buildHere(framework: FrameworkBuild): Promise<BuiltApp> {
  const { files, options, packages, dependencies, build, serve } = framework;
  const { folder } = new Project({ ...files }, { options, packages, packageJson: { dependencies } });
  const [script, ...args] = build;
  await command(folder, process.execPath, join(root, "node_modules", script), ...args);
  return { folder, command: serve };
}
