import { describe, expect, it } from "vitest";
import { run } from "../../cli/run.js";
import { freePort } from "../e2e/prometheus.js";
import { about, fakePrometheus, recordedOf } from "../prometheus/fakePrometheus.js";
import { serve, serveText } from "../prometheus/server.js";

async function slo(args: readonly string[], env: Record<string, string> = {}) {
  let [out, err] = ["", ""];
  const code = await run(["slo", ...args], {
    cwd: ".",
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const latency = { ...about("api", "latency"), objective_latency_threshold: "0.25" };

const healthy = {
  targets: [
    [about("api"), "0.999"],
    [latency, "0.99"],
  ],
  recorded: [
    ...recordedOf(about("api"), 0.999, 100_000, 20),
    ...recordedOf(about("api", "latency"), 0.99, 100_000, 101),
  ],
} as const;

/** 15 % in every window but the period's. */
const burning = {
  targets: [[about("jobs"), "0.99"]],
  recorded: [
    ...recordedOf(about("jobs"), 0.99, 1000, 150).filter(([{ __name__ = "" }]) => !__name__.endsWith("30d")),
    [{ __name__: "slo:sli_total:increase30d", ...about("jobs") }, "100000"],
    [{ __name__: "slo:sli_error:increase30d", ...about("jobs") }, "150"],
  ],
} as const;

describe("from a Prometheus with the rules", () => {
  it("is a table of what they record, the worst first", async () => {
    const { url } = await fakePrometheus({
      targets: [...healthy.targets, ...burning.targets, [about("idle"), "0.95"]],
      gone: [[about("old"), "0.5"]],
      recorded: [
        ...healthy.recorded,
        ...burning.recorded,
        [{ __name__: "slo:objective:ratio", ...about("idle") }, "0.95"],
      ],
    });
    const { code, out, err } = await slo(["--prometheus", url]);
    expect(out).toBe(
      [
        "service  objective  target               actual  budget left  burn 5m  burn 1h  burn 6h  state",
        "shop     jobs       99 % succeed        99.85 %  85 %              15       15       15  burning",
        "shop     api        99.9 % succeed      99.98 %  80 %             0.2      0.2      0.2  ok",
        "shop     api        99 % within 250 ms  99.89 %  89 %             0.1      0.1      0.1  ok",
        "shop     idle       95 % succeed              -  -                  -        -        -  no data",
        "shop     old        50 % succeed              -  -                  -        -        -  no data",
        "",
        "Recorded by the rules, for error budgets of 30d.",
        "",
      ].join("\n"),
    );
    expect([code, err]).toEqual([0, ""]);
  });

  it("says of which objectives the rules record nothing", async () => {
    const { url } = await fakePrometheus({
      ...burning,
      targets: [...burning.targets, [about("new"), "0.9"]],
      increases: () => [[{ ...about("new"), result: "ok" }, "12"]],
    });
    expect((await slo(["--prometheus", url])).out).toMatch(
      new RegExp(
        [
          "Recorded by the rules, for error budgets of 30d: jobs of shop",
          "Worked out of the counters, as no rules record it here, for error budgets of 30d: new of shop\\n$",
        ].join("\\n"),
      ),
    );
  });

  it("asks for no counters", async () => {
    const { url, queries } = await fakePrometheus(healthy);
    await slo(["--prometheus", url]);
    expect(queries).toHaveLength(3);
    expect(queries.join()).not.toContain("autometrics_objective_calls_total");
  });

  it("is of one moment, by the clock of the server", async () => {
    const { url, times } = await fakePrometheus(healthy);
    await slo(["--prometheus", url]);
    expect(times).toEqual([null, "1700000000", "1700000000"]);
  });

  it("has the period that is recorded", async () => {
    const renamed = healthy.recorded.map(
      ([{ __name__ = "", ...labels }, value]) =>
        [{ __name__: __name__.replace("30d", "28d"), ...labels }, value] as const,
    );
    const { url } = await fakePrometheus({ ...healthy, recorded: renamed });
    expect((await slo(["--prometheus", url])).out).toContain("for error budgets of 28d");
  });
});

describe("from a Prometheus without the rules", () => {
  const increases = (window: string) =>
    [
      [{ ...about("api"), result: "ok" }, window === "30d" ? "99990" : "80"],
      [{ ...about("api"), result: "error" }, window === "30d" ? "10" : "20"],
    ] as const;

  it("is worked out of the counters, and says so", async () => {
    const { url, queries } = await fakePrometheus({ targets: [[about("api"), "0.999"]], increases });
    const { out } = await slo(["--prometheus", url]);
    expect(out).toBe(
      [
        "service  objective  target           actual  budget left  burn 5m  burn 1h  burn 6h  state",
        "shop     api        99.9 % succeed  99.99 %  90 %             200      200      200  burning",
        "",
        "Worked out of the counters, as no rules record it here, for error budgets of 30d.",
        "",
      ].join("\n"),
    );
    const windows = queries.flatMap((query) => /increase\(.*\[(\w+)\]/.exec(query)?.[1] ?? []);
    expect(windows.sort()).toEqual(["1d", "1h", "2h", "30d", "30m", "3d", "5m", "6h"]);
  });

  it("has the period that is asked for", async () => {
    const { url, queries } = await fakePrometheus({ targets: [[about("api"), "0.999"]], increases });
    await slo(["--prometheus", url, "--period", "7d"]);
    expect(queries.join()).toContain("[7d]");
    expect(queries.join()).not.toContain("[30d]");
  });

  it("has no data where there were no calls, which is not what a total failure looks like", async () => {
    const { url } = await fakePrometheus({
      targets: [
        [about("idle"), "0.999"],
        [about("dead"), "0.999"],
      ],
      increases: () => [
        [{ ...about("idle"), result: "ok" }, "0"],
        [{ ...about("idle"), result: "error" }, "0"],
        [{ ...about("dead"), result: "ok" }, "0"],
        [{ ...about("dead"), result: "error" }, "50"],
      ],
    });
    const [, dead, idle] = (await slo(["--prometheus", url])).out.split("\n");
    expect(dead).toMatch(/^shop +dead .* 0\.00 % +exhausted, 1000 × spent( +1000){3} +exhausted$/);
    expect(idle).toMatch(/^shop +idle +99.9 % succeed( +-){5} +no data$/);
  });
});

describe("--json", () => {
  it("has every number, null where there is none, and the tiers that are on", async () => {
    const { url } = await fakePrometheus({
      targets: [...burning.targets, [latency, "0.99"]],
      recorded: burning.recorded,
    });
    const { out } = await slo(["--prometheus", url, "--json"]);
    const { version, objectives } = JSON.parse(out);
    expect(version).toBe(1);
    const everyWindow = (rate: number) => ({
      "5m": rate,
      "30m": rate,
      "1h": rate,
      "2h": rate,
      "6h": rate,
      "1d": rate,
      "3d": rate,
    });
    expect(objectives).toEqual([
      {
        ...{ service: "shop", objective: "jobs", sli: "success_rate", state: "burning" },
        ...{ targetPercent: 99, thresholdSeconds: null, source: "recorded", period: "30d" },
        ...{ calls: 100_000, errors: 150, ratio: 0.9985, budgetLeft: 0.85, burnRate: 0.15 },
        burnRates: everyWindow(15),
        tiersOn: ["fast", "medium", "slow", "longterm"],
      },
      {
        ...{ service: "shop", objective: "api", sli: "latency", state: "no data" },
        ...{ targetPercent: 99, thresholdSeconds: 0.25, source: "counters", period: "30d" },
        ...{ calls: null, errors: null, ratio: null, budgetLeft: null, burnRate: null },
        ...{ burnRates: {}, tiersOn: [] },
      },
    ]);
  });

  it("writes what a terminal would obey as escapes", async () => {
    const labels = about("\u001b[2Japi\u009b1m");
    const { url } = await fakePrometheus({ targets: [[labels, "0.999"]] });
    const { out } = await slo(["--prometheus", url, "--json"]);
    expect(out).toContain(String.raw`"\u001b[2Japi\u009b1m"`);
    expect(JSON.parse(out).objectives[0].objective).toBe(labels.objective_name);
    const table = (await slo(["--prometheus", url])).out;
    expect(table).toContain(String.raw`\u001b[2Japi\u009b1m`);
    expect(table).not.toContain("\u001b");
  });
});

describe("filters", () => {
  it("are in the queries, quoted", async () => {
    const { url, queries } = await fakePrometheus(healthy);
    await slo(["--prometheus", url, "--service", 'a"b', "--objective", "api"]);
    for (const query of queries) expect(query).toContain(String.raw`{service_name="a\"b",objective_name="api",`);
  });

  it("that leave nothing over are an error, as is a place without objectives", async () => {
    const { url } = await fakePrometheus({});
    expect(await slo(["--prometheus", url, "--service", "shop", "--objective", "apo", "--fail-on", "burning"])).toEqual(
      {
        code: 2,
        out: "",
        err: `autometrics slo: no objective 'apo' of service 'shop' is known to ${url}; leave --service and --objective out to see what there is\n`,
      },
    );
    const { code, err } = await slo(["--prometheus", url]);
    expect(code).toBe(2);
    expect(err).toMatch(/no objective is known to http:\S+; is anything scraped there/);
  });
});

describe("--fail-on", () => {
  const exhausted = {
    targets: [[about("sold"), "0.999"]],
    recorded: recordedOf(about("sold"), 0.999, 1000, 1),
  } as const;

  it.each([
    ["burning", burning, 1],
    ["burning", exhausted, 1],
    ["burning", healthy, 0],
    ["burning", { targets: healthy.targets }, 0],
    ["exhausted", burning, 0],
    ["exhausted", exhausted, 1],
  ])("%s looks for that or worse (%#)", async (state, content, code) => {
    const { url } = await fakePrometheus(content);
    expect((await slo(["--prometheus", url, "--fail-on", state])).code).toBe(code);
  });

  it("names what is bad", async () => {
    const { url } = await fakePrometheus({ ...burning, targets: [...burning.targets, ...healthy.targets] });
    const { out, err } = await slo(["--prometheus", url, "--fail-on", "burning"]);
    expect(err).toBe("autometrics slo: 'jobs' of 'shop' (success_rate) is burning\n");
    expect(out).toContain("jobs");
  });

  it("is not there without it", async () => {
    const { url } = await fakePrometheus(exhausted);
    expect(await slo(["--prometheus", url])).toMatchObject({ code: 0, err: "" });
  });
});

describe("from applications", () => {
  const plain = "text/plain; version=0.0.4";
  const metrics = (ok: number, error: number) => `
# TYPE autometrics_objective_target_ratio gauge
autometrics_objective_target_ratio{service_name="shop",objective_name="api",sli="success_rate",objective_latency_threshold=""} 0.99
autometrics_objective_target_ratio{service_name="shop",objective_name="api",sli="latency",objective_latency_threshold="0.25"} 0.9
# TYPE autometrics_objective_calls_total counter
autometrics_objective_calls_total{service_name="shop",objective_name="api",sli="success_rate",result="ok"} ${ok}
autometrics_objective_calls_total{service_name="shop",objective_name="api",sli="success_rate",result="error"} ${error}
autometrics_objective_calls_total{service_name="shop",objective_name="api",sli="latency",result="ok"} 0
autometrics_objective_calls_total{service_name="shop",objective_name="api",sli="latency",result="error"} 0
`;

  it("is their whole life, all instances of a service together", async () => {
    const [one, other] = await Promise.all([serveText(metrics(700, 1), plain), serveText(metrics(299, 0), plain)]);
    const { code, out } = await slo(["--app", one, "--app", `${other}/metrics`, "--app", one]);
    expect(out).toBe(
      [
        "service  objective  target               actual  budget left  burn  state",
        "shop     api        99 % succeed        99.90 %  90 %          0.1  ok",
        "shop     api        90 % within 250 ms        -  -               -  no data",
        "",
        "Over the whole life of each process, which stands for the period of the error budget.",
        "",
      ].join("\n"),
    );
    expect(code).toBe(0);
  });

  it("has a shorthand, asks for /metrics, and sends no credentials of Prometheus", async () => {
    const asked: unknown[] = [];
    const url = await serve((request, response) => {
      asked.push([request.url, request.headers.authorization]);
      response.end(metrics(0, 10));
    });
    const port = new URL(url).port;
    const { code, out } = await slo(["--app", `127.0.0.1:${port}`, "--fail-on", "exhausted"], {
      PROMETHEUS_TOKEN: "x",
    });
    expect(asked).toEqual([["/metrics", undefined]]);
    expect(out).toMatch(/ 0\.00 % +exhausted, 100 × spent +100 +exhausted\n/);
    expect(code).toBe(1);
  });

  it("are filtered", async () => {
    const url = await serveText(metrics(1, 0), plain);
    expect((await slo(["--app", url, "--service", "shop"])).code).toBe(0);
    expect((await slo(["--app", url, "--objective", "jobs"])).err).toContain("no objective 'jobs' is known to");
  });

  it.each([
    ["<!doctype html>", 200, "serves no metrics in Prometheus' text format: line 1"],
    ["not here", 404, "answers with status 404 instead of metrics"],
    ['autometrics_objective_calls_total{sli="x",result="ok"} NaN', 200, "has counted NaN calls"],
    ['autometrics_objective_target_ratio{objective_name="a",sli="x"} 99', 200, "a target is over 0 and under 1"],
    ["up 1", 200, "no objective is known to"],
  ])("that answer %j end with a sentence", async (text, status, sentence) => {
    const url = await serveText(text, plain, status);
    const { code, out, err } = await slo(["--app", url]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(sentence);
    expect(err.trimEnd()).not.toContain("\n");
  });
});

describe("what cannot be told ends with exit code 2 and one sentence", () => {
  it("when nobody answers", async () => {
    const { code, err } = await slo(["--prometheus", `http://127.0.0.1:${await freePort()}`, "--fail-on", "burning"]);
    expect(code).toBe(2);
    expect(err).toMatch(/^autometrics slo: http:\S+ cannot be reached: .*ECONNREFUSED.*\n$/);
  });

  it("when the answer takes too long", async () => {
    const url = await serve(() => {});
    expect((await slo(["--prometheus", url, "--timeout", "100ms"])).err).toBe(
      `autometrics slo: ${url} did not answer within 100ms\n`,
    );
  });

  it("when Prometheus says a target that cannot be", async () => {
    for (const target of ["0", "1", "1.5", "NaN", "-1"]) {
      const { url } = await fakePrometheus({ targets: [[about("api"), target]] });
      expect(await slo(["--prometheus", url])).toMatchObject({
        code: 2,
        err: expect.stringContaining("has a target of"),
      });
    }
  });

  it.each([
    [[], "name one source"],
    [["--prometheus", ":1", "--app", ":2"], "name one source"],
    [["--app", ":2", "--period", "7d"], "--period goes with --prometheus"],
    [["--prometheus", ":1", "--period", "5d"], "use 7d"],
    [["--prometheus", ":1", "--fail-on", "ok"], "those are burning and exhausted"],
    [["--prometheus", ":1", "--timeout", "0"], "is no duration"],
    [["--prometheus", "ftp://x"], "is no address"],
    [
      ["--app", "http://a:b@localhost:3000"],
      "http://localhost:3000 holds credentials, where others see them; leave them out",
    ],
    [["shop"], "unexpected argument 'shop'"],
  ])("%j", async (args, sentence) => {
    const { code, out, err } = await slo(args);
    expect(err).toContain(sentence);
    expect([code, out]).toEqual([2, ""]);
  });
});
