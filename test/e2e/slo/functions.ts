/** Metrics of functions, as every Autometrics library serves them. */
import { counter, missing } from "./counter.js";
import type { Traffic } from "./objective.js";

export interface FunctionSeries {
  readonly name?: string;
  readonly instance?: string;
  readonly percentile?: string;
}

const service = 'service_name="shop"';

function labelsOf({ name = "find", instance = "a" }: FunctionSeries): string {
  return `function="${name}",module="users",${service},instance="${instance}",job="test"`;
}

/** `function_calls_total` of a function that counts towards the success rate of `api`. */
export function calls(traffic: readonly Traffic[], step: number, about: FunctionSeries = {}): Record<string, string> {
  const { percentile = "99.9" } = about;
  const series = (result: string) =>
    `function_calls_total{${labelsOf(about)},result="${result}",caller_function="",caller_module="",objective_name="api",objective_percentile="${percentile}"}`;
  return {
    [series("ok")]: values(traffic, step, ({ errors }) => 1 - errors),
    [series("error")]: values(traffic, step, ({ errors }) => errors),
  };
}

/**
 * `function_calls_duration_seconds` of a function that counts towards the latency of `api`; `errors` are the slow calls.
 *
 * @param le The text of the threshold's bucket; without it, there is none.
 */
export function durations(
  traffic: readonly Traffic[],
  step: number,
  le: string | undefined,
  about: FunctionSeries & { readonly startsAfter?: number; readonly threshold?: string } = {},
): Record<string, string> {
  const { percentile = "99", startsAfter = 0, threshold = le ?? "" } = about;
  const labels = `${labelsOf(about)},objective_name="api",objective_percentile="${percentile}",objective_latency_threshold="${threshold}"`;
  const before = startsAfter > 0 ? `${missing(startsAfter)} ` : "";
  const all = before + values(traffic, step, () => 1);
  return {
    [`function_calls_duration_seconds_count{${labels}}`]: all,
    [`function_calls_duration_seconds_bucket{${labels},le="+Inf"}`]: all,
    ...(le !== undefined && {
      [`function_calls_duration_seconds_bucket{${labels},le="${le}"}`]:
        before + values(traffic, step, ({ errors }) => 1 - errors),
    }),
  };
}

function values(traffic: readonly Traffic[], step: number, share: (phase: Traffic) => number): string {
  return counter(
    traffic.map((phase) => ({
      samples: phase.minutes / step,
      add: (phase.perMinute ?? 100) * step * share(phase),
    })),
  );
}
