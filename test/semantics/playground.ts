/** A folder for built programs, and a process that runs them. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";
import type { Files } from "./compile.js";
import type { Program, Report } from "./executor.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

export class Playground {
  readonly #folder: string;
  readonly #flags: readonly string[];
  #process: Promise<ChildProcess> | undefined;
  #folders = 0;

  constructor(flags: readonly string[] = []) {
    this.#flags = flags;
    this.#folder = realpathSync(mkdtempSync(join(tmpdir(), "semantics-")));
    mkdirSync(join(this.#folder, "node_modules"));
    for (const name of ["ts-autometrics", "prom-client", "knex", "tslib"]) {
      const target = name === "ts-autometrics" ? root : join(root, "node_modules", name);
      symlinkSync(target, join(this.#folder, "node_modules", name), "junction");
    }
  }

  /** A folder that no program was built in, where the package can be imported. */
  newFolder(): string {
    return join(this.#folder, `${++this.#folders}`);
  }

  /** Puts emitted files into a folder. */
  write(folder: string, files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  /** Runs programs one after the other. */
  async run(...programs: readonly Program[]): Promise<Report> {
    this.#process ??= start(this.#flags);
    const child = await this.#process;
    child.send(programs);
    return (await answer(child)) as Report; // What the executor sends.
  }

  /** The next program runs in a fresh process. */
  async restart(): Promise<void> {
    const child = await this.#process;
    this.#process = undefined;
    child?.kill();
  }

  async close(): Promise<void> {
    await this.restart();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

const executor = fileURLToPath(new URL("executor.ts", import.meta.url));

async function start(flags: readonly string[]): Promise<ChildProcess> {
  const { code } = transformSync(readFileSync(executor, "utf8"), { loader: "ts", format: "esm" });
  const child = spawn(process.execPath, [...flags, "--input-type=module", "-e", code], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { PATH: process.env.PATH, AUTOMETRICS_SERVICE_NAME: "test-service" },
  });
  await answer(child);
  return child;
}

async function answer(child: ChildProcess): Promise<unknown> {
  const done = new AbortController();
  const ended = once(child, "exit", done).then(([code]) => Promise.reject(new Error(`the process ended with ${code}`)));
  try {
    const [message] = await Promise.race([once(child, "message", done), ended]);
    return message;
  } finally {
    done.abort();
    ended.catch(() => undefined);
  }
}
