import type { Families } from "../../prometheus/scrape.js";
import type { Sample } from "../../slo/exposition.js";
import type { Bucket } from "../../slo/quantile.js";

/** An instrumented function, as its metrics tell. */
export interface FunctionReport {
  readonly name: string;
  readonly module: string;
  readonly calls: number;
  readonly errors: number;
  readonly buckets: readonly Bucket[];
}

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
