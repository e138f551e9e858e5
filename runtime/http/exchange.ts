/** Calls of HTTP handlers that last until they have answered, by a response of Node's or by a callback. */
import type { EventEmitter } from "node:events";
import type { CallSite } from "../callSite.js";
import { reportFailure } from "../failures.js";
import { isProxy, now, soon } from "../intrinsics.js";
import { record } from "../record.js";
import {
  type Connection,
  clientLeft,
  hasLeft,
  isClosed,
  isNodeResponse,
  isWhole,
  type NodeResponse,
  queuedOn,
} from "./response.js";

/** One call of one handler, that may go on after the handler is done. */
export interface Exchange {
  /** Whether what the handler returns may be its answer. */
  readonly takesResult: boolean;
  /** The handler has given up. */
  threw(): void;
  /** What an annotation's predicate, or the handler's result, says. */
  decide(verdict: "ok" | "error"): void;
  /** What the handler has promised is there, and is no failure. */
  fulfilled(): void;
  /** The function was called by which the handler hands the request on, or its answer over. */
  called(args: readonly unknown[]): void;
  /** The handler is done. */
  handled(): void;
}

/** Answered by Node's response: it says when the call ends, and how it fared. */
class ResponseExchange implements Exchange {
  readonly takesResult = false;
  readonly #site: CallSite;
  readonly #start: number;
  readonly #response: NodeResponse;
  #hasThrown = false;
  /** What the annotation's predicates say, which counts for more than the response. */
  #verdict: "ok" | "error" | undefined;
  #isOver = false;
  #isWaiting = false;
  /** Whether `endOrWait` is to come, however long the handler takes. */
  #isToCome = false;

  constructor(site: CallSite, start: number, response: NodeResponse) {
    this.#site = site;
    this.#start = start;
    this.#response = response;
  }

  /** What comes of an error is the response's status. */
  threw(): void {
    this.#hasThrown = true;
  }

  decide(verdict: "ok" | "error"): void {
    this.#verdict = verdict;
  }

  fulfilled(): void {}

  /** Without an error, the handler is done and has not failed. It may also be told where to go on, which is no error. */
  called([error]: readonly unknown[]): void {
    if (error === undefined || error === null || error === false || error === "" || error === 0) this.#end(false);
    else if (error === "route" || error === "router") this.#end(false);
    else this.threw();
  }

  /** What a promise brings may be the answer, and is there before anything else comes in. */
  handled(): void {
    if (!this.#isToCome) this.endOrWait();
  }

  endOrWaitSoon(): void {
    this.#isToCome = true;
    if (begun.push(this) === 1) soon(endOrWaitForBegun);
  }

  /** Ends the call where the handler has answered, else waits for that. */
  endOrWait(): void {
    this.#isToCome = false;
    if (this.#isOver || this.#isWaiting) return;
    try {
      const response = this.#response;
      if (hasLeft(response)) this.#answered(response, isWhole(response));
      else if (isClosed(response)) this.closed(response);
      else this.#wait();
    } catch (error) {
      // A response that is no real one, such as a Proxy that throws.
      reportFailure("response", error);
      this.#end(this.#hasThrown);
    }
  }

  /** Its connection closed, if not before the response was sent. */
  closed(response: NodeResponse): void {
    if (!this.#isOver) this.#answered(response, hasLeft(response) && isWhole(response));
  }

  /**
   * Listeners of its own for each handler that a response passes through: to have them share a pair would take a map of
   * responses, and that costs more than the listeners.
   */
  #wait(): void {
    this.#isWaiting = true;
    const response = this.#response;
    allowListeners(response, 1);
    const exchange = this;
    // The one that is sent: a handler may have been given another that stands in front of it, with a status of its own.
    response.on("finish", function (this: NodeResponse) {
      if (!exchange.#isOver) exchange.#answered(this, isWhole(this));
    });
    response.on("close", function (this: NodeResponse) {
      exchange.closed(this);
    });
    const connection = queuedOn(response);
    if (connection !== undefined) this.#waitFor(connection);
  }

  /** The response has no socket yet, and is told nothing when its connection closes before it has one. */
  #waitFor(connection: Connection): void {
    const response = this.#response;
    if (connection.destroyed) {
      this.closed(response);
      return;
    }
    const closed = () => this.closed(response);
    allowListeners(connection, 1);
    connection.on("close", closed);
    response.once("socket", () => {
      connection.off("close", closed);
      allowListeners(connection, -1);
    });
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

/** Ours must not be the listener too many that brings the program a warning. */
function allowListeners(emitter: EventEmitter, more: number): void {
  const limit = emitter.getMaxListeners();
  if (limit > 0) emitter.setMaxListeners(limit + more);
}

/** Answered by a callback, or by a promise where that is there before: as AWS Lambda takes it. */
class CallbackExchange implements Exchange {
  readonly takesResult = true;
  readonly #site: CallSite;
  readonly #start: number;
  #isOver = false;

  constructor(site: CallSite, start: number) {
    this.#site = site;
    this.#start = start;
  }

  threw(): void {
    this.#end(true);
  }

  decide(verdict: "ok" | "error"): void {
    this.#end(verdict === "error");
  }

  fulfilled(): void {
    this.#end(false);
  }

  called([error, result]: readonly unknown[]): void {
    const isError = error !== undefined && error !== null;
    this.#end(isError || this.#site.http?.isFailure(result) === true);
  }

  handled(): void {}

  #end(failed: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    record(this.#site, now() - this.#start, failed);
  }
}

/** Finds what a handler answers by in what it was given; nothing where there is none to wait for. */
export function beginExchange(site: CallSite | undefined, time: number, handle: unknown): Exchange | undefined {
  if (site?.http === undefined) return undefined;
  try {
    if (site.http.takesCallback) return typeof handle === "function" ? new CallbackExchange(site, time) : undefined;
    const response = site.http.response(handle);
    if (!isNodeResponse(response)) return undefined;
    const isOver = isClosed(response);
    if (isOver && response.writableFinished) return undefined;
    const exchange = new ResponseExchange(site, time, response);
    // Who left before the handler began is not waited for.
    if (isOver) exchange.closed(response);
    // What stands in front of a response may not tell when that has been sent: Nitro 2's says it never is.
    else if (isProxy(response)) exchange.endOrWait();
    else exchange.endOrWaitSoon();
    return exchange;
  } catch (error) {
    // A response that is no real one, such as a Proxy that throws.
    reportFailure("response", error);
    return undefined;
  }
}

/** Those that have begun since `endOrWaitForBegun` last ran. */
let begun: ResponseExchange[] = [];

/**
 * Most of what waiting for a response costs are the listeners on it, and one that is sent before anything else comes in
 * needs none: nothing can happen to it meanwhile that is not seen then.
 */
function endOrWaitForBegun(): void {
  const exchanges = begun;
  begun = [];
  for (const exchange of exchanges) exchange.endOrWait();
}

/** The handler's `next`, or its callback, seen. */
export function passOn<Next>(exchange: Exchange | undefined, next: Next): Next;
export function passOn(exchange: Exchange | undefined, next: unknown): unknown {
  if (exchange === undefined || typeof next !== "function") return next;
  return function (this: unknown, ...args: unknown[]): unknown {
    exchange.called(args);
    return Reflect.apply(next, this, args);
  };
}
