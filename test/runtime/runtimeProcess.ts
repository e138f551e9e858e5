import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs a program (an ES module's text) against the built runtime in a process of its own, where it is the first to
 * load it, and gives what it printed as JSON with its last line of stdout.
 */
export async function runWithRuntime(
  source: string,
  env: Record<string, string> = {},
): Promise<{ result: unknown; stderr: string }> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", source], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", AUTOMETRICS_SERVICE_NAME: "test-service", ...env },
  });
  return { result: JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "null"), stderr };
}

/** The start of such a program: the runtime, prom-client, and two call sites under an objective. */
export const prelude = `
  // A process that has run for an hour, so that a call may have begun seconds ago.
  const clock = Object.getPrototypeOf(performance);
  const { now } = clock;
  clock.now = function () { return now.call(this) + 3_600_000; };
  const am = await import("ts-autometrics/runtime");
  const { default: prometheus } = await import("prom-client");
  const { register, Registry, AggregatorRegistry } = prometheus;
  const objective = {
    name: "api",
    successRate: { percentile: "99.9", target: 0.999 },
    latency: { threshold: 0.25, percentile: "99", target: 0.99 },
  };
  const users = am.module({ name: "src/users", package: "test", options: "00000000", objectives: [objective] });
  const load = am.define(users, "load", { objective: "api" });
  const plain = am.define(users, "plain");
  const gauge = am.define(users, "gauge", { concurrency: true });
  const call = (site, { failed = false, seconds = 0 } = {}) => {
    const time = am.start(site) - seconds * 1000;
    am.end(site, failed ? -time : time);
  };
  const lines = async (text, start) => (await text).split("\\n").filter((line) => line.startsWith(start));
  const print = (value) => console.log(JSON.stringify(value));
`;
