import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readEntry } from "../../../transformer/options/configuration.js";
import { fromValue } from "../../../transformer/options/json.js";
import { defaultBuckets } from "../../../transformer/options/options.js";
import { hostKeys, optionKeys } from "../../../transformer/options/readOptions.js";

const schema = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../transformer/options/schema.json", import.meta.url)), "utf8"),
);
const accepts = new Ajv2020().compile(schema);
const isRead = (value: unknown) => readEntry(fromValue(value), "/project").problems.length === 0;

const api = { successRate: 99.9 };
const latency = (...latency: unknown[]) => ({ objectives: { api: { latency } } });

const right: unknown[] = [
  {},
  { $schema: "./schema.json", transform: "ts-autometrics/transformer", name: "ts-autometrics", type: "program" },
  {
    import: "default",
    after: false,
    transformProgram: false,
    tsConfig: "x.json",
    resolvePathAliases: true,
    isEsm: true,
  },
  { objectives: {} },
  { objectives: { api } },
  { objectives: { "my api": { latency: ["250ms", 99] }, "b-2_c": { successRate: 1, latency: [0.25, 99.99] } } },
  latency("1.5s", 50),
  latency("0.5ms", 99.999),
  latency(1, 99),
  { instrument: "all" },
  { instrument: ["annotated", "exported"] },
  { include: [], exclude: ["src/generated/**"] },
  { objectives: { api }, routes: { objective: "api", exclude: ["/metrics", "GET /health"] } },
  { routes: {} },
  { moduleRoot: "src", callers: true, buckets: [0.1, 1, 10], runtime: "#metrics", quiet: true },
];

const wrong: unknown[] = [
  null,
  [],
  "api",
  { objectivs: {} },
  { objectives: [] },
  { objectives: null },
  { objectives: { api: 99.9 } },
  { objectives: { api: {} } },
  { objectives: { "": api } },
  { objectives: { api: { successRate: 99.9, latancy: ["250ms", 99] } } },
  ...[0, -1, 0.999, 100, 101, "99.9", true, null].map((successRate) => ({ objectives: { api: { successRate } } })),
  ...[0, -1, "250", "250us", "1m", "-1s", "0s", "0.0ms", "", "ms", " 1s", "1 s", "1S", ".5s", "1e3ms", true, null].map(
    (threshold) => latency(threshold, 99),
  ),
  latency(),
  latency("250ms"),
  latency("250ms", 99, 99.9),
  latency("250ms", "99"),
  latency(99, "250ms"),
  latency("250ms", 0.99),
  { objectives: { api: { latency: "250ms" } } },
  { objectives: { api: { latency: { threshold: "250ms", percentile: 99 } } } },
  { instrument: "handlers" },
  { instrument: [] },
  { instrument: ["all", 1] },
  { instrument: true },
  { include: "src/**" },
  { exclude: [1] },
  { exclude: [" "] },
  { routes: [] },
  { routes: { excludes: [] } },
  { routes: { exclude: "/metrics" } },
  { routes: { objective: "" } },
  { moduleRoot: "" },
  { moduleRoot: 1 },
  { callers: "yes" },
  { buckets: [] },
  { buckets: 1 },
  { buckets: ["1"] },
  { buckets: [0, 1] },
  { buckets: [1, 1] },
  { runtime: null },
  { quiet: 0 },
  { after: true },
  { afterDeclarations: true },
  { config: "" },
  { config: 1 },
  { config: "autometrics.json", callers: true },
];

/** What no schema can say. */
const onlyReaderSees: unknown[] = [
  { buckets: [1, 0.5] },
  { routes: { objective: "api" } },
  { objectives: { api }, routes: { objective: "web" } },
  { config: "no-such-file.json" },
];

describe("the schema and the reader agree", () => {
  it.each(right.map((value) => [JSON.stringify(value), value]))("on taking %s", (_, value) => {
    expect({ schema: accepts(value), reader: isRead(value) }).toEqual({ schema: true, reader: true });
  });

  it.each(wrong.map((value) => [JSON.stringify(value), value]))("on refusing %s", (_, value) => {
    expect({ schema: accepts(value), reader: isRead(value) }).toEqual({ schema: false, reader: false });
  });

  it.each(onlyReaderSees.map((value) => [JSON.stringify(value), value]))("but for %s", (_, value) => {
    expect({ schema: accepts(value), reader: isRead(value) }).toEqual({ schema: true, reader: false });
  });

  it("on the keys there are", () => {
    expect(Object.keys(schema.properties).toSorted()).toEqual([...optionKeys, ...hostKeys, "config"].toSorted());
    expect(schema.then.propertyNames.enum.toSorted()).toEqual([...hostKeys, "config"].toSorted());
  });

  it("on the defaults", () => {
    const { options } = readEntry(fromValue({}), "/project");
    const { instrument, callers, runtime, quiet, buckets, include, exclude } = schema.properties;
    expect(options).toMatchObject({
      instrument: instrument.default,
      callers: callers.default,
      runtime: runtime.default,
      quiet: quiet.default,
      buckets: buckets.default,
      include: include.default,
      exclude: exclude.default,
    });
    expect(buckets.default).toEqual(defaultBuckets);
  });

  it("on the examples", () => {
    const examples: [string, { examples?: unknown[] }][] = Object.entries(schema.properties);
    const cases = examples.flatMap(([key, { examples = [] }]) => examples.map((example) => ({ [key]: example })));
    expect(cases.length).toBeGreaterThan(4);
    for (const value of cases.filter((value) => !("config" in value))) {
      expect({ value, schema: accepts(value), reader: isRead(value) }).toEqual({ value, schema: true, reader: true });
    }
  });
});
