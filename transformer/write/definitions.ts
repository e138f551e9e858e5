/** What a file's generated code tells the runtime about itself, as JSON: both writers print it. */
import { percentToRatio } from "../../slo/budget.js";
import type { Objective } from "../../slo/objective.js";
import { defaultBuckets, type Options } from "../options/options.js";
import type { CallSitePlan, FilePlan } from "../plan.js";

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** The argument of `module(…)`. */
export function moduleDefinition(plan: FilePlan, options: Options, packageName: string): Json {
  const used = new Set(plan.sites.map(({ objective }) => objective));
  const objectives = [...options.objectives.values()].filter(({ name }) => used.has(name));
  return {
    name: plan.module,
    package: packageName,
    options: plan.optionsHash,
    ...(isDefault(options.buckets) ? {} : { buckets: options.buckets }),
    ...(objectives.length > 0 && { objectives: objectives.map(objectiveDefinition) }),
  };
}

/** The last argument of `define(…)`; nothing where there is nothing to say. */
export function callSiteOptions(site: CallSitePlan): Json | undefined {
  const options = {
    ...(site.objective !== undefined && { objective: site.objective }),
    ...(site.concurrency && { concurrency: true }),
    ...(site.http && { http: site.http.framework }),
  };
  return Object.keys(options).length > 0 ? options : undefined;
}

const definitions = new WeakMap<Objective, Json>();

function objectiveDefinition(objective: Objective): Json {
  const known = definitions.get(objective) ?? describe(objective);
  definitions.set(objective, known);
  return known;
}

function describe({ name, successRate, latency }: Objective): Json {
  return {
    name,
    ...(successRate !== undefined && {
      successRate: { percentile: String(successRate), target: percentToRatio(successRate) },
    }),
    ...(latency !== undefined && {
      latency: {
        threshold: latency.threshold,
        percentile: String(latency.percentile),
        target: percentToRatio(latency.percentile),
      },
    }),
  };
}

function isDefault(buckets: readonly number[]): boolean {
  return buckets.length === defaultBuckets.length && buckets.every((bound, i) => bound === defaultBuckets[i]);
}
