import type { Problem } from "../diagnostics/problem.js";
import type { Options } from "./options.js";
// TEMP until branch options is merged
export function loadOptions(
  _ts: any,
  program: any,
  entry: any,
): { options?: Options; problems: Problem[]; warnings: Problem[]; folder: string } {
  const objectives = new Map<string, any>();
  for (const [name, o] of Object.entries<any>(entry.objectives ?? {}))
    objectives.set(name, {
      name,
      ...(o.successRate && { successRate: o.successRate }),
      ...(o.latency && { latency: { threshold: parseFloat(o.latency[0]) / 1000, percentile: o.latency[1] } }),
    });
  const cfg = program.getCompilerOptions().configFilePath;
  return {
    options: {
      objectives,
      instrument: ["annotated"],
      include: [],
      exclude: [],
      routes: { exclude: [] },
      callers: false,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
      runtime: "ts-autometrics/runtime",
      quiet: false,
      hash: "00000000",
    },
    problems: [],
    warnings: [],
    folder: cfg ? cfg.replace(/\/[^/]*$/, "") : process.cwd(),
  };
}
