/** A real Prometheus in a folder of its own, for as long as a test needs it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

export interface PrometheusSettings {
  /** The program. */
  readonly path: string;
  /** `host:port` of what is scraped every second. */
  readonly targets: readonly string[];
  /** Rule files' texts. */
  readonly rules?: readonly string[];
  /** A folder with blocks of samples that there were before. */
  readonly data?: string;
  /** `host:port` of an Alertmanager. */
  readonly alertmanager?: string;
}

export interface QuerySample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export class Prometheus {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, process: ChildProcess, folder: string) {
    this.url = url;
    this.#process = process;
    this.#folder = folder;
  }

  static async start({ path, targets, rules = [], data, alertmanager }: PrometheusSettings): Promise<Prometheus> {
    const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-prometheus-"));
    const files = rules.map((text, number) => {
      writeFileSync(join(folder, `rules${number}.yml`), text);
      return `rules${number}.yml`;
    });
    const config = {
      global: { scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
      scrape_configs: [{ job_name: "test", static_configs: [{ targets }] }],
      rule_files: files,
      ...(alertmanager !== undefined && {
        alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
      }),
    };
    // JSON is YAML.
    writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(config));
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(
      path,
      [
        `--config.file=${join(folder, "prometheus.yml")}`,
        `--storage.tsdb.path=${data ?? join(folder, "data")}`,
        `--web.listen-address=${address}`,
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    const written: string[] = [];
    child.stderr.on("data", (chunk) => written.push(String(chunk)));
    const prometheus = new Prometheus(`http://${address}`, child, folder);
    while (!(await prometheus.#isReady())) {
      if (child.exitCode !== null) throw new Error(written.join(""));
      await delay(50);
    }
    return prometheus;
  }

  async query(expression: string): Promise<QuerySample[]> {
    const response = await fetch(`${this.url}/api/v1/query?query=${encodeURIComponent(expression)}`);
    const { status, data, error } = (await response.json()) as QueryResponse;
    if (status !== "success") throw new Error(`${error}: ${expression}`);
    return data.result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
  }

  /** The samples themselves of the only series that a selector matches: seconds and values. */
  async samples(selector: string, range: string): Promise<readonly (readonly [time: number, value: number])[]> {
    const response = await fetch(`${this.url}/api/v1/query?query=${encodeURIComponent(`${selector}[${range}]`)}`);
    const { data } = (await response.json()) as {
      data: { result: readonly { values: readonly [number, string][] }[] };
    };
    return (data.result[0]?.values ?? []).map(([time, value]) => [time, Number(value)]);
  }

  /** Asks again and again until the answer is as wanted; fails when it is not within the test's time. */
  async until(expression: string, isWanted: (samples: readonly QuerySample[]) => boolean): Promise<QuerySample[]> {
    for (;;) {
      const samples = await this.query(expression);
      if (isWanted(samples)) return samples;
      await delay(200);
    }
  }

  async stop(): Promise<void> {
    const closed = once(this.#process, "close");
    this.#process.kill("SIGKILL");
    await closed;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/-/ready`)).ok;
    } catch {
      return false;
    }
  }
}

interface QueryResponse {
  readonly status: string;
  readonly error?: string;
  readonly data: {
    readonly result: readonly { readonly metric: Record<string, string>; readonly value: readonly [number, string] }[];
  };
}

/** Prometheus cannot say which port it took when it is given 0. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
