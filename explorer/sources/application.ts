import { PrometheusError } from "../../prometheus/prometheusError.js";
import { type MetricsAddress, type ScrapeLimits, scrape } from "../../prometheus/scrape.js";
import { hour, second } from "../../slo/duration.js";
import type { SourceStatus, Target } from "../api.js";
import { isWanted } from "../metrics.js";
import { Evaluator } from "../query/evaluate.js";
import type { Query } from "../query/query.js";
import type { Matrix, TimeRange, Vector } from "../query/vector.js";
import { Memory, type MemoryLimits } from "../samples/memory.js";
import type { Source } from "./source.js";

export interface ApplicationSettings extends MemoryLimits, ScrapeLimits {
  /** Milliseconds from one scrape to the next. */
  readonly interval: number;
}

export const usualSettings: ApplicationSettings = {
  interval: 5 * second,
  timeout: 5 * second,
  limit: 32 * 2 ** 20,
  lines: 500_000,
  age: 6 * hour,
  series: 100_000,
  runs: 5_000_000,
  labels: 4_000,
};

/** Scrapes applications itself, and answers from what it has in memory. */
export class ApplicationSource implements Source {
  readonly #settings: ApplicationSettings;
  readonly #memory: Memory;
  readonly #scraped: ScrapedTarget[];
  readonly #evaluator: Evaluator;
  #isStopped = false;

  constructor(targets: readonly MetricsAddress[], settings: ApplicationSettings = usualSettings) {
    this.#settings = settings;
    this.#memory = new Memory(settings, isWanted);
    this.#evaluator = new Evaluator(this.#memory);
    this.#scraped = targets.map((address) => ({
      address,
      state: "waiting",
      lastSuccess: null,
      problem: null,
      took: 0,
    }));
  }

  /** Scrapes from now on, until it is stopped. */
  start(): void {
    for (const target of this.#scraped) void this.#scrapeForever(target);
  }

  stop(): void {
    this.#isStopped = true;
    for (const { timer } of this.#scraped) clearTimeout(timer);
  }

  async instant(query: Query, time: number): Promise<Vector> {
    return this.#evaluator.instant(query, time);
  }

  async range(query: Query, range: TimeRange): Promise<Matrix> {
    return this.#evaluator.range(query, range);
  }

  readonly queryLink = null;

  async status(): Promise<SourceStatus> {
    return {
      kind: "application",
      targets: this.#scraped.map(({ address, state, lastSuccess, problem }) => {
        return { url: address.name, state, lastSuccess, problem };
      }),
      keeps: this.#settings.age / 1000,
    };
  }

  async dataSince(): Promise<number | null> {
    const { start } = this.#memory;
    return start === undefined ? null : start / 1000;
  }

  async resolution(): Promise<number> {
    return Math.max(...this.#scraped.map((target) => this.#pause(target))) / 1000;
  }

  async alerts() {
    return [];
  }

  async #scrapeForever(target: ScrapedTarget): Promise<void> {
    const begun = Date.now();
    const isDone = await this.#scrapeOnce(target, begun);
    target.took = isDone ? Date.now() - begun : 0;
    if (this.#isStopped) return;
    target.timer = setTimeout(
      () => void this.#scrapeForever(target),
      Math.max(0, begun + this.#pause(target) - Date.now()),
    );
  }

  /** What takes long to scrape, or to read, is scraped less often: neither we nor it are to be busy with that alone. */
  #pause({ took }: ScrapedTarget): number {
    const { interval } = this.#settings;
    return interval * Math.min(12, Math.max(1, Math.ceil((took * 4) / interval)));
  }

  /** @returns Whether there were metrics. */
  async #scrapeOnce(target: ScrapedTarget, time: number): Promise<boolean> {
    const { address } = target;
    try {
      const families = await scrape(address, this.#settings);
      const dropped = this.#memory.add(address.instance, time, families.values());
      target.state = "up";
      target.lastSuccess = time / 1000;
      target.problem = problemOf(address.name, dropped, [...families.keys()]);
    } catch (error) {
      this.#memory.addFailure(address.instance, time);
      target.state = "down";
      target.problem = error instanceof PrometheusError ? `${error.message}.` : `${address.name}: ${error}`;
    }
    this.#evaluator.refresh();
    return target.state === "up";
  }
}

interface ScrapedTarget {
  readonly address: MetricsAddress;
  state: Target["state"];
  lastSuccess: number | null;
  problem: string | null;
  /** Milliseconds that the last scrape took. */
  took: number;
  timer?: NodeJS.Timeout;
}

function problemOf(name: string, dropped: number, families: readonly string[]): string | null {
  if (dropped > 0) {
    return `${dropped.toLocaleString("en-US")} series of ${name} are left out, as there are too many; a Prometheus (--prometheus) holds more.`;
  }
  if (!families.some((family) => family.startsWith("function_calls_"))) {
    return `${name} serves metrics, but none of Autometrics; is the program built with ts-autometrics?`;
  }
  return null;
}
