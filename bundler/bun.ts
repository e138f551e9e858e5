/** The plugin for Bun. */
import { plugin } from "./plugin.js";
import type { PluginOptions, SetupPlugin } from "./types.js";

export type { PluginOptions } from "./types.js";

const bun: (options?: PluginOptions) => SetupPlugin = plugin.bun;

export default bun;
/** What `require` gives. */
export { bun as "module.exports" };
