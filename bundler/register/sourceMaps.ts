/** Source maps of what is run: to the file that was read, and where that was emitted from another, on to that. */
import { readFileSync } from "node:fs";
import inspector from "node:inspector";
import { dirname, join, relative, resolve } from "node:path";
import { isMainThread } from "node:worker_threads";
import remapping from "@jridgewell/remapping";
import type { SourceMap } from "magic-string";
import type { TextProject } from "../project.js";

export interface ReadMap {
  readonly json: string;
  /** The one file that it leads to, absolute. */
  readonly source?: string;
}

const comment = /(?<=^|\n)\/\/[#@] sourceMappingURL=(\S+)\s*$/;

/** The map that a file names at its end; nothing when there is none that can be read. */
export function readSourceMap(fileName: string, text: string): ReadMap | undefined {
  // Most files name none, and to look for one line by line takes longer.
  const url = text.includes("sourceMappingURL=") ? comment.exec(text)?.[1] : undefined;
  if (url === undefined) return undefined;
  try {
    const json = readUrl(url, dirname(fileName));
    const map: unknown = JSON.parse(json);
    if (typeof map !== "object" || map === null) return undefined;
    const sources: unknown = "sources" in map ? map.sources : undefined;
    const root = "sourceRoot" in map && typeof map.sourceRoot === "string" ? map.sourceRoot : "";
    const [source]: unknown[] = Array.isArray(sources) && sources.length === 1 ? sources : [];
    return { json, ...(typeof source === "string" && { source: resolve(dirname(fileName), root, source) }) };
  } catch {
    return undefined;
  }
}

function readUrl(url: string, folder: string): string {
  const data = /^data:[^,]*?(;base64)?,(.*)$/.exec(url);
  if (data === null) return readFileSync(join(folder, decodeURIComponent(url)), "utf8");
  const [, base64, content = ""] = data;
  return base64 === undefined ? decodeURIComponent(content) : Buffer.from(content, "base64").toString();
}

/**
 * Whether Node, a debugger or a coverage report may follow the map of what is loaded now. Lines stay what they are, so that
 * nothing else would gain by one, and to make it is a good part of what a start takes longer for.
 */
export function followsSourceMaps(): boolean {
  const { sourceMapsEnabled }: { sourceMapsEnabled?: boolean } = process;
  // What runs in a thread of its own is not told.
  if (!isMainThread || sourceMapsEnabled !== false) return true;
  return inspector.url() !== undefined || process.env.NODE_V8_COVERAGE !== undefined;
}

/** The file that an emitted one was made from, by which its functions are counted as in every other build. */
export function sourceOf(fileName: string, map: ReadMap | undefined, { outDir, moduleRoot }: TextProject): string {
  if (map?.source !== undefined) return map.source;
  const path = outDir === undefined ? ".." : relative(outDir, fileName);
  return path.startsWith("..") ? fileName : join(moduleRoot, path);
}

/** The map of what was written, and behind it the map of what that was written from. */
export function chained(map: SourceMap, fileName: string, inner: ReadMap | undefined): string {
  if (inner === undefined) return map.toString();
  const sourceMap = { ...map, sources: [fileName], version: 3 as const };
  return remapping(sourceMap, (file) => (file === fileName ? inner.json : null)).toString();
}

/** In the text itself; a comment about another map would no longer be true. */
export function withSourceMap(code: string, map: string): string {
  const own = code.replace(comment, "").trimEnd();
  return `${own}\n//# sourceMappingURL=data:application/json;base64,${Buffer.from(map).toString("base64")}\n`;
}
