/** What the entries for bundlers take and give. Written out, so that nobody needs the types of another bundler. */

export interface PluginOptions {
  /** The folder that `autometrics.json`, or the tsconfig with the entry, is in. Default: the nearest to each file. */
  readonly root?: string;
  /** The configuration, in place of the one that is found: what else stands in autometrics.json. */
  readonly configuration?: object;
  /** Instrument what goes to browsers too. The `runtime` option must then name a module that can run there. */
  readonly browser?: boolean;
  /** Find HTTP handlers by their types too, as `tspc` does: the project's program is held in memory for it. */
  readonly typeAware?: boolean;
}

/** Of Vite, Rollup, Rolldown and Farm. */
export type NamedPlugin = { name: string };

/** Of esbuild and Bun. */
export type SetupPlugin = { name: string; setup(build: object): void | Promise<void> };

/** Of webpack and Rspack. */
export type AppliedPlugin = { apply(compiler: object): void };
