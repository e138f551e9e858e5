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
  };
}

/** Vite builds for several environments at once; a library is for whoever takes it. */
function isViteClient(context: object): boolean {
  if (!("environment" in context)) return false;
  const { environment } = context as { environment?: ViteEnvironment }; // Vite's own, where there is one.
  return environment?.config?.consumer === "client" && !environment.config.build?.lib;
}

interface ViteEnvironment {
  readonly config?: { readonly consumer?: string; readonly build?: { readonly lib?: unknown } };
}
