import { describeFramework } from "./framework.js";
import { requests } from "./traffic.js";

/** One function answers everything there, so all calls are its. */
const labels = Object.fromEntries(Object.keys(requests).map((name) => [name, "handleRequest"]));

describeFramework({
  app: "node",
  class: "response",
  without: ["passes", "handsOn"],
  settings: { options: { routes: { objective: "api", exclude: ["serveMetrics"] } } },
  labels: labels as Record<keyof typeof requests, string>, // Object.fromEntries forgets the names
});
