/** The metrics of a program, as its process counts them: some functions, two objectives, callers, calls in flight. */
import { seededRandom } from "../../../scripts/demo/random.js";

const bounds = [0.005, 0.05, 0.25, 1, 5];

interface CallSite {
  readonly name: string;
  /** Of its calls. */
  readonly failing: number;
  readonly slow: number;
  readonly caller?: string;
  readonly objective?: string;
}

const sites: readonly CallSite[] = [
  { name: "load", failing: 0.02, slow: 0.05, objective: "api" },
  { name: "save", failing: 0.4, slow: 0.3, objective: "api" },
  { name: "plain", failing: 0, slow: 0.01 },
  { name: "query", failing: 0.1, slow: 0.1, caller: "load" },
  { name: 'Odd."name"\\', failing: 0.5, slow: 0, objective: 'say "api"' },
];

export class Shop {
  readonly #random: () => number;
  readonly #version: string;
  /** By series, with its labels. */
  readonly #values = new Map<string, number>();

  /** @param past Calls of each function that were before. */
  constructor(seed: number, version = "1.0.0", past = 0) {
    this.#random = seededRandom(seed);
    this.#version = version;
    for (const site of sites) this.#define(site, past);
  }

  work(calls: number): void {
    for (let i = 0; i < calls; i++) {
      const site = sites[Math.floor(this.#random() * sites.length)];
      if (site !== undefined) this.#call(site);
    }
    this.#values.set(series("function_calls_concurrent", { ...own("load") }), Math.floor(this.#random() * 5));
  }

  get text(): string {
    return Array.from(this.#values, ([series, value]) => `${series} ${value}\n`).join("");
  }

  #call(site: CallSite): void {
    const result = this.#random() < site.failing ? "error" : "ok";
    const seconds = this.#random() ** 2 * (this.#random() < site.slow ? 6 : 0.3);
    for (const name of countersOf(site, result, seconds)) this.#values.set(name, (this.#values.get(name) ?? 0) + 1);
  }

  #define(site: CallSite, past: number): void {
    for (const result of ["ok", "error"]) {
      for (const seconds of [0, 10]) for (const name of countersOf(site, result, seconds)) this.#values.set(name, past);
    }
    if (site.objective === undefined) return;
    const target = { service_name: "shop", objective_name: site.objective };
    const metric = "autometrics_objective_target_ratio";
    this.#values.set(series(metric, { ...target, sli: "success_rate", objective_latency_threshold: "" }), 0.99);
    this.#values.set(series(metric, { ...target, sli: "latency", objective_latency_threshold: "1" }), 0.9);
    this.#values.set(
      series("build_info", {
        service_name: "shop",
        autometrics_version: "1.0.0",
        version: this.#version,
        commit: "c0",
      }),
      1,
    );
  }
}

/** The series that a call counts in. */
function countersOf({ name, caller = "", objective = "" }: CallSite, result: string, seconds: number): string[] {
  const duration = {
    ...own(name),
    objective_name: objective,
    objective_percentile: objective && "90",
    objective_latency_threshold: objective && "1",
  };
  const event = { service_name: "shop", objective_name: objective };
  const histogram = "function_calls_duration_seconds";
  return [
    series("function_calls_total", {
      ...own(name),
      result,
      caller_function: caller,
      caller_module: caller && "shop",
      objective_name: objective,
      objective_percentile: objective && "99",
    }),
    ...bounds
      .filter((bound) => seconds <= bound)
      .map((bound) => series(`${histogram}_bucket`, { ...duration, le: String(bound) })),
    series(`${histogram}_bucket`, { ...duration, le: "+Inf" }),
    series(`${histogram}_count`, duration),
    ...(objective === ""
      ? []
      : [
          series("autometrics_objective_calls_total", { ...event, sli: "success_rate", result }),
          series("autometrics_objective_calls_total", {
            ...event,
            sli: "latency",
            result: seconds <= 1 ? "ok" : "error",
          }),
        ]),
  ];
}

function own(name: string): Record<string, string> {
  return { function: name, module: "shop", service_name: "shop" };
}

function series(metric: string, labels: Readonly<Record<string, string>>): string {
  const texts = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/[\\"]/g, "\\$&")}"`);
  return `${metric}{${texts.join(",")}}`;
}
