/** When a target was scraped. A scrape has the same number for as long as it is kept. */
export class Timeline {
  #times: number[] = [];
  #first = 0;
  /** What was asked last: all series of a target are asked for the same range, one after the other. */
  #asked: { readonly after: number; readonly until: number; readonly scrapes: Scrapes } | undefined;

  /** The number of the oldest scrape there is. */
  get first(): number {
    return this.#first;
  }

  get start(): number | undefined {
    return this.#times[0];
  }

  /** @param time Milliseconds, later than any before. */
  add(time: number): number {
    this.#asked = undefined;
    this.#times.push(time);
    return this.#first + this.#times.length - 1;
  }

  timeOf(scrape: number): number {
    return this.#times[scrape - this.#first] ?? Number.NaN;
  }

  /** The scrapes after one time and until another. */
  between(after: number, until: number): Scrapes {
    if (this.#asked?.after !== after || this.#asked.until !== until) {
      const scrapes = { first: this.#firstAfter(after), last: this.#firstAfter(until) - 1 };
      this.#asked = { after, until, scrapes };
    }
    return this.#asked.scrapes;
  }

  dropUntil(time: number): void {
    this.#asked = undefined;
    const kept = this.#firstAfter(time);
    this.#times = this.#times.slice(kept - this.#first);
    this.#first = kept;
  }

  /** The time that a share of the scrapes is older than. */
  quantile(share: number): number | undefined {
    return this.#times[Math.floor(this.#times.length * share)];
  }

  #firstAfter(time: number): number {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] ?? 0) > time) high = middle;
      else low = middle + 1;
    }
    return this.#first + low;
  }
}

/** From the first to the last, both among them; none where the last is before the first. */
export interface Scrapes {
  readonly first: number;
  readonly last: number;
}
