/** The plugin for esbuild. */
import { plugin } from "./plugin.js";
import type { PluginOptions, SetupPlugin } from "./types.js";

export type { PluginOptions } from "./types.js";

const esbuild: (options?: PluginOptions) => SetupPlugin = plugin.esbuild;

export default esbuild;
/** What `require` gives. */
export { esbuild as "module.exports" };
