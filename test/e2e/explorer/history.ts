/** Days of an objective's calls, for a Prometheus that was not there to scrape them. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

interface Past {
  readonly service: string;
  readonly objective: string;
  readonly callsPerMinute: number;
  /** Hours ago. */
  readonly from: number;
  readonly to: number;
}

/** Writes blocks of samples in which no call failed. @returns Prometheus' data folder */
export async function writeHistory(promtool: string, folder: string, past: Past): Promise<string> {
  const { service, objective, callsPerMinute, from, to } = past;
  const now = Math.floor(Date.now() / 1000);
  const lines: string[] = [];
  for (const result of ["ok", "error"]) {
    let value = 0;
    for (let time = now - from * 3_600; time <= now - to * 3_600; time += 60) {
      const labels = `service_name="${service}",objective_name="${objective}",sli="success_rate",result="${result}"`;
      lines.push(`autometrics_objective_calls_total{instance="before",${labels}} ${value} ${time}`);
      if (result === "ok") value += callsPerMinute;
    }
  }
  const file = join(folder, "history.txt");
  writeFileSync(file, `${lines.join("\n")}\n# EOF\n`);
  const data = join(folder, "data");
  await promisify(execFile)(promtool, ["tsdb", "create-blocks-from", "openmetrics", file, data]);
  return data;
}
