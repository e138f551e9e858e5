import prometheus from "prom-client";
import { describe, expect, it } from "vitest";
import { ExpositionError, parseExposition } from "../../slo/exposition.js";

const samplesOf = (text: string) => [...parseExposition(text).values()].flatMap(({ samples }) => samples);

describe("a sample", () => {
  it("has a name, labels and a value", () => {
    expect(samplesOf('calls_total{function="load",module="src/users"} 12')).toEqual([
      { name: "calls_total", labels: { function: "load", module: "src/users" }, value: 12 },
    ]);
  });

  it("may have no labels, empty ones, spaces between everything and a comma at the end", () => {
    expect(samplesOf('up 1\na{} 2\nb { x = "1" , y="" , } 3\nc{x="1"}4')).toEqual([
      { name: "up", labels: {}, value: 1 },
      { name: "a", labels: {}, value: 2 },
      { name: "b", labels: { x: "1", y: "" }, value: 3 },
      { name: "c", labels: { x: "1" }, value: 4 },
    ]);
  });

  it("has its label values unescaped", () => {
    expect(samplesOf(String.raw`a{path="C:\\new",text="say \"hi\"\nto } , x=\"1\" # all"} 1`)[0]?.labels).toEqual({
      path: String.raw`C:\new`,
      text: 'say "hi"\nto } , x="1" # all',
    });
  });

  it.each([
    ["+Inf", Number.POSITIVE_INFINITY],
    ["-Inf", Number.NEGATIVE_INFINITY],
    ["NaN", Number.NaN],
    ["1.5e-3", 0.0015],
    ["-0.25", -0.25],
  ])("may have the value %s", (text, value) => {
    expect(samplesOf(`a ${text}`)[0]?.value).toBe(value);
  });

  it("may have a timestamp and an exemplar, which are passed over", () => {
    const text = 'a 1 1395066363000\nb{x="1"} 2 1.5e9 # {trace_id="abc"} 0.67 1520879607.789\nc 3 # {} 1';
    expect(samplesOf(text).map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it("may have its name and its labels' names in quotes", () => {
    expect(samplesOf(String.raw`{"my.calls","a \"b\""="1",plain="2"} 3`)).toEqual([
      { name: "my.calls", labels: { 'a "b"': "1", plain: "2" }, value: 3 },
    ]);
  });
});

describe("a family", () => {
  it("has the type and the help that comments declare", () => {
    const families = parseExposition(
      String.raw`# HELP calls_total Calls,\nby result \\o/
# TYPE calls_total counter
# a comment
calls_total 1
# TYPE size untyped
size 2`,
    );
    expect([...families.values()].map(({ name, type, help }) => [name, type, help])).toEqual([
      ["calls_total", "counter", "Calls,\nby result \\o/"],
      ["size", "unknown", ""],
    ]);
  });

  it("is made for samples that nothing declares", () => {
    expect(parseExposition("a 1\na 2\nb 3").get("a")).toMatchObject({
      type: "unknown",
      samples: [{ value: 1 }, { value: 2 }],
    });
  });

  it("of a histogram holds its buckets, sum and count", () => {
    const text = '# TYPE d histogram\nd_bucket{le="0.1"} 1\nd_bucket{le="+Inf"} 2\nd_sum 0.3\nd_count 2';
    expect(
      parseExposition(text)
        .get("d")
        ?.samples.map(({ name }) => name),
    ).toEqual(["d_bucket", "d_bucket", "d_sum", "d_count"]);
  });

  it("keeps a metric apart whose name only looks like a part of another", () => {
    const families = parseExposition("# TYPE d histogram\n# TYPE d_count gauge\nd_count 7\nd_sum 1");
    expect(families.get("d_count")?.samples).toHaveLength(1);
    expect(families.get("d")?.samples).toHaveLength(1);
  });

  it("of an OpenMetrics counter has the name that its samples have", () => {
    const families = parseExposition("# TYPE calls counter\n# UNIT calls\ncalls_total 1\ncalls_created 1.6e9\n# EOF\n");
    expect([...families.keys()]).toEqual(["calls_total"]);
    expect(families.get("calls_total")).toMatchObject({ name: "calls_total", type: "counter" });
  });
});

describe("what is no metric", () => {
  it.each([
    ["calls", 'expected a number at column 6, found ""'],
    ["calls one", 'expected a number at column 7, found "one"'],
    ['calls{a="1" 2', `expected ',' or '}' at column 12, found " 2"`],
    ["calls{a=1} 2", 'expected a quoted label value at column 9, found "1} 2"'],
    ['{a="1"} 2', 'expected a metric\'s name at column 8, found " 2"'],
    ["calls 1 2 3", 'expected a timestamp or the end of the line at column 8, found " 2 3"'],
    ["<html>", 'expected a metric\'s name at column 1, found "<html>"'],
  ])("is said with its place: %s", (line, message) => {
    expect(() => parseExposition(`up 1\n${line}`)).toThrow(new ExpositionError(2, message));
  });
});

it.each([
  ["text", prometheus.Registry.PROMETHEUS_CONTENT_TYPE],
  ["OpenMetrics", prometheus.Registry.OPENMETRICS_CONTENT_TYPE],
] as const)("reads what prom-client writes as %s", async (_format, contentType) => {
  const registry = new prometheus.Registry<prometheus.RegistryContentType>();
  registry.setContentType(contentType);
  const registers = [registry];
  const label = 'a "b"\\n\nc';
  new prometheus.Counter({ name: "calls_total", help: "Calls", labelNames: ["x"], registers }).inc({ x: label }, 3);
  new prometheus.Histogram({ name: "seconds", help: "Time", buckets: [0.1, 1], registers }).observe(0.5);
  new prometheus.Gauge({ name: "size", help: "Size", registers }).set(Number.NaN);

  const families = parseExposition(await registry.metrics());
  expect(families.get("calls_total")).toEqual({
    name: "calls_total",
    type: "counter",
    help: "Calls",
    samples: [{ name: "calls_total", labels: { x: label }, value: 3 }],
  });
  expect(families.get("seconds")?.samples).toEqual([
    { name: "seconds_bucket", labels: { le: "0.1" }, value: 0 },
    { name: "seconds_bucket", labels: { le: "1" }, value: 1 },
    { name: "seconds_bucket", labels: { le: "+Inf" }, value: 1 },
    { name: "seconds_sum", labels: {}, value: 0.5 },
    { name: "seconds_count", labels: {}, value: 1 },
  ]);
  expect(families.get("size")?.samples[0]?.value).toBeNaN();
});
