/** The text that Prometheus scrapes, read. */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Calls {
  readonly ok: number;
  readonly error: number;
}

export class Metrics {
  readonly samples: readonly Sample[];

  constructor(text: string) {
    this.samples = text
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map(readSample);
  }

  /** The samples of a name whose labels are among others these. */
  find(name: string, labels: Record<string, string> = {}): Sample[] {
    return this.samples.filter(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([label, value]) => sample.labels[label] === value),
    );
  }

  /**
   * How often each function was called, by its label; of one module, or of all. Fails where the histogram does not say
   * the same as the counter.
   */
  calls(module?: string): Record<string, Calls> {
    const calls: Record<string, Calls> = {};
    const inModule = module === undefined ? {} : { module };
    for (const { labels } of this.find("function_calls_total", { ...inModule, result: "ok" })) {
      const one = { function: labels.function ?? "", module: labels.module ?? "" };
      if (one.function in calls) throw new Error(`two functions are called '${one.function}'`);
      const ok = this.value("function_calls_total", { ...one, result: "ok" });
      const error = this.value("function_calls_total", { ...one, result: "error" });
      const [count] = this.find("function_calls_duration_seconds_count", one);
      if ((count?.value ?? 0) !== ok + error) {
        throw new Error(`'${one.function}' has ${ok} + ${error} calls and ${count?.value} durations`);
      }
      calls[one.function] = { ok, error };
    }
    return calls;
  }

  /** The value of the one sample that there is. */
  value(name: string, labels: Record<string, string> = {}): number {
    const found = this.find(name, labels);
    const [sample] = found;
    if (sample === undefined || found.length > 1) {
      throw new Error(`${found.length} samples of ${name}${JSON.stringify(labels)}`);
    }
    return sample.value;
  }
}

function readSample(line: string): Sample {
  const parts = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (parts === null) throw new Error(`no sample: ${line}`);
  const [, name = "", labels = "", value] = parts;
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = "", text = ""]) => [
    label,
    text.replace(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped)),
  ]);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}
