/** Calls of HTTP handlers that last until their response has been sent. */
import type { EventEmitter } from "node:events";
import type { CallSite } from "../callSite.js";
import { reportFailure } from "../failures.js";
import { now, soon } from "../intrinsics.js";
import { record } from "../record.js";
import {
  type Connection,
  clientLeft,
  isClosed,
  isNodeResponse,
  isWhole,
  type NodeResponse,
  queuedOn,
} from "./response.js";

/** One call of one handler. */
export class Exchange {
  readonly #site: CallSite;
  readonly #start: number;
  readonly #response: NodeResponse;
  #hasThrown = false;
  /** What the annotation's predicates say, which counts for more than the response. */
  #verdict: "ok" | "error" | undefined;
  #isOver = false;
  #isWaiting = false;

  /** @internal As types it would bring Node's to whoever has none. */
  constructor(site: CallSite, start: number, response: NodeResponse) {
    this.#site = site;
    this.#start = start;
    this.#response = response;
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

  /** The handler is done, or at work for longer: ends the call where the response has been sent, else waits for that. */
  endOrWait(): void {
    if (this.#isOver || this.#isWaiting) return;
    try {
      if (this.#response.writableFinished) this.#answered(isWhole(this.#response));
      else this.#wait();
    } catch (error) {
      // A response that is no real one, such as a Proxy that throws.
      reportFailure("response", error);
      this.#end(this.#hasThrown);
    }
  }

  /** Its connection closed, if not before the response was sent. */
  closed(): void {
    if (!this.#isOver) this.#answered(this.#response.writableFinished && isWhole(this.#response));
  }

  /**
   * Listeners of its own for each handler that a response passes through: to have them share a pair would take a map of
   * responses, and that costs more than the listeners.
   */
  #wait(): void {
    this.#isWaiting = true;
    const response = this.#response;
    allowListeners(response, 1);
    response.on("finish", () => {
      if (!this.#isOver) this.#answered(isWhole(response));
    });
    response.on("close", () => this.closed());
    const connection = queuedOn(response);
    if (connection !== undefined) this.#waitFor(connection);
  }

  /** The response has no socket yet, and is told nothing when its connection closes before it has one. */
  #waitFor(connection: Connection): void {
    if (connection.destroyed) {
      this.closed();
      return;
    }
    const closed = () => this.closed();
    allowListeners(connection, 1);
    connection.on("close", closed);
    this.#response.once("socket", () => {
      connection.off("close", closed);
      allowListeners(connection, -1);
    });
  }

  /** The response was sent, or its connection closed before. */
  #answered(wasSent: boolean): void {
    const response = this.#response;
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

/** Finds the response in what a handler was given; nothing where there is none to wait for. */
export function beginExchange(site: CallSite | undefined, time: number, handle: unknown): Exchange | undefined {
  if (site?.http === undefined) return undefined;
  try {
    const response = site.http.response(handle);
    if (!isNodeResponse(response)) return undefined;
    const isOver = isClosed(response);
    if (isOver && response.writableFinished) return undefined;
    const exchange = new Exchange(site, time, response);
    // Who left before the handler began is not waited for.
    if (isOver) exchange.closed();
    else endOrWaitSoon(exchange);
    return exchange;
  } catch (error) {
    // A response that is no real one, such as a Proxy that throws.
    reportFailure("response", error);
    return undefined;
  }
}

/** Those that have begun since the event loop last came round. */
let begun: Exchange[] = [];

/**
 * Most of what waiting for a response costs are the listeners on it, and a response that is sent before the event loop
 * comes round again needs none: nothing can happen to it meanwhile that is not seen when its handler is done.
 */
function endOrWaitSoon(exchange: Exchange): void {
  if (begun.push(exchange) === 1) soon(endOrWaitForBegun);
}

function endOrWaitForBegun(): void {
  const exchanges = begun;
  begun = [];
  for (const exchange of exchanges) exchange.endOrWait();
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
