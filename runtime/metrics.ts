/**
 * The metrics contract: every series that is served and where its value comes from. Autometrics specification 1.0.0,
 * and two metrics beyond it that say what the objectives are and how they fare.
 */
import type { CallSite } from "./callSite.js";
import { callSites, definedObjectives, haveTwins } from "./definitions.js";
import { failureCounts } from "./failures.js";
import { readIdentity } from "./identity/index.js";
import type { Objective } from "./objective.js";

export type Labels = Readonly<Record<string, string | number>>;

export interface Sample {
  /** The labels that a group of samples has in common, one object for the whole group: its text is made once. */
  readonly shared: Labels;
  /** What tells the samples of a group apart, or all labels of a sample that is alone. */
  readonly own: Labels;
  readonly value: number;
  /** The series' name where it is not the metric's. */
  readonly series?: string;
}

export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  /** How the workers of a cluster become one: their sum, or any one of them where all say the same. */
  readonly aggregator: "sum" | "first" | "max";
  samples(): Iterable<Sample>;
  /** What `registry.resetMetrics()` does to it. */
  reset(): void;
}

/** Of the Autometrics specification that the metrics follow. */
const specificationVersion = "1.0.0";

/** No labels. One object, as prom-client's registries remember something of every object of shared labels they see. */
const none: Labels = {};

export const metricFamilies: readonly MetricFamily[] = [
  {
    name: "function_calls_total",
    help: "Calls of instrumented functions, by result",
    type: "counter",
    aggregator: "sum",
    samples: () => merged(samplesOf(callSites(), countSamples)),
    reset: resetCallSites,
  },
  {
    name: "function_calls_duration_seconds",
    help: "Duration of the calls of instrumented functions, in seconds",
    type: "histogram",
    aggregator: "sum",
    samples: () => merged(samplesOf(callSites(), durationSamples)),
    reset: resetCallSites,
  },
  {
    name: "function_calls_concurrent",
    help: "Calls of instrumented functions that are in flight",
    type: "gauge",
    aggregator: "sum",
    samples: () => merged(samplesOf(callSites(), concurrencySamples)),
    // Calls in flight are a fact, and stay so.
    reset() {},
  },
  {
    name: "build_info",
    help: "The version, commit and branch that is running; always 1",
    type: "gauge",
    aggregator: "first",
    samples: () => [{ shared: none, own: buildInfoLabels(), value: 1 }],
    reset() {},
  },
  {
    name: "autometrics_objective_target_ratio",
    help: "What share of calls an objective asks to succeed, or to be within its latency threshold",
    type: "gauge",
    // Workers of one cluster run one build; while they do not, the stricter target counts.
    aggregator: "max",
    samples: () => samplesOf(definedObjectives(), targetSamples),
    reset() {},
  },
  {
    name: "autometrics_objective_calls_total",
    help: "Calls that count towards an objective, by whether they met it",
    type: "counter",
    aggregator: "sum",
    samples: objectiveCallSamples,
    reset: resetCallSites,
  },
  {
    name: "autometrics_failures_total",
    help: "Failures of the instrumentation itself, which the program did not notice; no series while there are none",
    type: "counter",
    aggregator: "sum",
    samples: () =>
      [...failureCounts()].map(([kind, value]) => ({
        shared: none,
        own: { service_name: readIdentity().serviceName, kind },
        value,
      })),
    reset() {},
  },
];

/** Item by item, so that what is made for one is garbage before the next is looked at. */
function* samplesOf<T>(items: Iterable<T>, add: (item: T, samples: Sample[]) => void): Generator<Sample> {
  for (const item of items) {
    const samples: Sample[] = [];
    add(item, samples);
    yield* samples;
  }
}

/** One sample for each set of labels. */
function merged(samples: Iterable<Sample>): Iterable<Sample> {
  if (!haveTwins()) return samples;
  const bySeries = new Map<string, Sample>();
  for (const sample of samples) {
    const key = JSON.stringify([sample.series, sample.shared, sample.own]);
    const known = bySeries.get(key);
    bySeries.set(key, known === undefined ? sample : { ...known, value: known.value + sample.value });
  }
  return [...bySeries.values()];
}

function countSamples(site: CallSite, samples: Sample[]): void {
  for (const one of site.byCaller()) {
    samples.push(
      { shared: none, own: countLabels(one, "ok"), value: one.calls - one.errors },
      { shared: none, own: countLabels(one, "error"), value: one.errors },
    );
  }
}

function durationSamples(site: CallSite, samples: Sample[]): void {
  const { buckets, sum, calls } = site.total();
  if (calls === 0 && site.objective?.latency === undefined) return;
  const shared = durationLabels(site);
  const bounds = boundLabels(site.bounds);
  let cumulated = 0;
  for (let i = 0; i < site.bounds.length; i++) {
    cumulated += buckets[i] ?? 0;
    samples.push({
      shared,
      own: bounds[i] ?? none,
      value: cumulated,
      series: "function_calls_duration_seconds_bucket",
    });
  }
  samples.push(
    { shared, own: none, value: sum / 1000, series: "function_calls_duration_seconds_sum" },
    { shared, own: none, value: calls, series: "function_calls_duration_seconds_count" },
  );
}

function concurrencySamples(site: CallSite, samples: Sample[]): void {
  if (!site.concurrency) return;
  const { function: name, module } = site.labels;
  const own = { function: name, module, service_name: readIdentity().serviceName };
  samples.push({ shared: none, own, value: site.total().inFlight });
}

function targetSamples(objective: Objective, samples: Sample[]): void {
  for (const [sli, target] of [
    ["success_rate", objective.successRate?.target],
    ["latency", objective.latency?.target],
  ] as const) {
    if (target === undefined) continue;
    const own = {
      service_name: readIdentity().serviceName,
      objective_name: objective.name,
      sli,
      objective_latency_threshold: sli === "latency" ? thresholdText(objective) : "",
    };
    samples.push({ shared: none, own, value: target });
  }
}

/** Every call site counts by its own objective's threshold, under the objective's name. */
function objectiveCallSamples(): Sample[] {
  const totals = new Map<string, ObjectiveCalls>();
  for (const { name, successRate, latency } of definedObjectives()) {
    totals.set(name, {
      ...(successRate !== undefined && { success_rate: { ok: 0, error: 0 } }),
      ...(latency !== undefined && { latency: { ok: 0, error: 0 } }),
    });
  }
  for (const site of callSites()) {
    const { objective } = site;
    const total = objective && totals.get(objective.name);
    if (!objective || !total) continue;
    const { calls, errors } = site.total();
    if (total.success_rate && objective.successRate) {
      total.success_rate.ok += calls - errors;
      total.success_rate.error += errors;
    }
    if (total.latency && objective.latency) {
      const within = site.total().callsWithin(objective.latency.threshold);
      total.latency.ok += within;
      total.latency.error += calls - within;
    }
  }
  const samples: Sample[] = [];
  for (const [name, total] of totals) {
    for (const sli of ["success_rate", "latency"] as const) {
      for (const result of ["ok", "error"] as const) {
        const value = total[sli]?.[result];
        if (value === undefined) continue;
        const own = { service_name: readIdentity().serviceName, objective_name: name, sli, result };
        samples.push({ shared: none, own, value });
      }
    }
  }
  return samples;
}

interface ObjectiveCalls {
  success_rate?: { ok: number; error: number };
  latency?: { ok: number; error: number };
}

// Labels are made for each scrape and kept by nobody. Most functions of a large program are idle most of the time, and
// prom-client would keep their texts, several times the memory of a call site itself, for as long as the labels live.

function countLabels({ labels, objective, caller }: CallSite, result: "ok" | "error"): Labels {
  return {
    function: labels.function,
    module: labels.module,
    service_name: readIdentity().serviceName,
    result,
    caller_function: caller?.function ?? "",
    caller_module: caller?.module ?? "",
    objective_name: objective?.successRate ? objective.name : "",
    objective_percentile: objective?.successRate?.percentile ?? "",
  };
}

function durationLabels({ labels, objective }: CallSite): Labels {
  return {
    function: labels.function,
    module: labels.module,
    service_name: readIdentity().serviceName,
    objective_name: objective?.latency ? objective.name : "",
    objective_percentile: objective?.latency?.percentile ?? "",
    objective_latency_threshold: objective ? thresholdText(objective) : "",
  };
}

/** The threshold in seconds, the same text as the bucket's `le`. */
function thresholdText(objective: Objective): string {
  return objective.latency === undefined ? "" : String(objective.latency.threshold);
}

function buildInfoLabels(): Labels {
  const identity = readIdentity();
  return {
    service_name: identity.serviceName,
    autometrics_version: specificationVersion,
    version: identity.version,
    commit: identity.commit,
    branch: identity.branch,
    repository_url: identity.repositoryUrl,
    repository_provider: identity.repositoryProvider,
  };
}

const labelsOfBounds = new WeakMap<readonly number[], readonly Labels[]>();

function boundLabels(bounds: readonly number[]): readonly Labels[] {
  let labels = labelsOfBounds.get(bounds);
  if (labels === undefined) {
    labels = bounds.map((bound) => ({ le: bound === Number.POSITIVE_INFINITY ? "+Inf" : inSeconds(bound) }));
    labelsOfBounds.set(bounds, labels);
  }
  return labels;
}

/** 0.007 s is 7 ms, and back again it is 0.007: the bound as it was written, not 0.007000000000000001. */
function inSeconds(milliseconds: number): number {
  return Number((milliseconds / 1000).toPrecision(15));
}

function resetCallSites(): void {
  for (const site of callSites()) site.reset();
}
