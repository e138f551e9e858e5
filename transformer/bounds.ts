import { relative } from "node:path";
import picomatch from "picomatch";

/**
 * The files that `include` and `exclude` leave to the modes that look at everything. An annotation counts anywhere.
 * Globs are relative to the folder of the configuration; a name without wildcards is also the folder of that name.
 */
export class Bounds {
  readonly #folder: string;
  readonly #isIncluded: (path: string) => boolean;
  readonly #isExcluded: (path: string) => boolean;
  readonly #isUnbound: boolean;

  constructor(folder: string, include: readonly string[], exclude: readonly string[]) {
    this.#folder = folder;
    this.#isUnbound = include.length === 0 && exclude.length === 0;
    this.#isIncluded = include.length === 0 ? () => true : matcher(include);
    this.#isExcluded = exclude.length === 0 ? () => false : matcher(exclude);
  }

  contain(fileName: string): boolean {
    if (this.#isUnbound) return true;
    const path = relative(this.#folder, fileName).replaceAll("\\", "/");
    return this.#isIncluded(path) && !this.#isExcluded(path);
  }
}

function matcher(globs: readonly string[]): (path: string) => boolean {
  const all = globs.flatMap((glob) => {
    const plain = glob.replace(/^\.\//, "").replace(/\/$/, "");
    return [plain, `${plain}/**`];
  });
  return picomatch(all, { dot: true });
}
