/** When calls of AWS Lambda's functions end that answer by a callback, as they may up to Node 22, and how they are judged. */
import { beforeAll, describe, expect, it } from "vitest";
import { Project, type Run } from "../../support/project.js";

/** What stands in for Lambda takes what comes first: an error that is thrown, the callback, or the promise. */
const invoke = `
  export function invoke(handler) {
    return new Promise((resolve, reject) => {
      const callback = (error, result) => error === undefined || error === null ? resolve(result) : reject(error);
      const returned = handler({}, {}, callback);
      if (typeof returned?.then === "function") returned.then(resolve, reject);
    }).catch(() => "failed");
  }`;

interface Answered {
  /** The function's body. */
  readonly code: string;
  readonly isAsync?: true;
  /** What the invoker gets. */
  readonly gives: unknown;
  readonly outcome: "ok" | "error";
  /** It takes as long as the answer does. */
  readonly isSlow?: true;
}

const cases: Readonly<Record<string, Answered>> = {
  "an answer": { code: "callback(null, { statusCode: 404 });", gives: { statusCode: 404 }, outcome: "ok" },
  "an answer without a value": { code: "callback();", gives: null, outcome: "ok" },
  "an answer that is a failure": {
    code: "callback(null, { statusCode: 500 });",
    gives: { statusCode: 500 },
    outcome: "error",
  },
  "an answer that comes late": {
    code: `setTimeout(() => callback(undefined, "late"), 310);`,
    gives: "late",
    outcome: "ok",
    isSlow: true,
  },
  "a failure that comes late": {
    code: `setTimeout(() => callback(new Error("late")), 310);`,
    gives: "failed",
    outcome: "error",
    isSlow: true,
  },
  "an error that is a text": { code: `callback("no such order");`, gives: "failed", outcome: "error" },
  "an error that is thrown": {
    code: `if (event) throw new Error("x"); callback();`,
    gives: "failed",
    outcome: "error",
  },
  "another answer after the first": {
    code: `callback(null, 1); callback(new Error("too late"));`,
    gives: 1,
    outcome: "ok",
  },
  "an answer from a function that the callback is handed to": {
    code: `respond(callback); function respond(done: Callback) { done(null, { statusCode: 502 }); }`,
    gives: { statusCode: 502 },
    outcome: "error",
  },
  "a promise, where it is there first": {
    isAsync: true,
    code: `if (event.done) callback(null, 1); return { statusCode: 503 };`,
    gives: { statusCode: 503 },
    outcome: "error",
  },
  "a rejection, where it is there first": {
    isAsync: true,
    code: `if (!event.done) throw new Error("x"); callback(null, 1);`,
    gives: "failed",
    outcome: "error",
  },
  "the callback, where it is there before the promise": {
    isAsync: true,
    code: `callback(null, 1); await new Promise((resolve) => setTimeout(resolve, 5)); throw new Error("too late");`,
    gives: 1,
    outcome: "ok",
  },
  "a promise of a function that is not async": {
    code: `return event.done ? callback(null, 1) : Promise.reject(new Error("x"));`,
    gives: "failed",
    outcome: "error",
  },
};

describe("a function of AWS Lambda with a callback is judged, and ends, by", () => {
  const functions = Object.values(cases).map(({ code, isAsync }, index) => {
    const parameters = "(event, _context, callback)";
    return `export const handler${index}: Handler = ${isAsync ? "async " : ""}${parameters} => { ${code} };`;
  });
  const calls = Object.keys(cases).map((_, index) => `await invoke(handlers.handler${index})`);
  let run: Run;
  beforeAll(async () => {
    const project = new Project({
      "handlers.ts": `import type { Callback, Handler } from "aws-lambda";\n${functions.join("\n")}`,
      "main.ts": `import { invoke } from "./invoke.js";
        import * as handlers from "./handlers.js";
        console.log(JSON.stringify([${calls.join(", ")}]));`,
      "invoke.d.ts": "export function invoke(handler: unknown): Promise<unknown>;",
    }).build();
    project.write("dist/invoke.js", invoke);
    run = await project.run();
  });

  it.each(Object.entries(cases).map(([name, one], index) => ({ name, ...one, index })))(
    "$name",
    ({ index, gives, outcome, isSlow = false }) => {
      const { result, metrics, stderr } = run;
      expect(Array.isArray(result) ? result[index] : stderr).toEqual(gives);
      const label = `handler${index}`;
      expect(metrics.calls()[label]).toEqual({ ok: 0, error: 0, [outcome]: 1 });
      const quick = metrics.value("function_calls_duration_seconds_bucket", { function: label, le: "0.25" });
      expect(quick).toBe(isSlow ? 0 : 1);
    },
  );
});
