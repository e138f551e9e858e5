/**
 * Texts of scrapes, each once. A part of a text keeps the whole of it in memory, and a scrape may have megabytes: what
 * is kept is a copy.
 */
export class Texts {
  readonly #limit: number;
  readonly #known = new Map<string, string>();

  /** @param limit After so many it begins anew: what never comes again is not to be kept here. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  kept(text: string): string {
    let copy = this.#known.get(text);
    if (copy === undefined) {
      if (this.#known.size >= this.#limit) this.#known.clear();
      copy = Buffer.from(text).toString();
      this.#known.set(copy, copy);
    }
    return copy;
  }

  keptLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(labels).map(([name, value]) => [this.kept(name), this.kept(value)]));
  }
}
