import type { MetricFamily } from "../../slo/exposition.js";
import type { Matcher, Selector } from "../query/query.js";
import type { SampledSeries, Samples } from "../query/samples.js";
import { keyOf, type Labels } from "../query/vector.js";
import { Series } from "./series.js";
import { Texts } from "./texts.js";
import { Timeline } from "./timeline.js";

export interface MemoryLimits {
  /** Milliseconds that samples are kept, where there is room. */
  readonly age: number;
  /** Series of all targets. */
  readonly series: number;
  /** Runs of equal samples of all series. */
  readonly runs: number;
  /** Characters of a series' labels. */
  readonly labels: number;
}

/** Samples of the last hours. However much targets serve, it stays within its limits: it forgets the oldest. */
export class Memory implements Samples {
  readonly #limits: MemoryLimits;
  readonly #isWanted: (metric: string) => boolean;
  readonly #targets = new Map<string, Target>();
  readonly #texts: Texts;
  #series = 0;
  #runs = 0;
  #swept = 0;

  /** @param isWanted Which metrics are kept at all. */
  constructor(limits: MemoryLimits, isWanted: (metric: string) => boolean) {
    this.#limits = limits;
    this.#isWanted = isWanted;
    this.#texts = new Texts(limits.series);
  }

  /**
   * Takes in a scrape.
   *
   * @param instance The target, as the label `instance` is to say it.
   * @param time Milliseconds since 1970, later than the target's last.
   * @returns How many series had no place.
   */
  add(instance: string, time: number, families: Iterable<MetricFamily>): number {
    const target = this.#target(instance);
    const scrape = target.timeline.add(time);
    const seen = new Set<Series>();
    let dropped = 0;
    for (const { samples } of families) {
      for (const { name, labels, value } of samples) {
        if (!this.#isWanted(name)) continue;
        const series = this.#find(target, instance, name, labels);
        if (series === undefined) dropped++;
        else if (!seen.has(series)) {
          seen.add(series);
          this.#runs += series.add(scrape, value);
        }
      }
    }
    for (const series of target.all()) if (!seen.has(series)) this.#runs += series.add(scrape, Number.NaN);
    this.#forget(time);
    return dropped;
  }

  /** A scrape that failed: the target's series are gone, as far as anybody knows. */
  addFailure(instance: string, time: number): void {
    const target = this.#target(instance);
    const living = target.all().filter((series) => !series.isGone);
    if (living.length > 0) {
      const scrape = target.timeline.add(time);
      for (const series of living) this.#runs += series.add(scrape, Number.NaN);
    }
    this.#forget(time);
  }

  /** The time of the oldest scrape there is; milliseconds. */
  get start(): number | undefined {
    const starts = [...this.#targets.values()].flatMap(({ timeline }) => timeline.start ?? []);
    return starts.length > 0 ? Math.min(...starts) : undefined;
  }

  select({ metric, matchers }: Selector): readonly SampledSeries[] {
    const tests = matchers.map(testOf);
    return [...this.#targets.values()].flatMap(({ metrics }) =>
      [...(metrics.get(metric)?.values() ?? [])].filter(({ labels }) => tests.every((test) => test(labels))),
    );
  }

  #target(instance: string): Target {
    let target = this.#targets.get(instance);
    if (target === undefined) {
      target = new Target();
      this.#targets.set(instance, target);
    }
    return target;
  }

  /** The target's series; a new one where there is room for it. */
  #find({ metrics, timeline }: Target, instance: string, metric: string, own: Labels): Series | undefined {
    const key = keyOf(own);
    const known = metrics.get(metric)?.get(key);
    if (known !== undefined || this.#series >= this.#limits.series || key.length > this.#limits.labels) return known;
    const series = new Series({ ...this.#texts.keptLabels(own), instance }, timeline);
    const ofMetric = metrics.get(metric) ?? new Map<string, Series>();
    metrics.set(this.#texts.kept(metric), ofMetric.set(key, series));
    this.#series++;
    return series;
  }

  #forget(now: number): void {
    const { age, runs } = this.#limits;
    const isFull = this.#runs > runs;
    // Not at each scrape, as it looks at every series; and a tenth at once where there is no room, for the same reason.
    if (!isFull && now - this.#swept < age / 100) return;
    this.#swept = now;
    for (const { timeline, metrics } of this.#targets.values()) {
      const old = now - age;
      timeline.dropUntil(isFull ? Math.max(old, timeline.quantile(0.1) ?? old) : old);
      for (const ofMetric of metrics.values()) {
        for (const [key, series] of ofMetric) {
          this.#runs -= series.trim();
          if (!series.isEmpty) continue;
          ofMetric.delete(key);
          this.#runs -= series.runs;
          this.#series--;
        }
      }
    }
  }
}

class Target {
  readonly timeline = new Timeline();
  /** By metric, and there by label set. */
  readonly metrics = new Map<string, Map<string, Series>>();

  all(): Series[] {
    return [...this.metrics.values()].flatMap((ofMetric) => [...ofMetric.values()]);
  }
}

function testOf({ label, operator, value }: Matcher): (labels: Labels) => boolean {
  if (operator === "=~") {
    const pattern = new RegExp(`^(?:${value})$`, "s");
    return (labels) => pattern.test(labels[label] ?? "");
  }
  return (labels) => ((labels[label] ?? "") === value) === (operator === "=");
}
