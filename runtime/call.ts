/**
 * The hot path: what generated code calls around a function's body.
 *
 * A call in progress is one number, its start time in milliseconds. Its sign is its outcome: the generated `catch`
 * turns it negative, and whoever ends the call reads both. So a call costs no object.
 */
import type { CallSite } from "./callSite.js";
import { reportFailure } from "./failures.js";
import type { Exchange } from "./http/exchange.js";
import { isPlainPromise, isPromise, nativeThen, now, weakMap } from "./intrinsics.js";
import { record } from "./record.js";

export type Predicate = (value: unknown) => unknown;

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

/** A call that goes on until a promise has settled; an HTTP handler's may then go on until its response is sent. */
class PendingCall {
  /** Another call that goes on until the same promise has. */
  next: PendingCall | undefined;

  constructor(
    readonly site: CallSite,
    readonly time: number,
    readonly errorIf: Predicate | undefined,
    readonly okIf: Predicate | undefined,
    readonly exchange: Exchange | undefined,
  ) {}

  fulfilled(value: unknown): void {
    const failed = this.errorIf !== undefined && holds(this.errorIf, value);
    if (this.exchange === undefined) record(this.site, now() - this.time, failed);
    else if (failed) this.exchange.decide("error");
    else this.exchange.fulfilled();
  }

  rejected(error: unknown): void {
    const expected = this.okIf !== undefined && holds(this.okIf, error);
    if (this.exchange === undefined) record(this.site, now() - this.time, !expected);
    else if (expected) this.exchange.decide("ok");
    else this.exchange.threw();
  }
}

/** A promise that is returned in place of another one, and the calls that end when it settles. */
class Derivation {
  readonly promise: Promise<unknown>;
  #state: "pending" | "fulfilled" | "rejected" = "pending";
  #settledTo: unknown;
  #calls: PendingCall | undefined;

  constructor(original: Promise<unknown>) {
    this.promise = nativeThen(
      original,
      (value) => {
        this.#settle("fulfilled", value);
        return value;
      },
      (error) => {
        this.#settle("rejected", error);
        throw error;
      },
    );
  }

  end(call: PendingCall): void {
    if (this.#state === "pending") {
      call.next = this.#calls;
      this.#calls = call;
    } else call[this.#state](this.#settledTo);
  }

  #settle(state: "fulfilled" | "rejected", value: unknown): void {
    this.#state = state;
    this.#settledTo = value;
    for (let call = this.#calls; call !== undefined; call = call.next) call[state](value);
    this.#calls = undefined;
  }
}

/**
 * By the promise they were derived from, so that one which is returned again is the same again to callers; and by the
 * derived promise itself, which goes through any number of functions as it is.
 */
const derivations = weakMap<Promise<unknown>, Derivation>();
/** The one whose function is about to end its call; by their promise, those that were this and have not ended yet. */
let returning: Derivation | undefined;
const alsoReturning = weakMap<object, Derivation>();

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
  let derivation = derivations.get(value);
  if (derivation === undefined) {
    derivation = new Derivation(value);
    derivations.set(value, derivation);
    derivations.set(derivation.promise, derivation);
  }
  // A `finally` of the function's own may call other functions between its return and its end.
  if (returning !== undefined) alsoReturning.set(returning.promise, returning);
  returning = derivation;
  return derivation.promise;
}

/** What `derive` put in the place of another promise, for the function that returns it now. */
function takeReturning(value: object): Derivation | undefined {
  if (returning?.promise !== value) return alsoReturning.get(value);
  const derivation = returning;
  returning = undefined;
  return derivation;
}

/**
 * Ends a call of a function that is not async by the value it returned: now, or when its derived promise settles. What a
 * promise that had to stay the same object will be, nobody waits for, and no predicate is asked about.
 */
export function endSync(
  site: CallSite | undefined,
  time: number,
  value: unknown,
  errorIf?: Predicate,
  okIf?: Predicate,
  exchange?: Exchange,
): void {
  if (site === undefined) return;
  if (time < 0) {
    if (exchange === undefined) record(site, now() + time, true);
    else exchange.threw();
    return;
  }
  if (typeof value === "object" && value !== null) {
    const derivation = takeReturning(value);
    if (derivation !== undefined) {
      derivation.end(new PendingCall(site, time, errorIf, okIf, exchange));
      return;
    }
  }
  const elapsed = now() - time;
  const failed = errorIf !== undefined && !isPromise(value) && holds(errorIf, value);
  if (exchange === undefined) record(site, elapsed, failed);
  else if (failed) exchange.decide("error");
  else if (isPromise(value)) exchange.fulfilled();
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
  exchange?: Exchange,
): void {
  if (site === undefined) return;
  if (time < 0) {
    if (exchange === undefined) record(site, now() + time, true);
    else exchange.threw();
    return;
  }
  if (typeof value === "object" && value !== null && isPlainPromise(value)) {
    const call = new PendingCall(site, time, errorIf, okIf, exchange);
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
  const failed = errorIf !== undefined && !isPromise(value) && holds(errorIf, value);
  if (exchange === undefined) record(site, elapsed, failed);
  else if (failed) exchange.decide("error");
  else exchange.fulfilled();
}

export function holds(predicate: Predicate, value: unknown): boolean {
  try {
    return Boolean(predicate(value));
  } catch (error) {
    reportFailure("predicate", error);
    return false;
  }
}
