/** The calls that a program's metrics tell of, written as in the fixtures' calls.json. */

interface Metric {
  readonly name: string;
  readonly values: readonly {
    readonly metricName?: string;
    readonly labels: Readonly<Record<string, string>>;
    readonly value: number;
  }[];
}

export type CallLog = Record<string, Record<string, string>>;

/** @param stdout A program's output, whose last line are prom-client's metrics as JSON. */
export function callLog(stdout: string): CallLog {
  const metrics: Metric[] = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  const values = (name: string) => metrics.find((metric) => metric.name === name)?.values ?? [];
  const counted = values("function_calls_total");
  const timed = values("function_calls_duration_seconds");
  const inFlight = values("function_calls_concurrent");

  const log: CallLog = {};
  for (const { labels, value: ok } of counted.filter(({ labels }) => labels.result === "ok")) {
    const { module = "", function: name = "" } = labels;
    const isSame = (other: { labels: Readonly<Record<string, string>> }) =>
      other.labels.module === module && other.labels.function === name;
    const errors = counted.find((other) => isSame(other) && other.labels.result === "error")?.value ?? Number.NaN;
    const count = timed.find((other) => isSame(other) && other.metricName?.endsWith("_count"));
    const concurrent = inFlight.find(isSame);

    const parts = [`${ok} ok`, `${errors} error`].filter((part) => !part.startsWith("0 "));
    const objective = labels.objective_name || count?.labels.objective_name;
    if (objective) parts.push(objective);
    if (concurrent !== undefined) parts.push("concurrency");
    if ((count?.value ?? 0) !== ok + errors) parts.push(`${count?.value} durations`);
    if (concurrent?.value) parts.push(`${concurrent.value} in flight`);
    log[module] = { ...log[module], [name]: parts.join(", ") };
  }
  return log;
}
