/**
 * What a bundle is for. The runtime and prom-client run on Node: in what goes to browsers nothing is instrumented, also not
 * the functions that server and browser share.
 */
import type { UnpluginOptions } from "unplugin";

export interface Target {
  /** For the bundlers that say it only in their configuration. */
  readonly hooks: Pick<UnpluginOptions, "webpack" | "rspack">;
  /** Of Vite, which says it to each call, and before version 6 not in the context. */
  readonly viteHooks: { configResolved(config: ViteConfig): void };
  /**
   * @param context What the bundler calls the plugin with.
   * @param call What it says of this call.
   */
  isBrowser(context: object, call: ViteCall | undefined): boolean;
  /** Whether anybody will follow the source map of a file. */
  hasSourceMap(context: object): boolean;
}

export function bundlesForBrowsers(): Target {
  let isForBrowsers = false;
  let vite: ViteConfig | undefined;
  const webpack = ({ options: { target } }: { readonly options: { readonly target?: unknown } }): void => {
    const targets = [target ?? "web"].flat();
    isForBrowsers = targets.some((one) => typeof one === "string" && /^(web|webworker|browserslist)/.test(one));
  };
  return {
    hooks: { webpack, rspack: webpack },
    viteHooks: {
      configResolved(config) {
        vite = config;
      },
    },
    isBrowser: (context, call) => isForBrowsers || (vite !== undefined && isViteClient(context, call, vite)),
    hasSourceMap: (context) => !isViteBuildWithoutMaps(context),
  };
}

/** Vite builds for several environments at once; a library is for whoever takes it. */
function isViteClient(context: object, call: ViteCall | undefined, vite: ViteConfig): boolean {
  const environment = environmentOf(context);
  if (environment === undefined) return call?.ssr !== true && !vite.build?.lib;
  return environment.config?.consumer === "client" && !environment.config.build?.lib;
}

/** A development server builds nothing: also where a framework starts one while it builds, to look at modules. */
export function isViteServer(context: object): boolean {
  return environmentOf(context)?.mode === "dev";
}

function isViteBuildWithoutMaps(context: object): boolean {
  const { config } = environmentOf(context) ?? {};
  return config?.command === "build" && config.build?.sourcemap === false;
}

function environmentOf(context: object): ViteEnvironment | undefined {
  if (!("environment" in context)) return undefined;
  return (context as { environment?: ViteEnvironment }).environment; // Vite's own, where there is one.
}

export interface ViteCall {
  readonly ssr?: boolean | undefined;
}

interface ViteConfig {
  readonly command?: string;
  readonly build?: { readonly lib?: unknown; readonly sourcemap?: unknown };
}

interface ViteEnvironment {
  readonly mode?: string;
  readonly config?: ViteConfig & { readonly consumer?: string };
}
