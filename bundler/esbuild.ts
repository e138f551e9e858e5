/**
 * The plugin for esbuild. Written for it, as every file that a plugin looks at is a message from esbuild's process and
 * back: what is not to be instrumented is answered at once, and read by esbuild itself.
 */
import { readFileSync } from "node:fs";
import type { OnLoadResult, PartialMessage, PluginBuild } from "esbuild";
import type { SourceMap } from "magic-string";
import type { Problem } from "../transformer/diagnostics/problem.js";
import { readPluginOptions } from "./options.js";
import { locate, messageOf } from "./report.js";
import { Session } from "./session.js";
import type { PluginOptions, SetupPlugin } from "./types.js";

export type { PluginOptions } from "./types.js";

const esbuild = (options?: PluginOptions): SetupPlugin => {
  const { browser = false, ...settings } = readPluginOptions(options);
  return {
    name: "ts-autometrics",
    // The types of esbuild are not everybody's to have.
    setup: (build) => setup(build as PluginBuild, settings, browser),
  };
};

export default esbuild;
/** What `require` gives. */
export { esbuild as "module.exports" };

function setup(
  { initialOptions, onStart, onLoad, onEnd }: PluginBuild,
  settings: PluginOptions,
  browser: boolean,
): void {
  const { platform, bundle, sourcemap } = initialOptions;
  // Without bundling, esbuild's platform says nothing.
  const isForBrowsers = bundle === true && (platform ?? "browser") === "browser";
  if (isForBrowsers && !browser) return;
  const session = new Session(settings);
  onStart(() => session.start());
  onEnd(() => session.end());
  onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: "file" }, ({ path }): OnLoadResult | undefined => {
    if (/[\\/]node_modules[\\/]/.test(path)) return undefined;
    const { problems, code, map, dependencies } = session.transform(path, read(path));
    if (problems.length > 0) return { errors: problems.map(toMessage), watchFiles: [path, ...dependencies()] };
    // A type in another file may yet make handlers of its functions.
    if (code === undefined || map === undefined)
      return settings.typeAware ? { watchFiles: [...dependencies()] } : undefined;
    const contents = sourcemap ? withMap(code, map()) : code;
    // By the file's extension, as esbuild has been told.
    return { contents, loader: "default", watchFiles: [path, ...dependencies()] };
  });
}

/** A file that is not there is esbuild's to report. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function withMap(code: string, map: SourceMap): string {
  return `${code}\n//# sourceMappingURL=${map.toUrl()}`;
}

function toMessage(problem: Problem): PartialMessage {
  const location = locate(problem);
  return {
    text: messageOf(problem),
    ...(location && {
      location: {
        file: location.fileName,
        line: location.line,
        column: location.column,
        length: location.length,
        lineText: location.text,
      },
    }),
  };
}
