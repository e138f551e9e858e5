import { EventEmitter } from "node:events";
import { ServerResponse } from "node:http";

/** Node's response, as it is told by: HTTP/1's, HTTP/2's, or one that a framework has made of them. */
export interface NodeResponse extends EventEmitter {
  readonly statusCode: number;
  readonly writableEnded: boolean;
  readonly writableFinished: boolean;
  readonly closed?: boolean;
  readonly errored?: unknown;
  readonly socket: ResponseSocket | null | undefined;
  readonly req?: { readonly socket?: ResponseSocket | null };
  /** HTTP/2 alone has one. */
  readonly stream?: { readonly rstCode?: number; readonly closed?: boolean };
}

interface ResponseSocket {
  readonly readableEnded?: boolean;
  readonly errored?: unknown;
}

/** Whether a value is a response of Node's, and no mock: what does not emit would be waited for for ever. */
export function isNodeResponse(value: unknown): value is NodeResponse {
  if (value instanceof ServerResponse) return true;
  return (
    value instanceof EventEmitter &&
    "statusCode" in value &&
    typeof value.statusCode === "number" &&
    "writableFinished" in value
  );
}

export function isClosed(response: NodeResponse): boolean {
  return response.closed === true || (resetCode(response) !== undefined && response.stream?.closed === true);
}

/**
 * The connection on which a response waits for those to earlier requests, as where a client sends several at once. Until
 * it is its turn, the response has no socket, and when the connection closes, nothing tells it.
 */
export function queuedOn({ socket, req }: NodeResponse): Connection | undefined {
  const connection = socket === null ? req?.socket : undefined;
  return isConnection(connection) ? connection : undefined;
}

export type Connection = EventEmitter & { readonly destroyed: boolean };

function isConnection(value: unknown): value is Connection {
  return value instanceof EventEmitter && "destroyed" in value && typeof value.destroyed === "boolean";
}

/**
 * Whether nothing of a response is left to send. What is no connection, as under Fastify's `inject()`, takes all at once,
 * whenever it says so.
 */
export function hasLeft(response: NodeResponse): boolean {
  return response.writableFinished || (response.writableEnded && isWriteOnly(response.socket));
}

function isWriteOnly(socket: ResponseSocket | null | undefined): boolean {
  return isSomething(socket) && socket?.readableEnded === undefined;
}

/**
 * Whether a response that says it has finished was sent to its end. HTTP/2's says so whenever its stream closes, and
 * HTTP/1's also when it was ended and destroyed in one go.
 */
export function isWhole(response: NodeResponse): boolean {
  if (resetCode(response) !== undefined) return response.writableEnded && response.writableFinished;
  return !isSomething(response.errored);
}

/** NGHTTP2_CANCEL: the client has no more use for it. */
const cancelled = 8;

/**
 * Whether a response that closed before it was sent did so because the client hung up.
 *
 * A client that leaves ends or resets its side of the socket. When the server gives up (a source that broke, a time-out,
 * `destroy()`), the client's side is still open, and an error on the socket is the response's too. On HTTP/2, a client
 * cancels the stream, or ends it without an error, upon which Node finishes our side.
 */
export function clientLeft(response: NodeResponse): boolean {
  const code = resetCode(response);
  if (code !== undefined) return code === cancelled || (code === 0 && response.writableFinished);
  const connection = response.socket ?? response.req?.socket;
  if (connection === null || connection === undefined) return false;
  return connection.readableEnded === true || (isSomething(connection.errored) && !isSomething(response.errored));
}

/** How an HTTP/2 stream was closed; nothing on HTTP/1. */
function resetCode(response: NodeResponse): number | undefined {
  if (response instanceof ServerResponse) return undefined;
  const { stream } = response;
  return typeof stream?.rstCode === "number" ? stream.rstCode : undefined;
}

function isSomething(value: unknown): boolean {
  return value !== null && value !== undefined;
}
