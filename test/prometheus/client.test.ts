import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { PrometheusClient } from "../../prometheus/client.js";
import { PrometheusError } from "../../prometheus/prometheusError.js";
import { freePort } from "../e2e/prometheus.js";
import { serve, serveText, vector } from "./server.js";

function clientOf(url: string, env: Record<string, string> = {}, limits: { timeout?: number; limit?: number } = {}) {
  return new PrometheusClient({ url, env, ...limits });
}

/** What a query fails with: always a PrometheusError, or the test fails. */
async function failure(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof PrometheusError) return error.message;
    throw error;
  }
  throw new Error("nothing failed");
}

describe("a query", () => {
  it("gives the samples with their labels, also those that JSON has no number for", async () => {
    const url = await serveText(
      vector([{ a: "1" }, "0.25"], [{ a: "2" }, "NaN"], [{}, "+Inf"], [{ a: "3" }, "-1e-05"]),
    );
    expect(await clientOf(url).query("x")).toEqual([
      { labels: { a: "1" }, time: 1_700_000_000, value: 0.25 },
      { labels: { a: "2" }, time: 1_700_000_000, value: Number.NaN },
      { labels: {}, time: 1_700_000_000, value: Number.POSITIVE_INFINITY },
      { labels: { a: "3" }, time: 1_700_000_000, value: -1e-5 },
    ]);
  });

  it("is asked at the API under the address, at a time where one is given", async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve(({ url }, response) => {
      asked.push(url);
      response.end(vector());
    });
    await clientOf(`${url}/prom/`).query('a{b="c d"} + 1', 1700.5);
    await clientOf(url).query("up");
    expect(asked).toEqual([
      "/prom/api/v1/query?query=a%7Bb%3D%22c+d%22%7D+%2B+1&time=1700.5",
      "/api/v1/query?query=up",
    ]);
  });

  it("over a range gives the points of each series", async () => {
    const asked: (string | undefined)[] = [];
    const result = [
      {
        metric: { a: "1" },
        values: [
          [10, "1"],
          [20, "NaN"],
        ],
      },
    ];
    const url = await serve((request, response) => {
      asked.push(request.url);
      response.end(JSON.stringify({ status: "success", data: { resultType: "matrix", result } }));
    });
    const series = await clientOf(url).queryRange("x", 10, 20, 10);
    expect(series).toEqual([
      {
        labels: { a: "1" },
        points: [
          [10, 1],
          [20, Number.NaN],
        ],
      },
    ]);
    expect(asked).toEqual(["/api/v1/query_range?query=x&start=10&end=20&step=10"]);
  });
});

describe("credentials", () => {
  async function sent(env: Record<string, string>): Promise<string | undefined> {
    let request: IncomingMessage | undefined;
    const url = await serve((incoming, response) => {
      request = incoming;
      response.end(vector());
    });
    await clientOf(url, env).query("up");
    return request?.headers.authorization;
  }

  it("are a token, or a name and a password, from the environment", async () => {
    expect(await sent({})).toBeUndefined();
    expect(await sent({ PROMETHEUS_TOKEN: "s3cret\n" })).toBe("Bearer s3cret");
    const basic = `Basic ${Buffer.from("ada:lovelace").toString("base64")}`;
    expect(await sent({ PROMETHEUS_USERNAME: "ada", PROMETHEUS_PASSWORD: "lovelace" })).toBe(basic);
  });

  it("do not follow a redirect to another server", async () => {
    let followed: IncomingMessage | undefined;
    const other = await serve((request, response) => {
      followed = request;
      response.end(vector());
    });
    const url = await serve((_, response) => response.writeHead(302, { location: `${other}/api/v1/query` }).end());
    await clientOf(url, { PROMETHEUS_TOKEN: "s3cret" }).query("up");
    expect(followed?.url).toBe("/api/v1/query");
    expect(followed?.headers.authorization).toBeUndefined();
  });

  it("are in no sentence", async () => {
    const refusing = await serveText("go away", "text/plain", 401);
    const sentences = [
      await failure(async () => clientOf("http://ada:s3cret@localhost:9090")),
      await failure(async () => clientOf("ada:s3cret@localhost:9090")),
      await failure(async () => clientOf(":9090", { PROMETHEUS_TOKEN: "s3cret s3cret" })),
      await failure(async () => clientOf(":9090", { PROMETHEUS_TOKEN: "s3cret", PROMETHEUS_USERNAME: "ada" })),
      await failure(() => clientOf(refusing, { PROMETHEUS_TOKEN: "s3cret" }).query("up")),
    ];
    for (const sentence of sentences) expect(sentence).not.toContain("s3cret");
    expect(sentences[0]).toContain("give them in PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD");
    expect(sentences[4]).toContain("does not take the credentials");
  });

  it("are asked for where they are missing", async () => {
    const url = await serveText("", "text/plain", 401);
    expect(await failure(() => clientOf(url).query("up"))).toBe(
      `${url} wants credentials (status 401); set PROMETHEUS_TOKEN, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD`,
    );
  });
});

describe("what goes wrong is one sentence:", () => {
  it("an address that is none", async () => {
    expect(await failure(async () => clientOf("http://"))).toContain("write http://localhost:9090, or :9090");
    expect(await failure(async () => clientOf("ftp://host"))).toContain("'ftp://host' is no address");
  });

  it("nobody listens", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await failure(() => clientOf(url).query("up"))).toMatch(/^http:\S+ cannot be reached: .*ECONNREFUSED/);
  });

  it("no answer in time, or none that ends", async () => {
    const silent = await serve(() => {});
    const endless = await serve((_, response) => response.write("{"));
    for (const url of [silent, endless]) {
      expect(await failure(() => clientOf(url, {}, { timeout: 100 }).query("up"))).toBe(
        `${url} did not answer within 100ms`,
      );
    }
  });

  it("an answer that is too large, without reading all of it", async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (response.write("x".repeat(10_000)));
      };
      response.on("drain", more);
      more();
    });
    expect(await failure(() => clientOf(url, {}, { limit: 2 ** 20 }).query("up"))).toBe(
      `${url} answers with more than 1 MiB; ask for less`,
    );
  });

  it("a page, or any JSON that is not of the API", async () => {
    for (const text of ["<html>", "{}", "null", "[]", '"success"', "", '{"status":"error"}']) {
      const url = await serveText(text, "text/html", 404);
      expect(await failure(() => clientOf(url).query("up"))).toBe(
        `${url} does not answer as Prometheus' API does (status 404, text/html); name the address that Prometheus' own pages are at`,
      );
    }
  });

  it("a query that Prometheus refuses, in its words and without what moves a cursor", async () => {
    const url = await serveText(JSON.stringify({ status: "error", error: "parse \u001b[2Jerror\u009b" }), "", 400);
    expect(await failure(() => clientOf(url).query("up{"))).toBe(
      `${url} refused the query: parse \\u001b[2Jerror\\u009b`,
    );
  });

  it.each([
    ["no data", undefined],
    ["another type", { resultType: "scalar", result: [1, "2"] }],
    ["a result that is no list", { resultType: "vector", result: {} }],
    ["an element that is none", { resultType: "vector", result: [null] }],
    ["no value", { resultType: "vector", result: [{ metric: {} }] }],
    ["a value that is a number", { resultType: "vector", result: [{ metric: {}, value: [1, 2] }] }],
    ["a value that is no number", { resultType: "vector", result: [{ metric: {}, value: [1, "many"] }] }],
    ["an empty value", { resultType: "vector", result: [{ metric: {}, value: [1, ""] }] }],
    ["a label that is no text", { resultType: "vector", result: [{ metric: { a: 1 }, value: [1, "2"] }] }],
    ["no labels", { resultType: "vector", result: [{ value: [1, "2"] }] }],
  ])("a vector with %s", async (_, data) => {
    const url = await serveText(JSON.stringify({ status: "success", data }));
    expect(await failure(() => clientOf(url).query("up"))).toBe(
      `${url} answers a query with something that is no vector of Prometheus' API`,
    );
  });

  it("a matrix with points that are none", async () => {
    const result = [{ metric: {}, values: [[1, "2"], [3]] }];
    const url = await serveText(JSON.stringify({ status: "success", data: { resultType: "matrix", result } }));
    expect(await failure(() => clientOf(url).queryRange("up", 1, 2, 1))).toContain("no matrix of Prometheus' API");
  });
});
