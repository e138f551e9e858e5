import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Makes a folder of programs, by file name, that have this package as it was built, and prom-client. */
export function programs(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const modules = join(folder, "node_modules");
  mkdirSync(modules);
  symlinkSync(root, join(modules, "ts-autometrics"), "junction");
  symlinkSync(join(root, "node_modules/prom-client"), join(modules, "prom-client"), "junction");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

export interface ProgramOptions {
  /** Arguments of node, before the program. */
  readonly nodeOptions?: readonly string[];
  /** Arguments of the program. */
  readonly arguments?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A running program, which ends with the test if not by itself. */
export class Program {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<unknown>;
  #hasEnded = false;
  stdout = "";
  stderr = "";

  /** Starts `main` in a folder. */
  constructor(folder: string, main: string, options: ProgramOptions = {}) {
    this.#child = spawn(process.execPath, [...(options.nodeOptions ?? []), main, ...(options.arguments ?? [])], {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? "",
        AUTOMETRICS_SERVICE_NAME: "test-service",
        AUTOMETRICS_PORT: "0",
        ...options.env,
      },
    });
    this.#child.stdout.on("data", (data) => {
      this.stdout += data;
    });
    this.#child.stderr.on("data", (data) => {
      this.stderr += data;
    });
    // A program that has ended reads no more.
    this.#child.stdin.on("error", () => {});
    this.#ended = once(this.#child, "close").then(() => {
      this.#hasEnded = true;
    });
    onTestFinished(() => void this.#child.kill("SIGKILL"));
  }

  /** Waits for the exit, and gives its code. */
  async exitCode(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }

  /** Waits until stdout and stderr together have so many lines that match; gives what the first group matched. */
  async said(line: RegExp, times = 1): Promise<string[]> {
    for (;;) {
      const found = [...`${this.stdout}\n${this.stderr}`.matchAll(new RegExp(line, "gm"))];
      if (found.length >= times) return found.map((match) => match[1] ?? match[0]);
      if (this.#hasEnded) throw new Error(`the program ended without saying ${line}:\n${this.stdout}\n${this.stderr}`);
      await Promise.race([once(this.#child.stdout, "data"), once(this.#child.stderr, "data"), this.#ended]);
    }
  }

  /** Waits until `ts-autometrics/serve` has said in so many places where it serves. */
  metricsUrls(number: number): Promise<string[]> {
    return this.said(/^ts-autometrics: metrics at (http:\S+)$/, number);
  }

  async metricsUrl(): Promise<string> {
    return (await this.metricsUrls(1))[0] ?? "";
  }

  /** Sends a text to its stdin. */
  write(text: string): void {
    this.#child.stdin.write(text);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Ends its stdin: a program that waits for nothing else ends. */
  end(): void {
    this.#child.stdin.end();
  }

  /** Reads its stderr no more: what it writes there meets a broken pipe. */
  closeStderr(): void {
    this.#child.stderr.destroy();
  }
}
