/** A project in a folder of its own that has a toolchain installed. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { write } from "../package/strangers.js";
import type { Toolchain } from "./toolchains.js";

export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What must make no difference. */
export interface Surroundings {
  /** The project's path in a temporary folder. */
  readonly path?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export class ToolchainProject {
  readonly folder: string;
  readonly #toolchain: Toolchain;
  readonly #temporary: string;
  readonly #env: NodeJS.ProcessEnv;

  constructor(
    toolchain: Toolchain,
    files: Readonly<Record<string, string | object>> = {},
    { path = ".", env = {} }: Surroundings = {},
  ) {
    this.#toolchain = toolchain;
    this.#temporary = realpathSync(mkdtempSync(join(tmpdir(), "ts-autometrics-matrix-")));
    this.#env = { PATH: process.env.PATH, ...env };
    this.folder = join(this.#temporary, path);
    mkdirSync(this.folder, { recursive: true });
    symlinkSync(toolchain.nodeModules, join(this.folder, "node_modules"), "junction");
    this.write(files);
  }

  /** An object is written as JSON. */
  write(files: Readonly<Record<string, string | object>>): void {
    const text = (content: string | object) =>
      typeof content === "string" ? content : `${JSON.stringify(content, undefined, 2)}\n`;
    write(this.folder, Object.fromEntries(Object.entries(files).map(([name, content]) => [name, text(content)])));
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true, force: true });
  }

  /** Removes the project. */
  dispose(): void {
    rmSync(this.#temporary, { recursive: true, force: true });
  }

  /** Builds with ts-patch's compiler. */
  tspc(node: string, ...args: string[]): Promise<Output> {
    return this.start(node, ...this.#compiler(), ...args).ended;
  }

  /** Starts a compiler that watches. */
  watch(node: string, ...args: string[]): Running {
    return this.start(node, ...this.#compiler(), "--watch", "--preserveWatchOutput", ...args);
  }

  start(node: string, ...args: string[]): Running {
    return new Running(spawn(node, args, { cwd: this.folder, env: this.#env }));
  }

  #compiler(): string[] {
    return [join(this.#toolchain.nodeModules, "ts-patch/bin/tspc.js")];
  }
}

/** A process and what it has printed so far. */
export class Running {
  stdout = "";
  stderr = "";
  readonly ended: Promise<Output>;
  readonly #child: ChildProcess;
  #check = () => {};

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdin?.end();
    child.stdout?.on("data", (chunk) => {
      this.stdout += chunk;
      this.#check();
    });
    child.stderr?.on("data", (chunk) => {
      this.stderr += chunk;
      this.#check();
    });
    this.ended = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        resolve({ code, stdout: this.stdout, stderr: this.stderr });
        this.#check();
      });
    });
  }

  /** Waits until so much of the pattern's matches have been printed; fails if the process ends before. */
  until(pattern: RegExp, times = 1): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#check = () => {
        if ((this.stdout.match(new RegExp(pattern, "g")) ?? []).length >= times) resolve();
        else if (this.#child.exitCode !== null) reject(new Error(`it ended:\n${this.stdout}\n${this.stderr}`));
      };
      this.#check();
    });
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await this.ended;
  }
}
