/** Synchronous hooks, of Node 22.15 and later: they see what is imported and what is required, in its own thread. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { instrumentedSource } from "./load.js";

/** What the types of the oldest Node do not have. */
export interface HookableModule {
  registerHooks?(hooks: { load: LoadHookSync }): unknown;
}

interface Loaded {
  readonly format?: string | null;
  readonly source?: unknown;
}

type LoadHookSync = (url: string, context: object, nextLoad: (url: string, context: object) => Loaded) => Loaded;

export const loadSync: LoadHookSync = (url, context, nextLoad) => {
  const loaded = nextLoad(url, context);
  // Node reads a CommonJS module that is imported only later, unless a hook has.
  const isLeftOut = loaded.source == null && loaded.format?.startsWith("commonjs") && url.startsWith("file:");
  const given = isLeftOut ? readFileSync(fileURLToPath(url)) : loaded.source;
  const source = instrumentedSource(url, given, loaded.format);
  return source === undefined ? loaded : { ...loaded, source };
};
