/** The plugin for Rspack. */
import { plugin } from "./plugin.js";
import type { AppliedPlugin, PluginOptions } from "./types.js";

export type { PluginOptions } from "./types.js";

const rspack: (options?: PluginOptions) => AppliedPlugin = plugin.rspack;

export default rspack;
/** What `require` gives. */
export { rspack as "module.exports" };
