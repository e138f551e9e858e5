/**
 * Serves `/metrics` for a program that serves nothing itself: `node --import ts-autometrics/serve app.js`. Only the
 * address is said on stderr; the process ends when it would end without us, and nothing here can fail it.
 */
import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";
import { describe } from "./failures.js";
import { type Address, explainListenError, readAddress, urlOf } from "./metricsAddress.js";
import { createMetricsServer } from "./metricsServer.js";
import { warnOnce } from "./warnings.js";

serveOnce();

/**
 * `--import` runs in every worker thread too, and a package may be loaded twice. What is noted here is seen by this
 * thread and by the threads it starts: they leave serving to it, unless they are given a port of their own.
 */
function serveOnce(): void {
  const key = "ts-autometrics.serve";
  const port = process.env.AUTOMETRICS_PORT ?? "";
  if (getEnvironmentData(key) === port) return;
  setEnvironmentData(key, port);
  try {
    serve(readAddress(process.env));
  } catch (error) {
    warn(describe(error));
  }
}

function serve(address: Address): void {
  const server = createMetricsServer();
  server.on("error", (error) => warn(explainListenError(error, address)));
  server.on("listening", () => {
    // Not `process.stderr.write`, which would end the process if nobody reads stderr any more.
    console.error(`ts-autometrics: metrics at ${urlOf(server.address(), address)}`);
  });
  // In a worker of node:cluster, "exclusive" means this process; otherwise the workers would take turns to answer.
  server.listen({ ...address, exclusive: true });
}

function warn(reason: string): void {
  warnOnce("serve", `the metrics of this process are not served: ${reason}`);
}
