import { PrometheusClient } from "../../prometheus/client.js";
import type { Environment } from "../../prometheus/credentials.js";
import { PrometheusError } from "../../prometheus/prometheusError.js";
import { alertNames } from "../../slo/alerts.js";
import { day, hour, minute } from "../../slo/duration.js";
import { selectorOf } from "../../slo/promql.js";
import { series } from "../../slo/series.js";
import type { SourceStatus, Target } from "../api.js";
import { metrics } from "../metrics.js";
import { promqlOf } from "../query/promql.js";
import { countOver, groupBy, lastOver, latest, maxBy, type Query, select } from "../query/query.js";
import { knownKeyOf, type Labels, type Matrix, type TimeRange, timesOf, type Vector } from "../query/vector.js";
import { type LabelledAlert, type Source, SourceError } from "./source.js";

/** Asks a Prometheus, or what speaks its API. */
export class PrometheusSource implements Source {
  /** For people. */
  readonly name: string;
  readonly queryLink: string;
  readonly #client: PrometheusClient;
  readonly #target: { -readonly [Key in keyof Target]: Target[Key] };
  #since: { readonly value: number; readonly askedAt: number } | undefined;

  /** @throws PrometheusError for an address that is none, and credentials that cannot be. */
  constructor(url: string, env: Environment) {
    this.#client = new PrometheusClient({ url, env });
    this.name = this.#client.name;
    this.queryLink = `${this.name}/graph?g0.tab=0&g0.expr=`;
    this.#target = { url: this.name, state: "waiting", lastSuccess: null, problem: null };
  }

  stop(): void {}

  async instant(query: Query, time: number): Promise<Vector> {
    const samples = await this.#ask(() => this.#client.query(promqlOf(query), time));
    return samples
      .filter(({ value }) => !Number.isNaN(value))
      .map(({ labels, value }) => ({ labels: withoutName(labels), value }));
  }

  async range(query: Query, range: TimeRange): Promise<Matrix> {
    const times = timesOf(range);
    const places = new Map(times.map((time, i) => [time, i]));
    const { from, to, step } = range;
    const found = await this.#ask(() => this.#client.queryRange(promqlOf(query), from, to, step));
    return {
      times,
      series: found.map(({ labels, points }) => {
        const values: (number | null)[] = times.map(() => null);
        for (const [time, value] of points) {
          const place = places.get(time);
          if (place !== undefined && !Number.isNaN(value)) values[place] = value;
        }
        return { labels: withoutName(labels), values };
      }),
    };
  }

  async status(now: number): Promise<SourceStatus> {
    // What is wrong stands with the target.
    const hasRules = await this.#hasRules(now).catch((error: unknown) => {
      if (error instanceof SourceError) return false;
      throw error;
    });
    return { kind: "prometheus", targets: [{ ...this.#target }], hasRules };
  }

  async alerts(now: number): Promise<readonly LabelledAlert[]> {
    const alerts = selectorOf({ alertstate: "firing" });
    const names = Object.values(alertNames).join("|");
    const [firing, since] = await Promise.all(
      [`ALERTS${alerts.slice(0, -1)},alertname=~"${names}"}`, `ALERTS_FOR_STATE{alertname=~"${names}"}`].map((query) =>
        this.#ask(() => this.#client.query(query, now)),
      ),
    );
    const begun = new Map(since?.map(({ labels, value }) => [alertKey(labels), value]));
    return (firing ?? []).map(({ labels }) => ({
      name: labels.alertname ?? "",
      severity: labels.severity ?? "",
      since: begun.get(alertKey(labels)) ?? null,
      labels,
    }));
  }

  async #hasRules(now: number): Promise<boolean> {
    return (
      (await this.instant(latest(select(series.periodDays, { sli: { operator: "!=", value: "" } })), now)).length > 0
    );
  }

  /** Found in steps of an hour, then of half a minute; and once in ten minutes, as it hardly changes. */
  async dataSince(now: number): Promise<number | null> {
    if (this.#since === undefined || now - this.#since.askedAt > 600) {
      const hourly = await this.#firstTime({ from: now - (30 * day) / 1000, to: now, step: hour / 1000 });
      if (hourly === null) return null;
      const finer = await this.#firstTime({ from: hourly, to: Math.min(now, hourly + hour / 1000), step: 30 });
      this.#since = { value: finer ?? hourly, askedAt: now };
    }
    return this.#since.value;
  }

  async #firstTime(range: TimeRange): Promise<number | null> {
    const { times, series } = await this.range(groupBy([], lastOver(ours, range.step * 1000)), range);
    const found = times.findIndex((_, i) => series.some(({ values }) => values[i] !== null));
    // The time that is found is the end of the step that has data.
    return found < 0 ? null : Math.max(range.from, (times[found] ?? 0) - range.step);
  }

  /** From how many samples there are: what is asked of Prometheus are queries alone. */
  async resolution(now: number): Promise<number> {
    for (const range of [minute, 10 * minute]) {
      const [most] = await this.instant(maxBy([], countOver(ours, range)), now);
      if (most !== undefined && most.value >= 4) return Math.max(1, Math.round(range / 1000 / most.value));
    }
    return fallbackResolution;
  }

  async #ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      this.#target.state = "up";
      this.#target.lastSuccess = Date.now() / 1000;
      this.#target.problem = null;
      return answer;
    } catch (error) {
      if (!(error instanceof PrometheusError)) throw error;
      this.#target.state = "down";
      this.#target.problem = `${error.message}.`;
      throw new SourceError(`${error.message}.`, / did not answer within /.test(error.message));
    }
  }
}

/** One series for each instance. */
const ours = select(metrics.build, { autometrics_version: { operator: "!=", value: "" } });

const fallbackResolution = 60;

function withoutName({ __name__, ...labels }: Labels): Labels {
  return labels;
}

function alertKey({ __name__, alertstate, ...labels }: Labels): string {
  return knownKeyOf(labels);
}
