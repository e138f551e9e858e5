/**
 * The hot path: what generated code calls around a function's body.
 *
 * A call in progress is one number, its start time in milliseconds. Its sign is its outcome: the generated `catch`
 * turns it negative, and whoever ends the call reads both. So a call costs no object.
 */
import type { CallSite } from "./callSite.js";
import { reportFailure } from "./failures.js";
import { isPlainPromise, nativeThen, now } from "./intrinsics.js";

type Predicate = (value: unknown) => unknown;

/**
 * Starts a call. The call site is undefined while an import cycle is still loading the module that defines it; such
 * calls are not counted.
 */
export function start(site: CallSite | undefined): number {
  if (site?.concurrency) site.inFlight++;
  return now();
}

/** Ends a call whose returned value does not matter. */
export function end(site: CallSite | undefined, time: number): void {
  if (site === undefined) return;
  if (time < 0) record(site, now() + time, true);
  else record(site, now() - time, false);
}

/** Judges a thrown error by an `ok-if` predicate, and returns the start time with the outcome as its sign. */
export function judge(time: number, error: unknown, okIf: Predicate): number {
  return holds(okIf, error) ? time : -time;
}

/** Promises that `derive` made, until their function has returned and `endSync` says which call they belong to. */
const derivedCalls = new WeakMap<object, PendingCall>();

/** A call that goes on until a promise has settled. */
class PendingCall {
  site: CallSite | undefined;
  time = 0;
  errorIf: Predicate | undefined;
  okIf: Predicate | undefined;

  begin(site: CallSite, time: number, errorIf: Predicate | undefined, okIf: Predicate | undefined): void {
    this.site = site;
    this.time = time;
    this.errorIf = errorIf;
    this.okIf = okIf;
  }

  fulfilled(value: unknown): void {
    if (this.site === undefined) return;
    record(this.site, now() - this.time, this.errorIf !== undefined && holds(this.errorIf, value));
  }

  rejected(error: unknown): void {
    if (this.site === undefined) return;
    record(this.site, now() - this.time, this.okIf === undefined || !holds(this.okIf, error));
  }
}

/**
 * For a function that is not async and returns what a call just gave it: a plain native promise is replaced by one
 * derived from it, which settles the same way and ends the call when it does. Anything else comes back as it is.
 *
 * Derived and not watched from the side, because a reaction on the side marks a promise as handled and would hide
 * unhandled rejections.
 */
export function derive<T>(value: T): T;
export function derive(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !isPlainPromise(value)) return value;
  const call = new PendingCall();
  const derived = nativeThen(
    value,
    (result) => {
      call.fulfilled(result);
      return result;
    },
    (error) => {
      call.rejected(error);
      throw error;
    },
  );
  derivedCalls.set(derived, call);
  return derived;
}

/** Ends a call of a function that is not async by the value it returned: now, or when its derived promise settles. */
export function endSync(
  site: CallSite | undefined,
  time: number,
  value: unknown,
  errorIf?: Predicate,
  okIf?: Predicate,
): void {
  if (site === undefined) return;
  if (time < 0) {
    record(site, now() + time, true);
    return;
  }
  if (typeof value === "object" && value !== null) {
    const call = derivedCalls.get(value);
    if (call !== undefined) {
      call.begin(site, time, errorIf, okIf);
      return;
    }
  }
  const elapsed = now() - time;
  record(site, elapsed, errorIf !== undefined && holds(errorIf, value));
}

/**
 * Ends a call of an async function by the value it returned: now, or when that promise settles. The language adopts
 * the promise, so it counts as handled whatever we do, and watching it from the side changes nothing.
 */
export function endAsync(
  site: CallSite | undefined,
  time: number,
  value: unknown,
  errorIf?: Predicate,
  okIf?: Predicate,
): void {
  if (site === undefined) return;
  if (time < 0) {
    record(site, now() + time, true);
    return;
  }
  if (typeof value === "object" && value !== null && isPlainPromise(value)) {
    const call = new PendingCall();
    call.begin(site, time, errorIf, okIf);
    nativeThen(
      value,
      (result) => {
        call.fulfilled(result);
        return result;
      },
      (error) => {
        call.rejected(error);
        return undefined;
      },
    );
    return;
  }
  const elapsed = now() - time;
  record(site, elapsed, errorIf !== undefined && holds(errorIf, value));
}

function record(site: CallSite, elapsed: number, failed: boolean): void {
  const { bounds, buckets } = site;
  let bucket = 0;
  // Calls are mostly short, so the search from below mostly ends where it starts. The last bound is Infinity.
  while (elapsed > (bounds[bucket] as number)) bucket++;
  (buckets[bucket] as number)++;
  site.sum += elapsed;
  if (failed) site.errors++;
  if (site.concurrency) site.inFlight--;
}

function holds(predicate: Predicate, value: unknown): boolean {
  try {
    return Boolean(predicate(value));
  } catch (error) {
    reportFailure("predicate", error);
    return false;
  }
}
