/** The plugin for webpack. */
import { plugin } from "./plugin.js";
import type { AppliedPlugin, PluginOptions } from "./types.js";

export type { PluginOptions } from "./types.js";

const webpack: (options?: PluginOptions) => AppliedPlugin = plugin.webpack;

export default webpack;
/** What `require` gives. */
export { webpack as "module.exports" };
