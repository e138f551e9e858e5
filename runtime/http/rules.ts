/** How the frameworks' handlers say how they fared, where it is not by a response that Node sends. */

export interface HttpRule {
  /** Where Node's response is in what the handler was given; nothing in hand: the call ends when the handler does. */
  response(handle: unknown): unknown;
  /** What it may be given is a callback, which takes an error or an answer. */
  readonly takesCallback?: true;
  /** Whether a returned value is a failure. */
  isFailure(value: unknown): boolean;
  /** Whether a thrown value becomes a response below 500. */
  isExpected(error: unknown): boolean;
}

const itself = (handle: unknown): unknown => handle;
const never = (): boolean => false;

/** Node's response under @hono/node-server, which hands it to the application as its environment. */
function outgoingOf(context: unknown): unknown {
  return propertyOf(propertyOf(context, "env"), "outgoing");
}

/** Node's response under h3: 2 has it at the request's runtime, 1 at the event. */
function outgoingOfEvent(event: unknown): unknown {
  const node = propertyOf(propertyOf(event, "runtime") ?? event, "node");
  return propertyOf(node, "res");
}

/** By the framework's name in the plan. */
export const httpRules: Readonly<Record<string, HttpRule>> = {
  express: { response: itself, isFailure: never, isExpected: hasStatusBelow500 },
  fastify: { response: (reply) => propertyOf(reply, "raw"), isFailure: never, isExpected: hasStatusBelow500 },
  h3: { response: outgoingOfEvent, isFailure: isFailureOfH3, isExpected: isAnsweredByH3 },
  hono: { response: outgoingOf, isFailure: isFailedResponse, isExpected: hasStatusBelow500 },
  koa: { response: (context) => propertyOf(context, "res"), isFailure: never, isExpected: hasStatusBelow500 },
  nestjs: { response: ofExpressOrFastify, isFailure: never, isExpected: isAnsweredByNest },
  "next-pages": { response: itself, isFailure: never, isExpected: never },
  nextjs: { response: () => undefined, isFailure: isFailedResponse, isExpected: isSignalOfNext },
  "react-router": {
    response: () => undefined,
    isFailure: (value) => (statusOfAnswer(value) ?? 200) >= 500,
    isExpected: (error) => (statusOfAnswer(error) ?? statusOfErrorResponse(error) ?? 500) < 500,
  },
  sveltekit: { response: () => undefined, isFailure: isFailureOfSvelteKit, isExpected: isAnsweredBySvelteKit },
  trpc: { response: () => undefined, isFailure: never, isExpected: isClientErrorOfTrpc },
  // A function that throws is answered with 500 or 502, whatever it throws.
  lambda: { response: () => undefined, takesCallback: true, isFailure: isFailedResult, isExpected: never },
  node: { response: itself, isFailure: never, isExpected: never },
};

/** `status` or `statusCode`, as http-errors and most frameworks' errors have it. */
export function hasStatusBelow500(error: unknown): boolean {
  const status = numberIn(error, "status") ?? numberIn(error, "statusCode");
  return status !== undefined && status >= 300 && status < 500;
}

/** A web `Response`, of whatever copy of the class: 500 and above. */
export function isFailedResponse(value: unknown): boolean {
  const status = numberIn(value, "status");
  return status !== undefined && status >= 500 && propertyOf(value, "headers") !== undefined;
}

/** h3 gives the status of any error, also of one that is returned, and 500 where it has none. */
function isFailureOfH3(value: unknown): boolean {
  return value instanceof Error ? !hasStatusBelow500(value) : isFailedResponse(value);
}

/** It takes a thrown number for a status, and what else is no error for a failure. */
function isAnsweredByH3(error: unknown): boolean {
  return typeof error === "number" ? error >= 100 && error < 500 : error instanceof Error && hasStatusBelow500(error);
}

/** What NestJS calls a response is the one of the framework below; Fastify's has Node's in it. */
function ofExpressOrFastify(response: unknown): unknown {
  return propertyOf(response, "raw") ?? response;
}

/** As NestJS' own exception filter tells an HttpException, and an error of http-errors or alike. */
function isAnsweredByNest(error: unknown): boolean {
  const getStatus = propertyOf(error, "getStatus");
  const status: unknown = typeof getStatus === "function" ? Reflect.apply(getStatus, error, []) : undefined;
  if (typeof status === "number") return status < 500;
  const ofHttpError = propertyOf(error, "message") ? numberIn(error, "statusCode") : undefined;
  return ofHttpError !== undefined && ofHttpError > 0 && ofHttpError < 500;
}

/** What Next.js throws to redirect, to answer with 401, 403 or 404, and to find out which routes can be prerendered. */
function isSignalOfNext(error: unknown): boolean {
  const digest = propertyOf(error, "digest");
  return typeof digest === "string" && signalsOfNext.test(digest);
}

const signalsOfNext = new RegExp(
  [
    "^NEXT_REDIRECT(;|$)",
    "^NEXT_HTTP_ERROR_FALLBACK;4",
    "^NEXT_NOT_FOUND$",
    "^(DYNAMIC_SERVER_USAGE|NEXT_PRERENDER_INTERRUPTED|HANGING_PROMISE_REJECTION|BAILOUT_TO_CLIENT_SIDE_RENDERING)$",
  ].join("|"),
);

/** A `Response`, or what `fail()` gives; in data, which is plain objects, a status says nothing. */
function isFailureOfSvelteKit(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) === Object.prototype) return false;
  return isFailedResponse(value) || (Object.hasOwn(value, "data") && (numberIn(value, "status") ?? 0) >= 500);
}

/** What SvelteKit's `error()` and `redirect()` throw is no Error; what it throws itself is one with a text beside, or with issues. */
function isAnsweredBySvelteKit(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (propertyOf(error, "name") === "ValidationError" && Array.isArray(propertyOf(error, "issues"))) return true;
  const keys = error instanceof Error ? ["text"] : ["body", "location"];
  return keys.some((key) => Object.hasOwn(error, key)) && hasStatusBelow500(error);
}

/** What a proxy integration makes a response of; API Gateway takes the status as text too. */
function isFailedResult(value: unknown): boolean {
  return Number(propertyOf(value, "statusCode")) >= 500;
}

/** tRPC's codes whose status is below 500; any other, and any other error, is answered with 500 or above. */
const clientCodesOfTrpc = new Set([
  ...["PARSE_ERROR", "BAD_REQUEST", "UNAUTHORIZED", "PAYMENT_REQUIRED", "FORBIDDEN", "NOT_FOUND"],
  ...["METHOD_NOT_SUPPORTED", "TIMEOUT", "CONFLICT", "PRECONDITION_FAILED", "PAYLOAD_TOO_LARGE"],
  ...["UNSUPPORTED_MEDIA_TYPE", "UNPROCESSABLE_CONTENT", "PRECONDITION_REQUIRED", "TOO_MANY_REQUESTS"],
  "CLIENT_CLOSED_REQUEST",
]);

function isClientErrorOfTrpc(error: unknown): boolean {
  const code = propertyOf(error, "code");
  return propertyOf(error, "name") === "TRPCError" && typeof code === "string" && clientCodesOfTrpc.has(code);
}

/**
 * What React Router answers with, returned or thrown: a `Response`, told as React Router tells it from data and from
 * errors that have a status and headers too, or `data(…, { status })`.
 */
function statusOfAnswer(value: unknown): number | undefined {
  if (propertyOf(value, "type") === "DataWithResponseInit") return numberIn(propertyOf(value, "init"), "status");
  const isResponse =
    typeof propertyOf(value, "statusText") === "string" &&
    typeof propertyOf(value, "headers") === "object" &&
    propertyOf(value, "body") !== undefined;
  return isResponse ? numberIn(value, "status") : undefined;
}

/** What it makes of a thrown response, and throws itself. */
function statusOfErrorResponse(error: unknown): number | undefined {
  return typeof propertyOf(error, "internal") === "boolean" ? numberIn(error, "status") : undefined;
}

export function numberIn(value: unknown, key: string): number | undefined {
  const found = propertyOf(value, key);
  return typeof found === "number" ? found : undefined;
}

export function propertyOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
