import { ratioToPercent } from "../../slo/budget.js";
import type { MetricFamily, Sample } from "../../slo/exposition.js";
import type { Bucket } from "../../slo/quantile.js";
import { type Standing, standingOf } from "../../slo/standing.js";

/** An instrumented function, as its metrics tell. */
export interface FunctionReport {
  readonly name: string;
  readonly module: string;
  readonly calls: number;
  readonly errors: number;
  readonly buckets: readonly Bucket[];
}

/** One target of an objective, and how it was met. */
export interface TargetReport {
  readonly objective: string;
  readonly targetPercent: number;
  /** Seconds within which a call has to end; without it, the call has to succeed. */
  readonly threshold?: number;
  /** Undefined without calls. */
  readonly standing: Standing | undefined;
}

type Families = ReadonlyMap<string, MetricFamily>;

/** Every instrumented function, those that count towards an objective first. */
export function reportFunctions(families: Families): FunctionReport[] {
  const counters = samplesOf(families, "function_calls_total");
  const buckets = samplesOf(families, "function_calls_duration_seconds", "_bucket");
  const functions = counters.filter(({ labels }) => labels.result === "ok");
  functions.sort((a, b) => Number(b.labels.objective_name !== "") - Number(a.labels.objective_name !== ""));
  return functions.map(({ labels: { function: name = "", module = "" } }) => {
    const own = { function: name, module };
    const errors = sumOf(counters, { ...own, result: "error" });
    return {
      name,
      module,
      calls: sumOf(counters, { ...own, result: "ok" }) + errors,
      errors,
      buckets: having(buckets, own).map(({ labels, value }) => ({ bound: boundOf(labels.le), count: value })),
    };
  });
}

/** Every target of every objective, taking the calls so far as the whole period. */
export function reportTargets(families: Families): TargetReport[] {
  const counters = samplesOf(families, "autometrics_objective_calls_total");
  return samplesOf(families, "autometrics_objective_target_ratio").map(({ labels, value }) => {
    const { objective_name = "", sli = "", objective_latency_threshold: threshold } = labels;
    const targetPercent = ratioToPercent(value);
    const calls = (result: string) => sumOf(counters, { objective_name, sli, result });
    return {
      objective: objective_name,
      targetPercent,
      ...(threshold && { threshold: Number(threshold) }),
      standing: standingOf({ ok: calls("ok"), error: calls("error") }, targetPercent),
    };
  });
}

function samplesOf(families: Families, family: string, suffix = ""): Sample[] {
  return families.get(family)?.samples.filter(({ name }) => name === family + suffix) ?? [];
}

function having(samples: readonly Sample[], labels: Readonly<Record<string, string>>): Sample[] {
  return samples.filter((sample) => Object.entries(labels).every(([name, value]) => sample.labels[name] === value));
}

function sumOf(samples: readonly Sample[], labels: Readonly<Record<string, string>>): number {
  return having(samples, labels).reduce((sum, { value }) => sum + value, 0);
}

function boundOf(le = ""): number {
  return le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le);
}
