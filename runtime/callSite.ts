import type { HttpRule } from "./http/rules.js";
import type { Objective } from "./objective.js";

/** What an instrumented function is, as generated code states it. */
export interface CallSiteLabels {
  readonly function: string;
  readonly module: string;
}

/**
 * The numbers of one instrumented function. They are plain numbers that the hot path adds to; prom-client sees them
 * when it is scraped and never before.
 */
export class CallSite {
  readonly labels: CallSiteLabels;
  readonly objective: Objective | undefined;
  /** Upper bounds in milliseconds, ascending; the last is Infinity, so that a search always ends. */
  readonly bounds: readonly number[];
  /** Calls a bucket, not cumulated. Always holds doubles, so that adding never changes how V8 stores it. */
  readonly buckets: number[];
  /** Milliseconds over all calls. */
  sum = 0.5;
  errors = 0;
  readonly concurrency: boolean;
  /** How its outcome is told, when it answers HTTP requests. */
  readonly http: HttpRule | undefined;
  /** Calls that have started and not ended; kept only with `concurrency`. */
  inFlight = 0;
  /** Whose calls these are; without one, those of nobody who is known. */
  readonly caller: CallSiteLabels | undefined;
  /** The numbers by caller, each from its first call on; only where callers are recorded. */
  #callers: Map<CallSite, CallSite> | undefined;

  constructor(
    labels: CallSiteLabels,
    objective: Objective | undefined,
    bounds: readonly number[],
    concurrency: boolean,
    http: HttpRule | undefined,
    caller?: CallSiteLabels,
  ) {
    this.labels = labels;
    this.objective = objective;
    this.bounds = bounds;
    this.concurrency = concurrency;
    this.http = http;
    this.caller = caller;
    this.buckets = doubles(bounds.length);
    this.sum = 0;
  }

  get calls(): number {
    let calls = 0;
    for (const count of this.buckets) calls += count;
    return calls;
  }

  /** Calls that took at most `threshold` seconds; the threshold is one of the bounds. */
  callsWithin(threshold: number): number {
    const limit = threshold * 1000;
    let calls = 0;
    for (let i = 0; i < this.bounds.length && (this.bounds[i] ?? 0) <= limit; i++) calls += this.buckets[i] ?? 0;
    return calls;
  }

  /** The numbers of the calls that another instrumented function makes. */
  calledBy(caller: CallSite): CallSite {
    this.#callers ??= new Map();
    let own = this.#callers.get(caller);
    if (own === undefined) {
      own = new CallSite(this.labels, this.objective, this.bounds, this.concurrency, this.http, caller.labels);
      this.#callers.set(caller, own);
    }
    return own;
  }

  /** This one's numbers, and those of each caller. */
  *byCaller(): Generator<CallSite> {
    yield this;
    if (this.#callers !== undefined) yield* this.#callers.values();
  }

  /** The numbers of all calls, whoever made them. */
  total(): CallSite {
    if (this.#callers === undefined) return this;
    const total = new CallSite(this.labels, this.objective, this.bounds, this.concurrency, this.http);
    for (const { buckets, sum, errors, inFlight } of this.byCaller()) {
      buckets.forEach((count, i) => {
        total.buckets[i] = (total.buckets[i] ?? 0) + count;
      });
      total.sum += sum;
      total.errors += errors;
      total.inFlight += inFlight;
    }
    return total;
  }

  reset(): void {
    this.#callers?.forEach((own) => {
      own.reset();
    });
    this.buckets.fill(0);
    this.sum = 0;
    this.errors = 0;
  }
}

function doubles(length: number): number[] {
  const array: number[] = [];
  for (let i = 0; i < length; i++) array.push(0.5);
  return array.fill(0);
}
