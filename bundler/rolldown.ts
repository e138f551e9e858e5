/** The plugin for Rolldown. */
import { plugin } from "./plugin.js";
import type { NamedPlugin, PluginOptions } from "./types.js";

export type { PluginOptions } from "./types.js";

const rolldown: (options?: PluginOptions) => NamedPlugin = plugin.rolldown;

export default rolldown;
/** What `require` gives. */
export { rolldown as "module.exports" };
