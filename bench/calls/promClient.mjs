// prom-client by hand, as its README shows it: a timer, and a counter by result.
import prometheus from "../prometheus.mjs";
import { buckets, counterLabels, histogramLabels } from "../series.mjs";

const { Counter, Histogram, Registry } = prometheus;

/** The same series as the emitted code keeps. */
export const sameSeries = variants(counterLabels, histogramLabels, {
  counted: {
    function: "add",
    module: "calls",
    service_name: "bench",
    caller_function: "",
    caller_module: "",
    objective_name: "api",
    objective_percentile: "99.9",
  },
  timed: {
    function: "add",
    module: "calls",
    service_name: "bench",
    objective_name: "api",
    objective_percentile: "99",
    objective_latency_threshold: "0.25",
  },
});

/** With as few labels as tell functions and results apart. */
export const fewLabels = variants(["function", "module", "result"], ["function", "module"], {
  counted: { function: "add", module: "calls" },
  timed: { function: "add", module: "calls" },
});

function variants(counterLabels, histogramLabels, { counted, timed }) {
  const registers = [new Registry()];
  const calls = new Counter({ name: "calls_total", help: "calls", labelNames: counterLabels, registers });
  const duration = new Histogram({
    name: "duration_seconds",
    help: "duration",
    labelNames: histogramLabels,
    buckets,
    registers,
  });
  // Made once: a constant is the cheapest way to say labels.
  const ok = { ...counted, result: "ok" };
  const error = { ...counted, result: "error" };

  return {
    number(a, b) {
      const end = duration.startTimer(timed);
      try {
        const result = a + b;
        calls.inc(ok);
        return result;
      } catch (thrown) {
        calls.inc(error);
        throw thrown;
      } finally {
        end();
      }
    },
    async asyncNumber(a, b) {
      const end = duration.startTimer(timed);
      try {
        const result = a + b;
        calls.inc(ok);
        return result;
      } catch (thrown) {
        calls.inc(error);
        throw thrown;
      } finally {
        end();
      }
    },
  };
}
