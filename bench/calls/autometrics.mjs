// @autometrics/autometrics, which wraps a function, with a reader as its exporters have. Without one it records nothing.
import { createRequire } from "node:module";
import { autometrics, registerExporter } from "@autometrics/autometrics";

// It brings an OpenTelemetry SDK of its own, and its readers must be of that.
const require = createRequire(import.meta.resolve("@autometrics/autometrics"));
const { MetricReader } = require("@opentelemetry/sdk-metrics");

class Reader extends MetricReader {
  async onShutdown() {}
  async onForceFlush() {}
}

registerExporter({ metricReader: new Reader() });

const objective = { name: "api", successRate: "99.9", latency: ["0.25", "99"] };

export const variants = {
  number: autometrics({ functionName: "number", moduleName: "calls", objective }, (a, b) => a + b),
  asyncNumber: autometrics({ functionName: "asyncNumber", moduleName: "calls", objective }, async (a, b) => a + b),
};
