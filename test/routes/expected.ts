/**
 * What each request of the traffic must count as: written once for all frameworks, with a column for each class that
 * frameworks can be told apart in by what they let a handler's caller see.
 */
import type { RequestName } from "./traffic.js";

/**
 * `response`: Node's response is in hand, and the call lasts until it has been sent. `result`: the handler returns a
 * web `Response` or throws, and that is the end. `method`: the answer is made around the function, from what it returns
 * or throws.
 */
export type FrameworkClass = "response" | "result" | "method";

export interface Expected {
  /** What the client sees; nothing when it leaves before. */
  readonly status?: number;
  readonly result: "ok" | "error";
  /** Where a class sees less than the others. */
  readonly butFor?: Partial<Record<FrameworkClass, "ok" | "error">>;
  /** The client gets the body to its end. Default: true. */
  readonly isWhole?: false;
  /** The classes that see it take more than 300 ms. */
  readonly slowFor?: readonly FrameworkClass[];
}

export const expected: Record<RequestName, Expected> = {
  list: { status: 200, result: "ok" },
  find: { status: 200, result: "ok" },
  unknown: { status: 404, result: "ok" },
  create: { status: 201, result: "ok" },
  duplicate: { status: 409, result: "ok" },
  invalid: { status: 400, result: "ok" },
  replace: { status: 200, result: "ok" },
  remove: { status: 204, result: "ok" },
  unchanged: { status: 304, result: "ok" },
  redirected: { status: 302, result: "ok" },
  unavailable: { status: 503, result: "error" },
  throws: { status: 500, result: "error" },
  rejects: { status: 500, result: "error" },
  // An error of the framework's own that it answers with 403.
  refuses: { status: 403, result: "ok" },
  // By `next(error)`.
  passes: { status: 500, result: "error" },
  // By `next()`, which is the end for a handler that then did not answer itself.
  handsOn: { status: 200, result: "ok" },
  // 300 ms of body: where only the start of a stream is seen, it is not slow.
  streams: { status: 200, result: "ok", slowFor: ["response"] },
  breaks: { status: 200, isWhole: false, result: "error", butFor: { result: "ok", method: "ok" } },
  slow: { status: 200, result: "ok", slowFor: ["response", "result", "method"] },
  leftWaiting: { isWhole: false, result: "ok" },
  leftReading: { status: 200, isWhole: false, result: "ok" },
  answersThenRejects: { status: 200, result: "ok", butFor: { result: "error", method: "error" } },
};
