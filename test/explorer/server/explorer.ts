/** The Explorer's server in a test, and requests as no browser would send them. */
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Evaluator } from "../../../explorer/query/evaluate.js";
import type { Memory } from "../../../explorer/samples/memory.js";
import { type ExplorerSettings, startExplorer } from "../../../explorer/server/server.js";
import type { Source } from "../../../explorer/sources/source.js";
import { Scrapes } from "../scrapes.js";

export interface Exchange {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

export class TestExplorer {
  readonly url: URL;
  readonly warnings: string[];

  private constructor(url: string, warnings: string[]) {
    this.url = new URL(url);
    this.warnings = warnings;
  }

  static async start(settings: Partial<ExplorerSettings> = {}): Promise<TestExplorer> {
    const warnings: string[] = [];
    const explorer = await startExplorer({
      source: sourceOf(new Scrapes().memory),
      placeOf: () => null,
      version: "1.2.3",
      port: 0,
      pageFolder: join(tmpdir(), "there-is-no-such-folder"),
      warn: (text) => warnings.push(text),
      ...settings,
    });
    onTestFinished(() => explorer.stop());
    return new TestExplorer(explorer.url, warnings);
  }

  /** Sends a path as it is written. */
  send(path: string, { method = "GET", headers = {} }: Sent = {}): Promise<Exchange> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: this.url.hostname, port: this.url.port, path, method, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8").on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      sent.on("error", reject).end();
    });
  }

  async error(path: string, sent?: Sent): Promise<readonly [status: number, error: string]> {
    const { status, text } = await this.send(path, sent);
    return [status, JSON.parse(text).error];
  }

  async json(path: string, parameters: Record<string, string | number> = {}): Promise<unknown> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
    const { status, text } = await this.send(`${path}?${query}`);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return JSON.parse(text);
  }
}

/** Answers from a memory that a test has filled. */
export function sourceOf(memory: Memory, resolution = 10): Source {
  const evaluator = new Evaluator(memory);
  return {
    instant: async (query, time) => evaluator.instant(query, time),
    range: async (query, range) => evaluator.range(query, range),
    status: async () => ({ kind: "application", targets: [], keeps: 3600 }),
    dataSince: async () => (memory.start === undefined ? null : memory.start / 1000),
    resolution: async () => resolution,
    queryLink: null,
    alerts: async () => [],
    stop: () => {},
  };
}
