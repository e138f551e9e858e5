import { warnOnce } from "./warnings.js";

/** What of ours can fail without failing the program. */
export type FailureKind = "predicate" | "registration" | "response" | "scrape";

const failures = new Map<FailureKind, number>();

/** Counts a failure of our own and says so the first time; the user's program goes on. */
export function reportFailure(kind: FailureKind, error: unknown): void {
  failures.set(kind, (failures.get(kind) ?? 0) + 1);
  warnOnce(`failure:${kind}`, `${descriptions[kind]}: ${describe(error)}`);
}

export function failureCounts(): ReadonlyMap<FailureKind, number> {
  return failures;
}

const descriptions: Record<FailureKind, string> = {
  predicate:
    "an error-if or ok-if predicate threw, and its call was judged as if it had answered false (further ones are only counted)",
  response: "the response that an HTTP handler was given could not be watched, and its call ended with the handler",
  registration: "metrics could not be registered with prom-client, and are not served",
  scrape: "a metric's collect() threw, and /metrics was answered with 500 (further ones are only counted)",
};

/** The message of what was thrown, whatever it was. Never throws. */
export function describe(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return "an error that cannot be shown";
  }
}
