import { createHash } from "node:crypto";
import { relative, resolve } from "node:path";
import type { Options } from "./options.js";

/** package.json's version. The build puts it in, and vitest does. */
declare const packageVersion: string;

/** By which two builds of one package know each other: what is emitted depends on nothing else but the source. */
export function optionsHash(options: Omit<Options, "hash">, folder: string): string {
  const { objectives, instrument, include, exclude, routes, moduleRoot, callers, buckets, runtime } = options;
  const content = [
    packageVersion,
    [...objectives.values()]
      .map(({ name, successRate, latency }) => [name, successRate, latency?.threshold, latency?.percentile])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    sorted(instrument),
    sorted(include),
    sorted(exclude),
    routes.objective,
    sorted(routes.exclude),
    // `./src` and `src` are one folder, wherever the project is.
    moduleRoot === undefined ? undefined : relative(folder, resolve(folder, moduleRoot)).replaceAll("\\", "/"),
    callers,
    buckets,
    runtime,
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 8);
}

/** Order and repetition mean nothing in these lists. */
function sorted(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
