/** The plugin for Farm. */
import { plugin } from "./plugin.js";
import type { NamedPlugin, PluginOptions } from "./types.js";

export type { PluginOptions } from "./types.js";

const farm: (options?: PluginOptions) => NamedPlugin = plugin.farm;

export default farm;
/** What `require` gives. */
export { farm as "module.exports" };
