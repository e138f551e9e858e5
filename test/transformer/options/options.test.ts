import ts from "typescript";
import { describe, expect, it } from "vitest";
import transformer from "../../../transformer/index.js";
import { readConfiguration } from "../../../transformer/options/configuration.js";
import { loadOptions } from "../../../transformer/options/index.js";
import type { Options } from "../../../transformer/options/options.js";

const read = (configuration: object) => readConfiguration(JSON.stringify(configuration), "/shop/autometrics.json");

function options(configuration: object): Options {
  const { options, problems } = read(configuration);
  if (options === undefined) throw new Error(problems.map(({ message }) => message).join("\n"));
  return options;
}

const latency = (threshold: string | number) => ({ objectives: { api: { latency: [threshold, 99] } } });

describe("a configuration that says nothing", () => {
  it("has the defaults of the reference", () => {
    expect(options({})).toEqual({
      objectives: new Map(),
      instrument: ["annotated", "routes"],
      include: [],
      exclude: [],
      routes: { exclude: [] },
      callers: false,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      runtime: "ts-autometrics/runtime",
      quiet: false,
      hash: expect.stringMatching(/^[0-9a-f]{8}$/),
    });
  });
});

describe("a configuration that says everything", () => {
  it("is taken as it is written", () => {
    const written = {
      instrument: ["exported", "annotated"],
      include: ["src/**"],
      exclude: ["src/generated/**"],
      routes: { objective: "api", exclude: ["/metrics"] },
      moduleRoot: "./src",
      callers: true,
      buckets: [0.1, 0.25, 1],
      runtime: "#metrics",
      quiet: true,
    };
    const objectives = { api: { successRate: 99.95, latency: ["250ms", 99] }, jobs: { successRate: 95 } };
    expect(options({ ...written, objectives })).toEqual({
      ...written,
      objectives: new Map([
        ["api", { name: "api", successRate: 99.95, latency: { threshold: 0.25, percentile: 99 } }],
        ["jobs", { name: "jobs", successRate: 95 }],
      ]),
      hash: expect.any(String),
    });
  });

  it("may have one mode alone, without a list", () => {
    expect(options({ instrument: "all" }).instrument).toEqual(["all"]);
  });
});

describe("a latency threshold", () => {
  it.each([
    ["250ms", "0.25"],
    ["1ms", "0.001"],
    ["1.1ms", "0.0011"],
    ["0.5ms", "0.0005"],
    ["4.35ms", "0.00435"],
    ["1234.5ms", "1.2345"],
    ["1.5s", "1.5"],
    ["1s", "1"],
    ["0.07s", "0.07"],
    ["60s", "60"],
    [0.25, "0.25"],
    [2, "2"],
  ])("of %j is %s seconds, in decimal", (written, seconds) => {
    const threshold = options(latency(written)).objectives.get("api")?.latency?.threshold;
    expect(String(threshold)).toBe(seconds);
  });

  it("is among the buckets, in its place", () => {
    expect(options({ ...latency("300ms"), buckets: [0.1, 0.5, 1] }).buckets).toEqual([0.1, 0.3, 0.5, 1]);
  });

  it("of every objective is among the buckets, once", () => {
    const objectives = {
      a: { latency: ["2s", 99] },
      b: { latency: ["20ms", 95] },
      c: { latency: [0.02, 99] },
      d: { latency: ["500ms", 99] },
    };
    expect(options({ objectives, buckets: [0.1, 0.5, 1] }).buckets).toEqual([0.02, 0.1, 0.5, 1, 2]);
  });
});

describe("an objective's name", () => {
  it.each(["api", "my api", "API-v2_b", "2nd"])("of '%s' is what other tools expect", (name) => {
    expect(read({ objectives: { [name]: { successRate: 99 } } }).warnings).toEqual([]);
  });

  it.each(["apí", "_internal", "api/v2", " api"])("of '%s' is allowed, with a warning", (name) => {
    const { options, warnings } = read({ objectives: { [name]: { successRate: 99 } } });
    expect(options?.objectives.has(name)).toBe(true);
    expect(warnings.map(({ message }) => message)).toEqual([
      `the objective's name '${name}' is unusual: other tools expect a letter or digit, then letters, digits, '_', '-' and spaces; rename it`,
    ]);
  });

  it("may be a name that every object has", () => {
    const text = '{ "objectives": { "__proto__": { "successRate": 99 }, "toString": { "successRate": 98 } } }';
    const { options } = readConfiguration(text, "/shop/autometrics.json");
    expect([...(options?.objectives.keys() ?? [])]).toEqual(["__proto__", "toString"]);
  });
});

describe("what a program hands over", () => {
  const load = (entry: unknown) => {
    const { problems, options } = loadOptions({ getCompilerOptions: () => ({}) }, entry);
    return { messages: problems.map(({ at, message }) => (at === undefined ? message : "located")), options };
  };

  it("is read like a file, and nothing is like an empty one", () => {
    expect(load({ objectives: { api: { successRate: 99 } }, callers: undefined }).options?.objectives.size).toBe(1);
    expect(load(undefined).options?.instrument).toEqual(["annotated", "routes"]);
  });

  it("has the path of the key in every message", () => {
    const entry = {
      objectives: { api: { latency: ["250", 99] }, "my api": { successRate: Number.NaN } },
      buckets: [1, Number.POSITIVE_INFINITY],
      routes: { exclude: [() => {}] },
      callers: 1n,
      calers: true,
    };
    const { messages, options } = load(entry);
    expect(options).toBeUndefined();
    expect(messages.map((message) => message.replace(/; .*/, ""))).toEqual([
      "calers: unknown key 'calers'",
      'objectives.api.latency[0]: the threshold "250" has no unit',
      "objectives[\"my api\"].successRate: 'successRate' must be over 0 and under 100 percent, not NaN",
      "routes.exclude[0]: 'exclude' cannot hold function",
      "callers: 'callers' must be true or false, not bigint",
      "buckets[1]: the bucket +Inf is always there",
    ]);
  });

  it("may be no object at all", () => {
    expect(load("api").messages).toEqual([
      'the configuration must be an object, not "api"; write { "objectives": { … } }',
    ]);
  });

  it("has all its mistakes in the one error that the transformer throws without addDiagnostic", () => {
    const program = ts.createProgram([], {});
    expect(() => transformer(program, { calers: true, quiet: 1 }, { ts })).toThrow(
      expect.objectContaining({
        name: "AutometricsError",
        message:
          "error TS91001: AM1001: calers: unknown key 'calers'; did you mean 'callers'?\n" +
          "error TS91002: AM1002: quiet: 'quiet' must be true or false, not 1; write one of them, without quotes\n",
        diagnostics: [expect.objectContaining({ code: 91001 }), expect.objectContaining({ code: 91002 })],
      }),
    );
  });

  it("may contain itself", () => {
    const routes: Record<string, unknown> = {};
    routes.self = routes;
    expect(load({ routes }).messages).toHaveLength(1);
  });
});

describe("the hash", () => {
  const full = {
    objectives: { a: { successRate: 99.9, latency: ["250ms", 99] }, b: { successRate: 95 } },
    instrument: ["annotated", "exported"],
    include: ["src/**", "lib/**"],
    exclude: ["src/x/**", "src/y/**"],
    routes: { objective: "a", exclude: ["/metrics"] },
    moduleRoot: "src",
    callers: true,
    buckets: [0.1, 1],
    runtime: "#metrics",
  };
  const hash = (changes: object) => options({ ...full, ...changes }).hash;

  it.each([
    { objectives: { ...full.objectives, b: { successRate: 95.1 } } },
    { objectives: { ...full.objectives, c: { successRate: 95 } } },
    { objectives: { ...full.objectives, b: { latency: ["250ms", 95] } } },
    { objectives: { ...full.objectives, a: { successRate: 99.9, latency: ["300ms", 99] } } },
    { instrument: "annotated" },
    { include: ["src/**"] },
    { exclude: [] },
    { routes: { objective: "b", exclude: ["/metrics"] } },
    { routes: { objective: "a" } },
    { moduleRoot: "lib" },
    { callers: false },
    { buckets: [0.1, 2] },
    { runtime: "ts-autometrics/runtime" },
  ])("is another with %j", (change) => {
    expect(hash(change)).not.toBe(hash({}));
  });

  it.each([
    { quiet: true },
    { $schema: "./schema.json" },
    { objectives: { b: { successRate: 95 }, a: { latency: [0.25, 99], successRate: 99.9 } } },
    { instrument: ["exported", "annotated", "exported"] },
    { include: ["lib/**", "src/**"] },
    { moduleRoot: "./src/" },
    { buckets: [0.1, 0.25, 1] },
  ])("is the same with %j", (change) => {
    expect(hash(change)).toBe(hash({}));
  });

  it("is the same wherever the project is, and in whatever order its keys are", () => {
    const reversed = Object.fromEntries(Object.entries(full).toReversed());
    const elsewhere = readConfiguration(JSON.stringify(reversed), "/somewhere/else/config.json");
    expect(elsewhere.options?.hash).toBe(hash({}));
  });
});
