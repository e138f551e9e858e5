/** Runs in the thread that a Node without synchronous hooks has for them: ES modules are loaded through it. */
import type { LoadHook } from "node:module";
import { instrumentedSource } from "./load.js";

export const load: LoadHook = async (url, context, nextLoad) => {
  const loaded = await nextLoad(url, context);
  const source = instrumentedSource(url, loaded.source, loaded.format);
  return source === undefined ? loaded : { ...loaded, source };
};
