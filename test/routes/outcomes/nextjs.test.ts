/** How calls of Next.js' route handlers are judged. What it throws is told by its shape; test/e2e has the real ones. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Metrics } from "../../support/metrics.js";
import { Project } from "../../support/project.js";

const returned = {
  "a response": { value: "Response.json({})", outcome: "ok" },
  "no content": { value: "new Response(null, { status: 204 })", outcome: "ok" },
  "a redirect": { value: 'Response.redirect("http://localhost/")', outcome: "ok" },
  "not found": { value: "new Response(null, { status: 404 })", outcome: "ok" },
  "a failure": { value: "new Response(null, { status: 500 })", outcome: "error" },
  "one of a subclass": {
    value: "new (class NextResponse extends Response {})(null, { status: 503 })",
    outcome: "error",
  },
  "what a wrapper makes a response of": {
    value: "({ status: 500, message: 'x' }) as unknown as Response",
    outcome: "ok",
  },
} as const;

const thrown = {
  "redirect()": { value: signal("NEXT_REDIRECT;replace;/login;307;"), outcome: "ok" },
  "notFound()": { value: signal("NEXT_HTTP_ERROR_FALLBACK;404"), outcome: "ok" },
  "notFound() of Next.js 14": { value: signal("NEXT_NOT_FOUND"), outcome: "ok" },
  "unauthorized()": { value: signal("NEXT_HTTP_ERROR_FALLBACK;401"), outcome: "ok" },
  "a fallback that is a failure": { value: signal("NEXT_HTTP_ERROR_FALLBACK;500"), outcome: "error" },
  "the sign that a route is dynamic": { value: signal("DYNAMIC_SERVER_USAGE"), outcome: "ok" },
  "the end of a prerendering": { value: signal("HANGING_PROMISE_REJECTION"), outcome: "ok" },
  "an error with a digest of its own": { value: signal("3157683497"), outcome: "error" },
  "an error with a digest that begins alike": { value: signal("NEXT_REDIRECTED"), outcome: "error" },
  "any error": { value: 'new Error("x")', outcome: "error" },
  "an error with a status": { value: 'Object.assign(new Error("x"), { status: 404 })', outcome: "error" },
  "a response, which is no answer": { value: "new Response(null, { status: 404 })", outcome: "error" },
} as const;

function signal(digest: string): string {
  return `Object.assign(new Error("signal"), { digest: "${digest}" })`;
}

const cases = [
  ...Object.entries(returned).map(([name, { value, outcome }]) => ({
    name: `returns ${name}`,
    outcome,
    code: `export async function GET() { return ${value}; }`,
  })),
  ...Object.entries(thrown).map(([name, { value, outcome }]) => ({
    name: `throws ${name}`,
    outcome,
    code: `export const GET = async (): Promise<Response> => { throw ${value}; };`,
  })),
  {
    name: "returns a promise of a failure",
    outcome: "error",
    code: "export const GET = () => Promise.resolve(new Response(null, { status: 500 }));",
  },
  {
    name: "is not async, and throws a redirect",
    outcome: "ok",
    code: `export function GET(): Response { throw ${signal("NEXT_REDIRECT;replace;/;308;")}; }`,
  },
];

describe("a route handler of Next.js", () => {
  let metrics: Metrics;
  let result: unknown;
  beforeAll(async () => {
    const files = Object.fromEntries(cases.map(({ code }, index) => [`src/app/${index}/route.ts`, code]));
    const project = new Project(files, { options: { routes: { objective: "api" } } }).build();
    project.write(
      "dist/main.js",
      `const results = [];
      for (let i = 0; i < ${cases.length}; i++) {
        const { GET } = await import("./app/" + i + "/route.js");
        const given = await Promise.resolve().then(GET).catch((error) => error);
        results.push(given instanceof Response && !given.bodyUsed ? "a Response" : given.message);
      }
      console.log(JSON.stringify(results));`,
    );
    const run = await project.run();
    if (run.code !== 0) throw new Error(run.stderr);
    ({ metrics, result } = run);
  });

  it.each(cases.map(({ name, outcome }, index) => ({ name, outcome, index })))(
    "that $name is judged as $outcome",
    ({ outcome, index }) => {
      expect(metrics.calls(`app/${index}/route`)).toEqual({ GET: { ok: 0, error: 0, [outcome]: 1 } });
    },
  );

  it("gives back and throws what it did, with no body read", () => {
    const given = [...Object.values(returned), ...Object.values(thrown)].map(
      ({ value }) => /["'](x|signal)["']/.exec(value)?.[1] ?? "a Response",
    );
    expect(result).toEqual([...given, "a Response", "signal"]);
  });
});
