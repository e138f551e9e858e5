/** Scrapes that tests write themselves. */
import { Memory, type MemoryLimits } from "../../explorer/samples/memory.js";
import { parseExposition } from "../../slo/exposition.js";

export const limits: MemoryLimits = { age: 24 * 3_600_000, series: 100_000, runs: 1_000_000, labels: 4_000 };

/** A memory into which a test writes what a target served, in seconds from 0. */
export class Scrapes {
  readonly memory: Memory;

  constructor(own: Partial<MemoryLimits> = {}) {
    this.memory = new Memory({ ...limits, ...own }, () => true);
  }

  /** @returns How many series were left out. */
  at(seconds: number, text: string, instance = "app:1"): number {
    return this.memory.add(instance, seconds * 1000, parseExposition(text).values());
  }

  failAt(seconds: number, instance = "app:1"): void {
    this.memory.addFailure(instance, seconds * 1000);
  }

  /** A counter at its values, one scrape every so many seconds from 0 on; null is a scrape without it. */
  counter(name: string, every: number, values: readonly (number | null)[]): this {
    for (const [i, value] of values.entries())
      this.at(i * every, value === null ? "other 1" : `${name} ${value}\nother 1`);
    return this;
  }
}
