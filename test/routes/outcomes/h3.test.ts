/** How calls of h3's handlers are judged where there is no response of Node's, and what stays as it was. */
import { beforeAll, describe, expect, it } from "vitest";
import type { Metrics } from "../../support/metrics.js";
import { Project } from "../../support/project.js";

const cases = {
  "a value": { code: "return { status: 500 };", outcome: "ok" },
  "a response that is a failure": { code: "return new Response(null, { status: 502 });", outcome: "error" },
  "h3's own response that is a failure": { code: "return new HTTPResponse(null, { status: 500 });", outcome: "error" },
  "an error with a client's status": { code: "return new HTTPError({ status: 404 });", outcome: "ok" },
  "an error without a status": { code: 'return new Error("x");', outcome: "error" },
  "a redirect": { code: 'return redirect("/");', outcome: "ok" },
  "throws an error with a client's status": { code: "throw new HTTPError({ status: 422 });", outcome: "ok" },
  "throws any error with such a status": {
    code: 'throw Object.assign(new Error("x"), { statusCode: 404 });',
    outcome: "ok",
  },
  "throws one with a failure's status": { code: "throw new HTTPError({ status: 503 });", outcome: "error" },
  "throws an error without a status": { code: "throw new TypeError();", outcome: "error" },
  "throws a status": { code: "throw 404;", outcome: "ok" },
  "throws a failure's status": { code: "throw 500;", outcome: "error" },
  "throws what is no error": { code: "throw { status: 404 };", outcome: "error" },
} as const;

describe("a handler of h3", () => {
  let metrics: Metrics;
  let statuses: unknown;
  beforeAll(async () => {
    const routes = Object.values(cases).map(({ code }, index) => `app.get("/${index}", async () => { ${code} });`);
    const project = new Project(
      {
        "main.ts": `import { H3, HTTPError, HTTPResponse, redirect } from "h3";
          const app = new H3({ silent: true });
          ${routes.join("\n")}
          const statuses: number[] = [];
          for (let i = 0; i < ${routes.length}; i++) statuses.push((await app.request("/" + i)).status);
          console.log(JSON.stringify(statuses));`,
      },
      { packages: ["h3"] },
    ).build();
    const run = await project.run();
    if (run.code !== 0) throw new Error(run.stderr);
    ({ metrics, result: statuses } = run);
  });

  it.each(Object.entries(cases).map(([name, { outcome }], index) => ({ name, outcome, index })))(
    "is judged as h3 answers it: $name is $outcome",
    ({ outcome, index }) => {
      expect(metrics.calls()[`GET /${index}`]).toEqual({ ok: 0, error: 0, [outcome]: 1 });
    },
  );

  it("is answered as without ts-autometrics, and its outcomes are those of the statuses", () => {
    expect(statuses).toEqual([200, 502, 500, 404, 500, 302, 422, 404, 503, 500, 404, 500, 500]);
  });
});
