/** What generated code calls around the body of an HTTP handler: as around any function, but for how calls are judged. */
import { endAsync, endSync, holds, type Predicate } from "../call.js";
import type { CallSite } from "../callSite.js";
import type { Exchange } from "./exchange.js";
import type { HttpRule } from "./rules.js";

/** Judges a thrown error: gives the start time with the outcome as its sign. */
export function judgeHandler(
  site: CallSite | undefined,
  time: number,
  error: unknown,
  exchange?: Exchange,
  okIf?: Predicate,
): number {
  if (okIf !== undefined && holds(okIf, error)) {
    exchange?.decide("ok");
    return time;
  }
  const isExpected = exchange === undefined && site?.http !== undefined && holds(site.http.isExpected, error);
  return isExpected ? time : -time;
}

/** Ends a call of a handler that is not async, or leaves its end to the response. */
export function endHandlerSync(
  site: CallSite | undefined,
  time: number,
  value: unknown,
  exchange?: Exchange,
  errorIf?: Predicate,
  okIf?: Predicate,
): void {
  const rule = exchange?.takesResult === false ? undefined : site?.http;
  endSync(site, time, value, failures(rule, errorIf), expectations(rule, okIf), exchange);
  exchange?.handled();
}

/** Ends a call of an async handler, or leaves its end to the response. */
export function endHandlerAsync(
  site: CallSite | undefined,
  time: number,
  value: unknown,
  exchange?: Exchange,
  errorIf?: Predicate,
  okIf?: Predicate,
): void {
  const rule = exchange?.takesResult === false ? undefined : site?.http;
  endAsync(site, time, value, failures(rule, errorIf), expectations(rule, okIf), exchange);
  exchange?.handled();
}

function failures(rule: HttpRule | undefined, errorIf: Predicate | undefined): Predicate | undefined {
  if (rule === undefined || errorIf === undefined) return errorIf ?? rule?.isFailure;
  return (value) => errorIf(value) || rule.isFailure(value);
}

function expectations(rule: HttpRule | undefined, okIf: Predicate | undefined): Predicate | undefined {
  if (rule === undefined || okIf === undefined) return okIf ?? rule?.isExpected;
  return (error) => okIf(error) || rule.isExpected(error);
}
