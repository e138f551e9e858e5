import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Objective } from "../slo/objective.js";
import { CommandError } from "./command.js";

/**
 * The objectives that a configuration file declares, which is a tsconfig or an autometrics.json.
 *
 * SEAM: reads plain JSON without checking it, until the configuration's own reader (`findConfiguration` for a tsconfig,
 * `readConfiguration` for the rest) is on this branch; its problems then become the CommandError.
 */
export function loadObjectives(fileName: string, cwd: string): readonly Objective[] {
  const path = resolve(cwd, fileName);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new CommandError(`'${fileName}' cannot be read; name a tsconfig.json or an autometrics.json`);
  }
  const root: Configuration & { compilerOptions?: { plugins?: Configuration[] } } = JSON.parse(text);
  const entry = root.compilerOptions?.plugins?.find(({ transform }) => transform?.startsWith("ts-autometrics/"));
  if (entry?.config !== undefined) return loadObjectives(entry.config, dirname(path));
  const { objectives = {} } = entry ?? root;
  if (Object.keys(objectives).length === 0) {
    throw new CommandError(`'${basename(path)}' declares no objectives; write them under 'objectives'`);
  }
  return Object.entries(objectives).map(([name, { successRate, latency }]) => ({
    name,
    ...(successRate !== undefined && { successRate }),
    ...(latency && { latency: { threshold: seconds(latency[0]), percentile: latency[1] } }),
  }));
}

interface Configuration {
  readonly transform?: string;
  readonly config?: string;
  readonly objectives?: Record<string, { successRate?: number; latency?: [string | number, number] }>;
}

function seconds(threshold: string | number): number {
  return Number(String(threshold).replace(/ms$/, "e-3").replace(/s$/, ""));
}
