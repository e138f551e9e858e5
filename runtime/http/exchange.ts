/** Calls of HTTP handlers that last until their response has been sent. */
import type { CallSite } from "../callSite.js";
import { reportFailure } from "../failures.js";
import { now } from "../intrinsics.js";
import { record } from "../record.js";
import { clientLeft, isClosed, isNodeResponse, isWhole, type NodeResponse } from "./response.js";

/** One call of one handler. */
export class Exchange {
  readonly #site: CallSite;
  readonly #start: number;
  #hasThrown = false;
  /** What the annotation's predicates say, which counts for more than the response. */
  #verdict: "ok" | "error" | undefined;
  #isOver = false;

  constructor(site: CallSite, start: number) {
    this.#site = site;
    this.#start = start;
  }

  /** The handler has given up, or passed an error on: what comes of it is the response's status. */
  threw(): void {
    this.#hasThrown = true;
  }

  decide(verdict: "ok" | "error"): void {
    this.#verdict = verdict;
  }

  passedOn(): void {
    this.#end(false);
  }

  /** @internal As types it would bring Node's to whoever has none. */
  finished(response: NodeResponse): void {
    if (!this.#isOver) this.#answered(response, isWhole(response));
  }

  /** @internal */
  closed(response: NodeResponse): void {
    if (!this.#isOver) this.#answered(response, response.writableFinished && isWhole(response));
  }

  /** The response was sent, or its connection closed before. */
  #answered(response: NodeResponse, wasSent: boolean): void {
    this.#end(wasSent ? response.statusCode >= 500 : this.#hasThrown || !clientLeft(response));
  }

  #end(failed: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    record(this.#site, now() - this.#start, this.#verdict === undefined ? failed : this.#verdict === "error");
  }
}

/** Finds the response in what a handler was given, and waits for it; nothing where there is none to wait for. */
export function beginExchange(site: CallSite | undefined, time: number, handle: unknown): Exchange | undefined {
  if (site?.http === undefined) return undefined;
  try {
    const response = site.http.response(handle);
    if (!isNodeResponse(response) || response.writableFinished) return undefined;
    const exchange = new Exchange(site, time);
    // Who left before the handler began is not waited for.
    if (isClosed(response)) exchange.closed(response);
    else wait(exchange, response);
    return exchange;
  } catch (error) {
    // A response that is no real one, such as a Proxy that throws.
    reportFailure("response", error);
    return undefined;
  }
}

/**
 * Listeners of its own for each handler that a response passes through: to have them share a pair would take a map of
 * responses, and that costs more than the listeners.
 */
function wait(exchange: Exchange, response: NodeResponse): void {
  // Ours must not be the listener too many that brings the program a warning.
  const limit = response.getMaxListeners();
  if (limit > 0) response.setMaxListeners(limit + 1);
  response.on("finish", () => exchange.finished(response));
  response.on("close", () => exchange.closed(response));
}

/**
 * The handler's `next`, seen: called without an error, the handler is done and has not failed. It may also be called
 * with where to go on, which is no error.
 */
export function passOn<Next>(exchange: Exchange | undefined, next: Next): Next;
export function passOn(exchange: Exchange | undefined, next: unknown): unknown {
  if (exchange === undefined || typeof next !== "function") return next;
  return function (this: unknown, ...args: unknown[]): unknown {
    const [error] = args;
    if (error === undefined || error === null || error === false || error === "" || error === 0) exchange.passedOn();
    else if (error === "route" || error === "router") exchange.passedOn();
    else exchange.threw();
    return Reflect.apply(next, this, args);
  };
}
