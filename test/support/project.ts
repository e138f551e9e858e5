/** A user's project in a folder of its own: written, built and run as its user would. */
import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll } from "vitest";
import transformer from "../../transformer/index.js";
import { compilerHost } from "./compilerHost.js";
import { Metrics } from "./metrics.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export interface Settings {
  /** Over the defaults: Node's ES modules, strict, from `src` to `dist`. */
  readonly compilerOptions?: Record<string, unknown>;
  /** The plugin's entry in tsconfig, without `transform`. */
  readonly options?: Record<string, unknown>;
  readonly packageJson?: Record<string, unknown>;
  /** What the project has installed beside the compiler, prom-client and ts-autometrics. */
  readonly packages?: readonly string[];
  /** The node_modules that those are in. Default: this repository's. */
  readonly installed?: string;
}

export interface EmitSettings {
  /** Transformers around ours, as other entries in `plugins` would be. */
  readonly before?: readonly ts.TransformerFactory<ts.SourceFile>[];
  readonly after?: readonly ts.TransformerFactory<ts.SourceFile>[];
  /** How often ours stands in the list. */
  readonly times?: number;
}

export interface Emission {
  readonly program: ts.Program;
  /** Ours, in the compiler's own format. */
  readonly problems: string;
}

export interface Run {
  /** The last line of stdout, as JSON. */
  readonly result: unknown;
  /** What a scrape gives when the program has nothing left to do; empty when it crashed. */
  readonly metrics: Metrics;
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

const objectives = { api: { successRate: 99.9, latency: ["250ms", 99] } };

export class Project {
  readonly folder: string;
  readonly #options: Record<string, unknown>;

  /** @param files Path → text. Without a folder in its path, a file is a source: `main.ts` is `src/main.ts`. */
  constructor(files: Record<string, string>, settings: Settings = {}) {
    const { compilerOptions, options, packageJson, packages = [], installed } = settings;
    // Real, as the compiler resolves links and would see two paths of one file.
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "ts-autometrics-")));
    folders.push(this.folder);
    this.#options = { objectives, ...options };
    this.#link("ts-autometrics", root);
    for (const name of ["prom-client", "typescript", "ts-patch", "@types"]) {
      this.#link(name, join(root, "node_modules", name));
    }
    for (const name of packages) this.#link(name, join(installed ?? join(root, "node_modules"), name));
    this.write("package.json", JSON.stringify({ name: "project", type: "module", ...packageJson }));
    this.write(
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          target: "es2022",
          module: "nodenext",
          strict: true,
          skipLibCheck: true,
          rootDir: "src",
          outDir: "dist",
          types: ["node"],
          ...compilerOptions,
          plugins: [{ transform: "ts-autometrics/transformer", ...this.#options }],
        },
        include: ["src"],
      }),
    );
    for (const [path, text] of Object.entries(files)) this.write(path.includes("/") ? path : `src/${path}`, text);
  }

  write(path: string, text: string): void {
    const full = join(this.folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), "utf8");
  }

  program(): ts.Program {
    const config = ts.getParsedCommandLineOfConfigFile(
      join(this.folder, "tsconfig.json"),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
          throw new Error(this.#format([diagnostic]));
        },
      },
    );
    if (config === undefined || config.errors.length > 0) throw new Error(this.#format(config?.errors ?? []));
    const { fileNames, options } = config;
    return ts.createProgram(fileNames, options, compilerHost(options));
  }

  /** Emits in this process, with the transformer from its sources. */
  emit({ before = [], after = [], times = 1 }: EmitSettings = {}): Emission {
    const program = this.program();
    const diagnostics: ts.Diagnostic[] = [];
    const ours = Array.from({ length: times }, () =>
      transformer(program, this.#options, { ts, addDiagnostic: (diagnostic) => diagnostics.push(diagnostic) }),
    );
    program.emit(undefined, undefined, undefined, undefined, { before: [...before, ...ours, ...after] });
    return { program, problems: this.#format(diagnostics) };
  }

  /** As `emit`, for a project that has no mistakes, in its types neither. */
  build(settings?: EmitSettings): this {
    const { program, problems } = this.emit(settings);
    const errors = problems + this.#format(ts.getPreEmitDiagnostics(program));
    if (errors !== "") throw new Error(errors);
    return this;
  }

  /** Builds with ts-patch's compiler in a process of its own, with the transformer from the built package. */
  tspc(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const compiler = join(root, "node_modules/ts-patch/bin/tspc.js");
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [compiler, ...args], { cwd: this.folder }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      );
    });
  }

  /** Runs an emitted file in a process of its own until there is nothing left to do. */
  run(entry = "dist/main.js", nodeOptions: readonly string[] = []): Promise<Run> {
    const runner = join(root, "test/support/runner.mjs");
    const child = spawn(process.execPath, [...nodeOptions, runner, join(this.folder, entry)], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, AUTOMETRICS_SERVICE_NAME: "test-service" },
      stdio: ["ignore", "pipe", "pipe", "pipe"],
    });
    const [stdout, stderr, metrics] = child.stdio.slice(1).map((stream) => {
      const chunks: Buffer[] = [];
      stream?.on("data", (chunk: Buffer) => chunks.push(chunk));
      return () => Buffer.concat(chunks).toString();
    });
    return new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        const out = stdout?.() ?? "";
        const last = out.trimEnd().split("\n").at(-1) ?? "";
        resolve({
          result: /^[[{"\dtfn-]/.test(last) ? JSON.parse(last) : undefined,
          metrics: new Metrics(metrics?.() ?? ""),
          stdout: out,
          stderr: stderr?.() ?? "",
          code,
        });
      });
    });
  }

  #link(name: string, target: string): void {
    const link = join(this.folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, "junction");
  }

  #format(diagnostics: readonly ts.Diagnostic[]): string {
    return ts.formatDiagnostics(diagnostics, {
      getCurrentDirectory: () => this.folder,
      getCanonicalFileName: (fileName) => fileName,
      getNewLine: () => "\n",
    });
  }
}
