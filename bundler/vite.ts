/** The plugin for Vite, and Vitest. */
import { plugin } from "./plugin.js";
import type { NamedPlugin, PluginOptions } from "./types.js";

export type { PluginOptions } from "./types.js";

const vite: (options?: PluginOptions) => NamedPlugin = plugin.vite;

export default vite;
/** What `require` gives. */
export { vite as "module.exports" };
