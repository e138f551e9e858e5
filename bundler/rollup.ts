/** The plugin for Rollup. */
import { plugin } from "./plugin.js";
import type { NamedPlugin, PluginOptions } from "./types.js";

export type { PluginOptions } from "./types.js";

const rollup: (options?: PluginOptions) => NamedPlugin = plugin.rollup;

export default rollup;
/** What `require` gives. */
export { rollup as "module.exports" };
