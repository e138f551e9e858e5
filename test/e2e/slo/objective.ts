/** Metrics of an objective as instrumented services serve them, under traffic that is described by its error ratio. */
import type { Sli } from "../../../slo/objective.js";
import { counter } from "./counter.js";
import type { Check, SampleCheck } from "./promtool.js";

/** Some time of steady traffic. */
export interface Traffic {
  readonly minutes: number;
  /** Share of the calls that count as errors. */
  readonly errors: number;
  /** 100 a minute without. */
  readonly perMinute?: number;
}

export interface ObjectiveSeries {
  readonly service?: string;
  readonly name?: string;
  readonly sli?: Sli;
  readonly instance?: string;
  /** A ratio: 0.999. */
  readonly target?: number;
}

export function labelsOf({ service = "shop", name = "api", sli = "success_rate" }: ObjectiveSeries): string {
  return `service_name="${service}",objective_name="${name}",sli="${sli}"`;
}

/** The counter of events and the gauge of the target, sampled every `step` minutes. */
export function objective(
  traffic: readonly Traffic[],
  step: number,
  about: ObjectiveSeries = {},
): Record<string, string> {
  const { instance = "a", target = 0.999 } = about;
  const minutes = traffic.reduce((sum, phase) => sum + phase.minutes, 0);
  const events = (share: (errors: number) => number) =>
    counter(
      traffic.map(({ minutes, errors, perMinute = 100 }) => ({
        samples: minutes / step,
        add: perMinute * step * share(errors),
      })),
    );
  return {
    [callsSeries(about, "ok", instance)]: events((errors) => 1 - errors),
    [callsSeries(about, "error", instance)]: events((errors) => errors),
    [targetSeries(about, instance)]: `${target}x${minutes / step}`,
  };
}

export function callsSeries(about: ObjectiveSeries, result: "ok" | "error", instance = "a"): string {
  return `autometrics_objective_calls_total{${labelsOf(about)},result="${result}",instance="${instance}",job="test"}`;
}

export function targetSeries(about: ObjectiveSeries, instance = "a"): string {
  const threshold = about.sli === "latency" ? "0.25" : "";
  return `autometrics_objective_target_ratio{${labelsOf(about)},objective_latency_threshold="${threshold}",instance="${instance}",job="test"}`;
}

/** How many alerts of a tier fire. */
export function firing(at: number, tier: string, count: number): SampleCheck {
  return alerting(at, `alertname="SLOBudgetBurn",tier="${tier}"`, count);
}

export function alerting(at: number, matchers: string, count: number): SampleCheck {
  return { at, expr: `count(ALERTS{${matchers},alertstate="firing"})`, gives: count === 0 ? "none" : count };
}

/** No alert at all, at any of the times. */
export function quiet(...times: readonly number[]): readonly Check[] {
  return times.map((at) => ({ at, expr: "ALERTS", gives: "none" }));
}
