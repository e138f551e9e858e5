import { closeSync, fstatSync, openSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute } from "node:path";

/** The file system as identity sees it. Neither method throws. */
export interface Files {
  /**
   * A file's text; "" when something is there that cannot be read as text (a folder, no permission, too
   * large); `undefined` when nothing is there.
   */
  read(path: string): string | undefined;
  /** The path with its symbolic links resolved, or as it was when that cannot be done. */
  realPath(path: string): string;
}

/** Above any package.json or packed-refs that people have; below what would hold up a start. Bytes. */
const LARGEST = 16 * 1024 * 1024;

/** The files of this machine, read synchronously. */
export const diskFiles: Files = {
  read(path) {
    try {
      // Asked before opening: opening a named pipe would wait for its writer.
      if (!statSync(path).isFile()) return "";
      const descriptor = openSync(path, "r");
      try {
        if (fstatSync(descriptor).size > LARGEST) return "";
        return readFileSync(descriptor, "utf8").replace(/^\uFEFF/, "");
      } finally {
        closeSync(descriptor);
      }
    } catch (error) {
      return isMissing(error) ? undefined : "";
    }
  },
  realPath(path) {
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  },
};

/** A path and the folders above it, nearest first; nothing for a path that is not absolute. */
export function* upward(path: string): Generator<string> {
  if (!isAbsolute(path)) return;
  for (let folder = path; ; folder = dirname(folder)) {
    yield folder;
    if (dirname(folder) === folder) return;
  }
}

function isMissing(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  // ENOTDIR: a file stands where the path has a folder, so there is nothing below it.
  return error.code === "ENOENT" || error.code === "ENOTDIR";
}
