/**
 * What a bundle is for. The runtime and prom-client run on Node: in what goes to browsers nothing is instrumented, also not
 * the functions that server and browser share.
 */
import type { UnpluginOptions } from "unplugin";

export interface Target {
  /** For the bundlers that say it only in their configuration. */
  readonly hooks: Pick<UnpluginOptions, "webpack" | "rspack">;
  /** @param context What the bundler calls the plugin with. */
  isBrowser(context: object): boolean;
  /** Whether anybody will follow the source map of a file. */
  hasSourceMap(context: object): boolean;
}

export function bundlesForBrowsers(): Target {
  let isForBrowsers = false;
  const webpack = ({ options: { target } }: { readonly options: { readonly target?: unknown } }): void => {
    const targets = [target ?? "web"].flat();
    isForBrowsers = targets.some((one) => typeof one === "string" && /^(web|webworker|browserslist)/.test(one));
  };
  return {
    hooks: { webpack, rspack: webpack },
    isBrowser: (context) => isForBrowsers || isViteClient(context),
    hasSourceMap: (context) => !isViteBuildWithoutMaps(context),
  };
}

/** Vite builds for several environments at once; a library is for whoever takes it. */
function isViteClient(context: object): boolean {
  const config = viteConfig(context);
  return config?.consumer === "client" && !config.build?.lib;
}

function isViteBuildWithoutMaps(context: object): boolean {
  const config = viteConfig(context);
  return config?.command === "build" && config.build?.sourcemap === false;
}

function viteConfig(context: object): ViteConfig | undefined {
  if (!("environment" in context)) return undefined;
  const { environment } = context as { environment?: { readonly config?: ViteConfig } }; // Vite's own, where there is one.
  return environment?.config;
}

interface ViteConfig {
  readonly command?: string;
  readonly consumer?: string;
  readonly build?: { readonly lib?: unknown; readonly sourcemap?: unknown };
}
