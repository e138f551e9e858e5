/** How what handlers throw and return is judged, with the frameworks' own errors where they are to be had. */
import { fail, error as svelteError, invalid as svelteInvalid, redirect as svelteRedirect } from "@sveltejs/kit";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { data, UNSAFE_ErrorResponseImpl as ErrorResponse, redirect } from "react-router";
import { describe, expect, it } from "vitest";
import { httpRules } from "../../../runtime/http/rules.js";

interface Cases {
  /** What is thrown, or what throws it, by its name. */
  readonly thrown?: Readonly<Record<string, readonly [thrown: unknown, outcome: "ok" | "error"]>>;
  readonly returned?: Readonly<Record<string, readonly [returned: unknown, outcome: "ok" | "error"]>>;
}

function thrownBy(value: unknown): unknown {
  if (typeof value !== "function") return value;
  try {
    value();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}

function describeRule(framework: string, { thrown = {}, returned = {} }: Cases): void {
  const rule = httpRules[framework];
  describe(`a handler of ${framework}`, () => {
    it.each(Object.entries(thrown))("that throws %s", (_, [value, outcome]) => {
      expect(rule?.isExpected(thrownBy(value)) ? "ok" : "error").toBe(outcome);
    });
    it.each(Object.entries(returned))("that returns %s", (_, [value, outcome]) => {
      expect(rule?.isFailure(value) ? "error" : "ok").toBe(outcome);
    });
  });
}

const withStatus = (status: number, more = {}) => Object.assign(new Error("x"), { status, ...more });
const response = (status: number) => new Response(null, { status });

describeRule("sveltekit", {
  thrown: {
    "error(404)": [() => svelteError(404), "ok"],
    "error(503)": [() => svelteError(503, "later"), "error"],
    "redirect()": [() => svelteRedirect(303, "/login"), "ok"],
    "an error that reading a body may give": [withStatus(413, { text: "Payload Too Large" }), "ok"],
    "an error with a status of its own": [withStatus(404), "error"],
    "any error": [new Error("x"), "error"],
    "what a remote form finds invalid": [() => svelteInvalid("the title is missing"), "ok"],
    "a response": [response(404), "error"],
    "fail(), which is to be returned": [fail(400), "error"],
    nothing: [undefined, "error"],
  },
  returned: {
    "a response": [response(404), "ok"],
    "a failure": [response(500), "error"],
    "fail() with a client's status": [fail(400, { title: "missing" }), "ok"],
    "fail() with a failure's status": [fail(503, { title: "later" }), "error"],
    "data with a status of its own": [{ status: 503, data: [], headers: {} }, "ok"],
    nothing: [undefined, "ok"],
  },
});

describeRule("react-router", {
  thrown: {
    "a response": [response(404), "ok"],
    "a response that is a failure": [response(503), "error"],
    "redirect()": [redirect("/login"), "ok"],
    "data() with a client's status": [data("gone", 410), "ok"],
    "data() with a failure's status": [data("later", { status: 503 }), "error"],
    "data() without a status": [data("x"), "error"],
    "an error response": [new ErrorResponse(405, "Method Not Allowed", ""), "ok"],
    "an error response that is a failure": [new ErrorResponse(500, "", ""), "error"],
    "an error with a status of its own": [withStatus(404), "error"],
    "the error of a client of another service": [withStatus(404, { headers: new Headers() }), "error"],
    "any error": [new Error("x"), "error"],
    nothing: [undefined, "error"],
  },
  returned: {
    "a value": [{ status: 500, headers: {} }, "ok"],
    "a response": [response(200), "ok"],
    "a response that is a failure": [response(500), "error"],
    "data()": [data({}), "ok"],
    "data() with a client's status": [data({}, { status: 422 }), "ok"],
    "data() with a failure's status": [data({}, { status: 503 }), "error"],
    nothing: [undefined, "ok"],
  },
});

const codes = Object.keys(TRPC_ERROR_CODES_BY_KEY) as (keyof typeof TRPC_ERROR_CODES_BY_KEY)[]; // Object.keys forgets them

describeRule("trpc", {
  thrown: {
    // Each code as tRPC itself answers it.
    ...Object.fromEntries(
      codes.map((code) => {
        const error = new TRPCError({ code });
        return [code, [error, getHTTPStatusCodeFromError(error) < 500 ? "ok" : "error"] as const];
      }),
    ),
    "an error with such a code of its own": [Object.assign(new Error("x"), { code: "NOT_FOUND" }), "error"],
    "an error with a status": [withStatus(404), "error"],
    nothing: [undefined, "error"],
  },
  returned: { "a response that is a failure, which is a value as any": [response(500), "ok"] },
});

describeRule("lambda", {
  thrown: { "any error": [new Error("x"), "error"], "an error with a status": [withStatus(404), "error"] },
  returned: {
    "a client's status": [{ statusCode: 404 }, "ok"],
    "a failure's status": [{ statusCode: 503, body: "" }, "error"],
    "one as text": [{ statusCode: "500" }, "error"],
    "a result without a status": [{ batchItemFailures: [] }, "ok"],
    nothing: [undefined, "ok"],
  },
});
