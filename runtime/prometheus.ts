/** The only file that knows prom-client: it hands the metric families over when a registry is scraped. */
import prometheus from "prom-client";
import { reportFailure } from "./failures.js";
import { type MetricFamily, metricFamilies, type Sample } from "./metrics.js";
import { warnOnce } from "./warnings.js";

/** What is asked of a registry. prom-client's `Registry` has it, whichever copy of the package it comes from. */
export interface MetricRegistry {
  // A method, as prom-client's own parameter type is narrower than what it accepts.
  registerMetric(metric: never): void;
  getSingleMetric(name: string): unknown;
}

/** A metric as prom-client's registries see one: by shape. */
class FamilyMetric {
  readonly help: string;
  readonly type: string;
  /** Must be here as well as in what `get` returns, or a cluster's aggregation fails for all metrics. */
  readonly aggregator: string;
  readonly #family: MetricFamily;
  #nameOfNextScrape: string;

  constructor(family: MetricFamily) {
    this.#family = family;
    this.help = family.help;
    this.type = family.type;
    this.aggregator = family.aggregator;
    this.#nameOfNextScrape = family.name;
  }

  get name(): string {
    return this.#family.name;
  }

  /**
   * A registry that serves OpenMetrics takes `_total` off a counter's name before it asks for the values, and puts it
   * on again itself. It does so for good; here it holds for the scrape that follows, so that a text scrape later has
   * the right name again.
   */
  set name(name: string) {
    this.#nameOfNextScrape = name;
  }

  get(): unknown {
    return this.#answer(({ shared, own, value, series }) => ({
      labels: { ...shared, ...own },
      value,
      ...(series !== undefined && { metricName: series }),
    }));
  }

  /** As `get`, but with shared labels in an object of their own, whose text the registry makes once. */
  getForPromString(): unknown {
    return this.#answer(({ shared, own, value, series }) => ({
      labels: own,
      sharedLabels: shared,
      value,
      metricName: series,
    }));
  }

  reset(): void {
    this.#family.reset();
  }

  #answer(present: (sample: Sample) => unknown): unknown {
    const name = this.#nameOfNextScrape;
    this.#nameOfNextScrape = this.#family.name;
    const { help, type, aggregator } = this;
    return { name, help, type, aggregator, values: Array.from(this.#family.samples(), present) };
  }
}

const metrics = metricFamilies.map((family) => new FamilyMetric(family));

/** prom-client's default registry, of the copy that this copy of the runtime found. */
export const defaultRegistry: MetricRegistry = prometheus.register;

export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** What the default registry serves, ours and the application's own, in the format that the registry is set to. */
export async function scrape(): Promise<Exposition> {
  const { register } = prometheus;
  try {
    const { contentType } = register;
    return { contentType, text: await register.metrics() };
  } catch (error) {
    reportFailure("scrape", error);
    throw error;
  }
}

/** Adds the metrics to a registry, where they are not there already. Never throws. */
export function registerWith(registry: MetricRegistry): void {
  for (const metric of metrics) {
    try {
      const present = registry.getSingleMetric(metric.name);
      if (present === metric) continue;
      if (present !== undefined) {
        warnOnce(
          `taken:${metric.name}`,
          `the registry has a metric '${metric.name}' that is not ours; it stays, and ours of that name is not served`,
        );
        continue;
      }
      (registry.registerMetric as (metric: FamilyMetric) => void).call(registry, metric);
    } catch (error) {
      reportFailure("registration", error);
    }
  }
}
