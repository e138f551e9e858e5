import type { CallSitePlan, HttpPlan, InjectedNames, ReturnedValue } from "../plan.js";
import type { Printer } from "./printer.js";

/** A local of an instrumented function. */
export interface Local<E> {
  readonly name: string;
  readonly value?: E;
}

/**
 * What stands around a function's own code, decided for both writers:
 *
 *     let $am_t = $am.start($am_0), $am_r;                      locals
 *     next = $am.passOn($am_x, next);                           opening
 *     try { …; return $am_r = …; }
 *     catch ($am_e) { $am_t = -$am_t; throw $am_e; }            failed
 *     finally { $am.endAsync($am_0, $am_t, $am_r); }            ended
 */
export class Timing<E> {
  /** Whether what it returns is kept, as it decides when or how the call ends. */
  readonly keepsResult: boolean;
  /** Thrown errors end their call in `catch`, and `finally` ends it only where the time is still there. */
  readonly endsInCatch: boolean;
  readonly #site: CallSitePlan;
  readonly #number: number;
  readonly #names: InjectedNames;
  readonly #print: Printer<E>;

  constructor(site: CallSitePlan, number: number, names: InjectedNames, print: Printer<E>) {
    this.keepsResult = keepsResult(site);
    // Judged to be ok, an error still is no result, neither for `error-if` nor what a return before it had kept.
    this.endsInCatch = this.keepsResult && site.outcome.okIf !== undefined;
    this.#site = site;
    this.#number = number;
    this.#names = names;
    this.#print = print;
  }

  /** The call site, where its module has defined it. */
  defined(): E {
    return this.#print.name(`${this.#names.site}${this.#number}`);
  }

  locals(): Local<E>[] {
    const { callers, http } = this.#site;
    const { called, time, exchange, result } = this.#names;
    const print = this.#print;
    const locals: Local<E>[] = [];
    if (callers !== undefined) locals.push({ name: called, value: print.call("called", [this.defined()]) });
    locals.push({ name: time, value: print.call("start", [this.#counted()]) });
    if (http?.response !== undefined) {
      const args = [this.#counted(), print.name(time), this.#response(http.response)];
      locals.push({ name: exchange, value: print.call("exchange", args) });
    }
    if (this.keepsResult) locals.push({ name: result });
    return locals;
  }

  /** `next = $am.passOn($am_x, next)`, where a handler has and uses one. */
  opening(): E[] {
    const next = this.#site.http?.next;
    if (next === undefined) return [];
    const print = this.#print;
    return [print.assign(next, print.call("passOn", [print.name(this.#names.exchange), print.name(next)]))];
  }

  /** What a thrown error does: its sign is on the time, or the call is over and the time is 0. */
  failed(): E[] {
    const { outcome, http } = this.#site;
    const { time, error } = this.#names;
    const print = this.#print;
    const okIf = this.#predicates(undefined, outcome.okIf).slice(1);
    if (http === undefined && okIf.length === 0) return [print.assign(time, print.negated(print.name(time)))];
    const judged =
      http === undefined
        ? print.call("judge", [print.name(time), print.name(error), ...okIf])
        : print.call("judgeHandler", [
            this.#counted(),
            print.name(time),
            print.name(error),
            ...this.#exchange(okIf.length > 0),
            ...okIf,
          ]);
    if (!this.endsInCatch) return [print.assign(time, judged)];
    const ended =
      http === undefined
        ? print.call("end", [this.#counted(), judged])
        : print.call(this.#endOfHandler(), [this.#counted(), judged, print.undefined(), ...this.#exchange(false)]);
    return [ended, print.assign(time, print.number(0))];
  }

  ended(): E {
    const { flow, http, outcome } = this.#site;
    const { time, result } = this.#names;
    const print = this.#print;
    const counted = [this.#counted(), print.name(time)];
    if (http !== undefined) {
      const predicates = this.#predicates(outcome.errorIf, this.keepsResult ? outcome.okIf : undefined);
      const exchange = this.#exchange(predicates.length > 0);
      const kept = this.keepsResult ? [print.name(result)] : exchange.length > 0 ? [print.undefined()] : [];
      return print.call(this.#endOfHandler(), [...counted, ...kept, ...exchange, ...predicates]);
    }
    if (!this.keepsResult) return print.call("end", counted);
    const predicates = this.#predicates(outcome.errorIf, outcome.okIf);
    return print.call(flow === "async" ? "endAsync" : "endSync", [...counted, print.name(result), ...predicates]);
  }

  /** Whether a returned value is replaced by a promise derived from it, if it is one. */
  derives(value: ReturnedValue): boolean {
    return this.keepsResult && this.#site.flow === "sync" && isAwaited(this.#site, value);
  }

  /** What the call is counted at: the call site, or that of its caller's. */
  #counted(): E {
    return this.#site.callers === undefined ? this.defined() : this.#print.name(this.#names.called);
  }

  /** The parameter with the response. */
  #response(access: NonNullable<HttpPlan["response"]>): E {
    const print = this.#print;
    switch (access.form) {
      case "name":
        return print.name(access.name);
      case "arguments":
        return print.element("arguments", access.index);
      case "rest":
        return print.element(access.name, access.index);
      case "added-rest":
        return print.element(this.#names.handle, access.index);
      case "pattern":
        return access.index === undefined
          ? print.name(this.#names.handle)
          : print.element(this.#names.handle, access.index);
    }
  }

  /** The exchange as an argument; where there is none, a place for it is only kept when other arguments follow. */
  #exchange(isFollowed: boolean): E[] {
    if (this.#site.http?.response !== undefined) return [this.#print.name(this.#names.exchange)];
    return isFollowed ? [this.#print.undefined()] : [];
  }

  #predicates(errorIf: string | undefined, okIf: string | undefined): E[] {
    const print = this.#print;
    const first = errorIf === undefined ? print.undefined() : print.predicate(errorIf);
    if (okIf !== undefined) return [first, print.predicate(okIf)];
    return errorIf === undefined ? [] : [first];
  }

  #endOfHandler(): string {
    return this.#site.flow === "async" ? "endHandlerAsync" : "endHandlerSync";
  }
}

function keepsResult(site: CallSitePlan): boolean {
  const { flow, outcome, callers, http, body, returns } = site;
  if (flow === "generator" || flow === "async-generator") return false;
  if (outcome.errorIf !== undefined) return true;
  if (http?.judgesResult === true) return true;
  // Its end, and what it was, are the response's.
  if (http?.response !== undefined) return false;
  // What the closure of an async function gives is awaited.
  if (callers === "visible" && flow === "async") return false;
  const values = body.form === "expression" ? [body.value] : returns.map(({ value }) => value);
  return values.some((value) => isAwaited(site, value));
}

/** Whether the call lasts until what it returns has settled, if that is a promise. */
function isAwaited({ http }: CallSitePlan, value: ReturnedValue): boolean {
  // What a handler returns goes to its framework, which waits for it.
  return value === "open" || (value === "held" && http !== undefined && http.response === undefined);
}
