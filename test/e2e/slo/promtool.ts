/** Scenarios for Prometheus' own unit tester of rules, written as data. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";

export interface Scenario {
  readonly name: string;
  /** Rule files' texts. */
  readonly rules: readonly string[];
  /** Minutes between samples, and between evaluations. */
  readonly step: number;
  /** Series in promtool's notation: `metric{label="value"}` → `0+100x60`. */
  readonly input: Readonly<Record<string, string>>;
  readonly checks: readonly Check[];
}

export type Check = SampleCheck | AlertCheck;

export interface SampleCheck {
  /** Minutes. */
  readonly at: number;
  readonly expr: string;
  /** Value by labels (`{}`, `name{a="b"}`), or the value of a sample without labels; nothing must be found for `none`. */
  readonly gives: "none" | number | Readonly<Record<string, number>>;
}

export interface AlertCheck {
  readonly at: number;
  readonly alert: string;
  /** All that fire, exactly. */
  readonly firing: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/** What promtool says about each scenario, by name: the empty string where it has nothing to complain about. */
export async function play(promtool: string, scenarios: readonly Scenario[]): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-rules-"));
  try {
    const queue = scenarios.map((scenario, number) => ({ scenario, file: write(folder, scenario, number) }));
    const said = new Map<string, string>();
    const work = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        said.set(next.scenario.name, await complaints(promtool, ["test", "rules", next.file]));
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What promtool's check and all of its linters say about rules; the empty string where they are content. */
export async function lint(promtool: string, rules: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-rules-"));
  try {
    writeFileSync(join(folder, "rules.yml"), rules);
    return await complaints(promtool, ["check", "rules", "--lint=all", "--lint-fatal", join(folder, "rules.yml")]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function complaints(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(error === null ? "" : `${stdout}${stderr}${error.message}`);
    });
  });
}

function write(folder: string, { name, rules, step, input, checks }: Scenario, number: number): string {
  const files = rules.map((text, i) => {
    const file = join(folder, `${number}-rules${i}.yml`);
    writeFileSync(file, text);
    return file;
  });
  const file = join(folder, `${number}.yml`);
  const test = {
    name,
    interval: `${step}m`,
    input_series: Object.entries(input).map(([series, values]) => ({ series, values })),
    promql_expr_test: checks.filter((check) => "expr" in check).map(sampleTest),
    alert_rule_test: checks.filter((check) => "alert" in check).map(alertTest),
  };
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ rule_files: files, evaluation_interval: `${step}m`, tests: [test] }));
  return file;
}

function sampleTest({ at, expr, gives }: SampleCheck): object {
  const samples = gives === "none" ? {} : typeof gives === "number" ? { "{}": gives } : gives;
  return {
    expr,
    eval_time: `${at}m`,
    exp_samples: Object.entries(samples).map(([labels, value]) => ({ labels, value })),
  };
}

function alertTest({ at, alert, firing }: AlertCheck): object {
  return {
    eval_time: `${at}m`,
    alertname: alert,
    exp_alerts: firing.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations })),
  };
}
