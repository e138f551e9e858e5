import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type ts from "typescript";
import { type Configuration, findConfiguration } from "../../transformer/options/configuration.js";
import { loadOptions } from "../../transformer/options/index.js";
import { child, fromValue } from "../../transformer/options/json.js";
import { namesUs } from "../../transformer/options/tsconfig.js";

/**
 * How the builds of a project are configured: by the plugin's entry exactly as ts-patch hands it over, else by the
 * autometrics.json that bundler plugins find. Nothing where nobody has asked for instrumentation.
 */
export function configurationOf(options: ts.CompilerOptions, tsconfig: string): Configuration | undefined {
  const plugins: unknown = options.plugins;
  const ours = Array.isArray(plugins) ? plugins.filter(isOurs) : [];
  const transformer = ours.find((entry) => child(fromValue(entry), "transform") !== undefined);
  if (transformer !== undefined) return loadOptions({ getCompilerOptions: () => options }, transformer);
  const folder = dirname(tsconfig);
  const isAskedFor = ours.length > 0 || existsSync(join(folder, "autometrics.json"));
  return isAskedFor ? findConfiguration(folder, tsconfig) : undefined;
}

function isOurs(entry: unknown): boolean {
  const node = fromValue(entry);
  return node.kind === "object" && namesUs(node);
}
