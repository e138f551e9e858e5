/** Node's response, seen by shape: a framework may bring one of its own, and a mock has only parts of it. */
export interface NodeResponse {
  readonly statusCode: number;
  readonly writableFinished: boolean;
  readonly errored?: unknown;
  readonly socket: ResponseSocket | null | undefined;
  readonly req?: { readonly socket?: ResponseSocket | null };
  on(event: "finish" | "close", listener: (this: NodeResponse) => void): unknown;
}

interface ResponseSocket {
  readonly readableEnded?: boolean;
  readonly errored?: unknown;
}

/** The value as a response that is still to be sent; nothing for anything else. Runs no code but getters of a stream. */
export function openResponse(value: unknown): NodeResponse | undefined {
  return isNodeResponse(value) && !value.writableFinished && !("closed" in value && value.closed === true)
    ? value
    : undefined;
}

function isNodeResponse(value: unknown): value is NodeResponse {
  return (
    typeof value === "object" &&
    value !== null &&
    "statusCode" in value &&
    typeof value.statusCode === "number" &&
    "writableFinished" in value &&
    "on" in value &&
    typeof value.on === "function"
  );
}

/**
 * Whether a response that closed before it was sent did so because the client hung up. A client that leaves ends or
 * resets its side of the socket. When the server gives up (a source that broke, a time-out, `destroy()`), the client's
 * side is still open, and an error on the socket is the response's too.
 */
export function clientLeft({ socket, req, errored }: NodeResponse): boolean {
  const connection = socket ?? req?.socket;
  if (connection === null || connection === undefined) return false;
  return connection.readableEnded === true || (isSomething(connection.errored) && !isSomething(errored));
}

function isSomething(value: unknown): boolean {
  return value !== null && value !== undefined;
}
