/** Calls of HTTP handlers that last until their response has been sent. */
import type { CallSite } from "../callSite.js";
import { reportFailure } from "../failures.js";
import { now, weakMap } from "../intrinsics.js";
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

  sent(status: number): void {
    this.#end(status >= 500);
  }

  /** The connection closed before the response was sent. */
  closed(isClientGone: boolean): void {
    this.#end(this.#hasThrown || !isClientGone);
  }

  #end(failed: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    record(this.#site, now() - this.#start, this.#verdict === undefined ? failed : this.#verdict === "error");
  }
}

/** Calls whose end is the end of a response. One pair of listeners a response, however many handlers wait for it. */
const waiting = weakMap<NodeResponse, Exchange[]>();

/** Finds the response in what a handler was given, and waits for it; nothing where there is none to wait for. */
export function beginExchange(site: CallSite | undefined, time: number, handle: unknown): Exchange | undefined {
  if (site?.http === undefined) return undefined;
  try {
    const response = site.http.response(handle);
    if (!isNodeResponse(response) || response.writableFinished) return undefined;
    const exchange = new Exchange(site, time);
    const others = waiting.get(response);
    // Who left before the handler began is not waited for.
    if (isClosed(response)) exchange.closed(clientLeft(response));
    else if (others !== undefined) others.push(exchange);
    else {
      listen(response);
      waiting.set(response, [exchange]);
    }
    return exchange;
  } catch (error) {
    // A response that is no real one, such as a Proxy that throws.
    reportFailure("response", error);
    return undefined;
  }
}

function listen(response: NodeResponse): void {
  // Ours must not be the listener too many that brings the program a warning.
  const limit = response.getMaxListeners();
  if (limit > 0) response.setMaxListeners(limit + 1);
  response.on("finish", onFinish);
  response.on("close", onClose);
}

function onFinish(this: NodeResponse): void {
  settle(this, isWhole(this));
}

function onClose(this: NodeResponse): void {
  settle(this, this.writableFinished && isWhole(this));
}

function settle(response: NodeResponse, wasSent: boolean): void {
  for (const exchange of waiting.get(response) ?? []) {
    if (wasSent) exchange.sent(response.statusCode);
    else exchange.closed(clientLeft(response));
  }
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
