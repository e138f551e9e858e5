// OpenTelemetry's SDK by hand: a counter and a histogram, with a reader as an exporter would have.
import { performance } from "node:perf_hooks";
import { MeterProvider, MetricReader } from "@opentelemetry/sdk-metrics";
import { buckets } from "../series.mjs";

class Reader extends MetricReader {
  async onShutdown() {}
  async onForceFlush() {}
}

const meter = new MeterProvider({ readers: [new Reader()] }).getMeter("bench");
const calls = meter.createCounter("function.calls");
const duration = meter.createHistogram("function.calls.duration", {
  unit: "s",
  advice: { explicitBucketBoundaries: buckets },
});

const counted = {
  function: "add",
  module: "calls",
  "service.name": "bench",
  "caller.function": "",
  "caller.module": "",
  "objective.name": "api",
  "objective.percentile": "99.9",
};
const ok = { ...counted, result: "ok" };
const error = { ...counted, result: "error" };
const timed = {
  function: "add",
  module: "calls",
  "service.name": "bench",
  "objective.name": "api",
  "objective.percentile": "99",
  "objective.latency_threshold": "0.25",
};

export const variants = {
  number(a, b) {
    const start = performance.now();
    try {
      const result = a + b;
      calls.add(1, ok);
      return result;
    } catch (thrown) {
      calls.add(1, error);
      throw thrown;
    } finally {
      duration.record((performance.now() - start) / 1000, timed);
    }
  },
  async asyncNumber(a, b) {
    const start = performance.now();
    try {
      const result = a + b;
      calls.add(1, ok);
      return result;
    } catch (thrown) {
      calls.add(1, error);
      throw thrown;
    } finally {
      duration.record((performance.now() - start) / 1000, timed);
    }
  },
};
