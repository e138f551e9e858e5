/**
 * What a bundle is for. The runtime and prom-client run on Node: in what goes to browsers nothing is instrumented, also not
 * the functions that server and browser share.
 */
import type { UnpluginOptions } from "unplugin";

export interface Target {
  /** For the bundlers that say it only in their configuration. */
  readonly hooks: Pick<UnpluginOptions, "esbuild" | "webpack" | "rspack">;
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
    hooks: {
      esbuild: {
        config({ platform, bundle }) {
          // Without bundling, esbuild's platform says nothing.
          isForBrowsers = bundle === true && (platform ?? "browser") === "browser";
        },
      },
      webpack,
      rspack: webpack,
    },
    isBrowser: (context) => isForBrowsers || isViteClient(context),
  };
}

/** Vite builds for several environments at once; a library is for whoever takes it. */
function isViteClient(context: object): boolean {
  const { config } = environmentOf(context) ?? {};
  return config?.consumer === "client" && !config.build?.lib;
}

/** A development server builds nothing: also where a framework starts one while it builds, to look at modules. */
export function isViteServer(context: object): boolean {
  return environmentOf(context)?.mode === "dev";
}

function environmentOf(context: object): ViteEnvironment | undefined {
  if (!("environment" in context)) return undefined;
  return (context as { environment?: ViteEnvironment }).environment; // Vite's own, where there is one.
}

interface ViteEnvironment {
  readonly mode?: string;
  readonly config?: { readonly consumer?: string; readonly build?: { readonly lib?: unknown } };
}
