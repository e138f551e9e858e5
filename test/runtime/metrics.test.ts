import { describe, expect, it } from "vitest";
import { prelude, runWithRuntime } from "./runtimeProcess.js";

const run = async (body: string, env?: Record<string, string>) => (await runWithRuntime(prelude + body, env)).result;

const loadCounter = (result: string, value: number) =>
  `function_calls_total{function="load",module="src/users",service_name="test-service",result="${result}",caller_function="",caller_module="",objective_name="api",objective_percentile="99.9"} ${value}`;

describe("the default registry", () => {
  it("has both results of every function at 0 before any call", async () => {
    const counters = await run(`print(await lines(register.metrics(), 'function_calls_total{function="load"'))`);
    expect(counters).toEqual([loadCounter("ok", 0), loadCounter("error", 0)]);
  });

  it("counts calls by result", async () => {
    const counters = await run(`
      call(load); call(load); call(load, { failed: true });
      print(await lines(register.metrics(), 'function_calls_total{function="load"'));
    `);
    expect(counters).toEqual([loadCounter("ok", 2), loadCounter("error", 1)]);
  });

  it("gives objective labels only to functions with an objective, and empty ones to the others", async () => {
    const counters = await run(`print(await lines(register.metrics(), 'function_calls_total{function="plain"'))`);
    expect(counters).toEqual([
      'function_calls_total{function="plain",module="src/users",service_name="test-service",result="ok",caller_function="",caller_module="",objective_name="",objective_percentile=""} 0',
      'function_calls_total{function="plain",module="src/users",service_name="test-service",result="error",caller_function="",caller_module="",objective_name="",objective_percentile=""} 0',
    ]);
  });

  it("has the histogram of a latency objective from load, and any other from its first call", async () => {
    const before = `(await lines(register.metrics(), 'function_calls_duration_seconds_count'))`;
    const labels = (name: string) =>
      `function_calls_duration_seconds_count{function="${name}",module="src/users",service_name="test-service",`;
    const none = `objective_name="",objective_percentile="",objective_latency_threshold=""}`;
    expect(await run(`const a = ${before}; call(plain); print([a, ${before}]);`)).toEqual([
      [`${labels("load")}objective_name="api",objective_percentile="99",objective_latency_threshold="0.25"} 0`],
      [
        `${labels("load")}objective_name="api",objective_percentile="99",objective_latency_threshold="0.25"} 0`,
        `${labels("plain")}${none} 1`,
      ],
    ]);
  });

  it("puts a call into every bucket it is within", async () => {
    const buckets = await run(`
      call(load, { seconds: 0.2 }); call(load, { seconds: 3 }); call(load, { seconds: 20 });
      const found = await lines(register.metrics(), 'function_calls_duration_seconds_bucket');
      print(found.map((line) => [/le="([^"]+)"/.exec(line)[1], Number(line.split(" ").at(-1))]));
    `);
    expect(buckets).toEqual([
      ...["0.005", "0.01", "0.025", "0.05", "0.075", "0.1"].map((le) => [le, 0]),
      ...["0.25", "0.5", "0.75", "1", "2.5"].map((le) => [le, 1]),
      ...["5", "7.5", "10"].map((le) => [le, 2]),
      ["+Inf", 3],
    ]);
  });

  it("writes bounds as they were given", async () => {
    const bounds = await run(`
      const odd = am.module({ name: "odd", package: "odd", options: "1", buckets: [0.0015, 0.007, 0.3, 1.1, 3] });
      call(am.define(odd, "odd"));
      const found = await lines(register.metrics(), 'function_calls_duration_seconds_bucket');
      print(found.filter((line) => line.includes('"odd"')).map((line) => /le="([^"]+)"/.exec(line)[1]));
    `);
    expect(bounds).toEqual(["0.0015", "0.007", "0.3", "1.1", "3", "+Inf"]);
  });

  it("keeps the gauge of calls in flight only where it is asked for", async () => {
    const gauges = await run(`
      am.start(gauge); am.start(gauge); am.start(plain); call(gauge);
      print(await lines(register.metrics(), 'function_calls_concurrent{'));
    `);
    expect(gauges).toEqual([
      'function_calls_concurrent{function="gauge",module="src/users",service_name="test-service"} 2',
    ]);
  });

  it("states the targets of each objective", async () => {
    expect(await run(`print(await lines(register.metrics(), 'autometrics_objective_target_ratio{'))`)).toEqual([
      'autometrics_objective_target_ratio{service_name="test-service",objective_name="api",sli="success_rate",objective_latency_threshold=""} 0.999',
      'autometrics_objective_target_ratio{service_name="test-service",objective_name="api",sli="latency",objective_latency_threshold="0.25"} 0.99',
    ]);
  });

  it("sums each objective's events over its functions, from 0", async () => {
    const totals = `(await lines(register.metrics(), 'autometrics_objective_calls_total{')).map((line) => line.split(" ").at(-1)).join()`;
    const result = await run(`
      const before = ${totals};
      const other = am.define(users, "other", { objective: "api" });
      call(load); call(load, { failed: true }); call(other, { seconds: 0.3 }); call(other, { seconds: 0.3, failed: true }); call(plain);
      print([before, ${totals}]);
    `);
    // success ok, success error, latency ok, latency error
    expect(result).toEqual(["0,0,0,0", "2,2,2,2"]);
  });

  it("has no series of its own failures while there are none", async () => {
    expect(await run(`print(await lines(register.metrics(), 'autometrics_failures_total{'))`)).toEqual([]);
  });

  it("serves what is the program's in build_info", async () => {
    const env = { AUTOMETRICS_VERSION: "1.2.3", AUTOMETRICS_COMMIT: "abc", AUTOMETRICS_BRANCH: "main" };
    const url = { AUTOMETRICS_REPOSITORY_URL: "https://github.com/a/b", AUTOMETRICS_REPOSITORY_PROVIDER: "github" };
    expect(await run(`print(await lines(register.metrics(), 'build_info{'))`, { ...env, ...url })).toEqual([
      'build_info{service_name="test-service",autometrics_version="1.0.0",version="1.2.3",commit="abc",branch="main",repository_url="https://github.com/a/b",repository_provider="github"} 1',
    ]);
  });
});

describe("call sites with the same labels", () => {
  it("are one: the second goes on where the first stopped", async () => {
    const counters = await run(`
      call(load);
      const again = am.define(am.module({ name: "src/users", package: "test", options: "00000000", objectives: [objective] }), "load", { objective: "api" });
      call(again);
      print(await lines(register.metrics(), 'function_calls_total{function="load"'));
    `);
    expect(counters).toEqual([loadCounter("ok", 2), loadCounter("error", 0)]);
  });

  it("share every series that their objectives do not tell apart", async () => {
    const series = await run(`
      const fast = { name: "fast", latency: { threshold: 0.25, percentile: "99", target: 0.99 } };
      const jobs = am.module({ name: "src/jobs", package: "test", options: "00000000", objectives: [fast] });
      const before = am.define(jobs, "work", { concurrency: true });
      // The module was edited and loaded again, twice: its function counts towards an objective now.
      const after = am.define(jobs, "work", { concurrency: true, objective: "fast" });
      const again = am.define(jobs, "work", { concurrency: true, objective: "fast" });
      am.start(before); am.start(after); call(before); call(after); call(again);
      const found = (await lines(register.metrics(), "function_calls_")).filter((line) => line.includes('"work"'));
      print([after === again, found.filter((line) => !line.includes("_bucket") && !line.includes("_sum"))]);
    `);
    const labels = 'function="work",module="src/jobs",service_name="test-service"';
    const none = 'caller_function="",caller_module="",objective_name="",objective_percentile=""';
    expect(series).toEqual([
      true,
      [
        `function_calls_total{${labels},result="ok",${none}} 3`,
        `function_calls_total{${labels},result="error",${none}} 0`,
        `function_calls_duration_seconds_count{${labels},objective_name="",objective_percentile="",objective_latency_threshold=""} 1`,
        `function_calls_duration_seconds_count{${labels},objective_name="fast",objective_percentile="99",objective_latency_threshold="0.25"} 2`,
        `function_calls_concurrent{${labels}} 2`,
      ],
    ]);
  });
});

describe("prom-client's registries", () => {
  it("lose the metrics with clear() and have them back with the next module, or with register()", async () => {
    const count = `(await lines(register.metrics(), 'function_calls_total{')).length`;
    const result = await run(`
      call(load); register.clear(); call(load);
      const gone = ${count};
      am.register(register);
      const back = await lines(register.metrics(), 'function_calls_total{function="load"');
      register.clear();
      am.module({ name: "src/other", package: "test", options: "00000000" });
      print([gone, back[0].split(" ").at(-1), ${count}]);
    `);
    expect(result).toEqual([0, "2", 6]);
  });

  it("set the numbers to 0 with resetMetrics(), and calls in flight stay what they are", async () => {
    const result = await run(`
      call(load, { failed: true }); am.start(gauge); register.resetMetrics();
      const text = await register.metrics();
      print([...await lines(text, 'function_calls_total{function="load"'), ...await lines(text, "function_calls_concurrent{")]);
    `);
    expect(result).toEqual([
      loadCounter("ok", 0),
      loadCounter("error", 0),
      'function_calls_concurrent{function="gauge",module="src/users",service_name="test-service"} 1',
    ]);
  });

  it("of the application's own serve the metrics after register(registry)", async () => {
    const result = await run(`
      const own = new Registry(); am.register(own); am.register(own); call(load);
      print(await lines(own.metrics(), 'function_calls_total{function="load"'));
    `);
    expect(result).toEqual([loadCounter("ok", 1), loadCounter("error", 0)]);
  });

  it("add default labels to every sample, and do not replace ours", async () => {
    const result = await run(`
      register.setDefaultLabels({ app: "shop", service_name: "not-this" });
      const text = await register.metrics();
      print([(await lines(text, 'function_calls_total'))[0], (await lines(text, 'function_calls_duration_seconds_sum'))[0]]);
    `);
    expect(result).toEqual([
      expect.stringMatching(
        /^function_calls_total\{.*app="shop".*service_name="test-service"|service_name="test-service".*app="shop"/,
      ),
      expect.stringContaining('app="shop"'),
    ]);
    expect(JSON.stringify(result)).not.toContain("not-this");
  });

  it("serve OpenMetrics with the right names, and plain text after it too", async () => {
    const result = await run(`
      const names = async () => {
        const text = await register.metrics();
        return [...new Set((await lines(text, "")).filter((line) => /^(# TYPE )?(function_calls|autometrics_objective_calls)/.test(line)).map((line) => line.split("{")[0]))].sort();
      };
      const text = await names();
      register.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
      const open = await names();
      const end = (await register.metrics()).endsWith("# EOF\\n");
      register.setContentType(Registry.PROMETHEUS_CONTENT_TYPE);
      print([text, open, end, await names()]);
    `);
    const series = [
      "autometrics_objective_calls_total",
      "function_calls_duration_seconds_bucket",
      "function_calls_duration_seconds_count",
      "function_calls_duration_seconds_sum",
      "function_calls_total",
    ];
    const types = (suffix: string) => [
      `# TYPE autometrics_objective_calls${suffix} counter`,
      "# TYPE function_calls_concurrent gauge",
      "# TYPE function_calls_duration_seconds histogram",
      `# TYPE function_calls${suffix} counter`,
    ];
    const expected = (suffix: string) => [...types(suffix), ...series, "function_calls_concurrent"].toSorted();
    expect(result).toEqual([expected("_total"), expected(""), true, expected("_total")]);
  });

  it("of a cluster's workers add up in an AggregatorRegistry", async () => {
    const result = await run(`
      call(load); call(load, { failed: true, seconds: 0.3 });
      const worker = JSON.parse(JSON.stringify(await register.getMetricsAsJSON()));
      const sum = AggregatorRegistry.aggregate([worker, worker]);
      const text = await sum.metrics();
      print([
        ...await lines(text, 'function_calls_total{function="load"'),
        ...(await lines(text, 'function_calls_duration_seconds_bucket')).filter((line) => line.includes('le="0.25"')),
        ...await lines(text, 'autometrics_objective_target_ratio'),
        ...(await lines(text, "build_info")).map((line) => line.split(" ").at(-1)),
      ].map((line) => line.replace(/\\{.*\\}/, "")));
    `);
    expect(result).toEqual([
      "function_calls_total 2",
      "function_calls_total 2",
      "function_calls_duration_seconds_bucket 2",
      "autometrics_objective_target_ratio 0.999",
      "autometrics_objective_target_ratio 0.99",
      "1",
    ]);
  });

  it("that hold a metric of the same name keep it, and one warning says so", async () => {
    const { result, stderr } = await runWithRuntime(`
      import prometheus from "prom-client";
      new prometheus.Gauge({ name: "build_info", help: "the application's own" }).set(7);
      const am = await import("ts-autometrics/runtime");
      am.module({ name: "a", package: "p", options: "0" });
      const text = await prometheus.register.metrics();
      console.log(JSON.stringify([text.includes("build_info 7"), text.includes("function_calls_total")]));
    `);
    expect(result).toEqual([true, true]);
    expect(stderr.match(/a metric 'build_info' that is not ours/g)).toHaveLength(1);
  });
});

describe("what does not fit together is said once", () => {
  it("two definitions of one objective: the first is in force, and both modules are named", async () => {
    const { result, stderr } = await runWithRuntime(`${prelude}
      const other = { ...objective, successRate: { percentile: "99", target: 0.99 } };
      for (const name of ["src/b", "src/c"]) am.module({ name, package: "other", options: "1", objectives: [other] });
      print((await lines(register.metrics(), 'autometrics_objective_target_ratio{')).length);
    `);
    expect(result).toBe(2);
    expect(stderr.match(/the objective 'api' is defined in two ways/g)).toHaveLength(1);
    expect(stderr).toContain("'src/users' and 'src/b'");
  });

  it("two configurations in one package", async () => {
    const { stderr } = await runWithRuntime(`${prelude}
      for (const name of ["src/b", "src/c"]) am.module({ name, package: "test", options: "11111111" });
      print(null);
    `);
    expect(stderr.match(/the package 'test' was built with two different configurations/g)).toHaveLength(1);
  });

  it("a predicate that throws, which is counted", async () => {
    const { result, stderr } = await runWithRuntime(`${prelude}
      const broken = () => { throw new Error("broken predicate") };
      for (let i = 0; i < 3; i++) am.endSync(load, am.start(load), 1, broken);
      print([...await lines(register.metrics(), "autometrics_failures_total{"), ...await lines(register.metrics(), 'function_calls_total{function="load"')]);
    `);
    expect(result).toEqual([
      'autometrics_failures_total{service_name="test-service",kind="predicate"} 3',
      loadCounter("ok", 3),
      loadCounter("error", 0),
    ]);
    expect(stderr.match(/broken predicate/g)).toHaveLength(1);
  });
});
