import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** What a started process does when the one that started it is gone, even killed outright. */
const endWithParent = 'process.channel.unref(); process.once("disconnect", () => process.exit(1));';

/** A Node process that does not outlive this one, however this one ends. */
export class NodeProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #output = "";

  constructor(args: readonly string[], { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> }) {
    this.#child = spawn(process.execPath, ["--import", `data:text/javascript,${endWithParent}`, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        this.#output += text;
      });
    }
    const kill = () => this.#child.kill("SIGKILL");
    process.once("exit", kill);
    this.#ended = once(this.#child, "close").finally(() => process.removeListener("exit", kill));
  }

  /** What it has printed so far, on both streams. */
  get output(): string {
    return this.#output;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Waits for its end, and says whether it went well. */
  async end(): Promise<boolean> {
    await this.#ended;
    return this.#child.exitCode === 0;
  }

  /** Waits until its output has what a pattern describes; null when it ends before. */
  async prints(pattern: RegExp): Promise<RegExpExecArray | null> {
    while (!pattern.test(this.#output) && !this.hasEnded) {
      await Promise.race([this.#child.stdout && once(this.#child.stdout, "data"), this.#ended]);
    }
    return pattern.exec(this.#output);
  }

  /** Asks it to end and waits until it has; it is killed when it takes longer than two seconds. */
  async stop(): Promise<boolean> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 2000);
    return this.end().finally(() => clearTimeout(timer));
  }
}
