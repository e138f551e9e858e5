/** A user's project in a folder of its own: written, built and run as its user would. */
import { execFile, spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll } from "vitest";
import { instrument } from "../../bundler/instrument.js";
import { openProject } from "../../bundler/project.js";
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
  /** Name → the package of ours that is installed under it, as with `npm install name@npm:package`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The node_modules that those are in. Default: this repository's. */
  readonly installed?: string;
}

type Transformer = ts.TransformerFactory<ts.SourceFile>;

/** The transformers of a build, in their order. Each call of `ours` is as one entry in `plugins`. */
export type Pipeline = (ours: () => Transformer) => readonly Transformer[];

/**
 * How functions are instrumented: in the compiler's tree, as by `tspc`; or in the text of the sources, which the compiler
 * then gets as if they had been written so, as behind a bundler's plugin.
 */
export type Road = "tree" | "text";

/** A build without us, to compare with. */
export const untouched: Pipeline = () => [];

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
  /** The plugin's entry in tsconfig. */
  readonly options: Record<string, unknown>;

  /** @param files Path → text. Without a folder in its path, a file is a source: `main.ts` is `src/main.ts`. */
  constructor(files: Record<string, string>, settings: Settings = {}) {
    const { compilerOptions, options, packageJson, packages = [], aliases = {}, installed } = settings;
    // Real, as the compiler resolves links and would see two paths of one file.
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "ts-autometrics-")));
    folders.push(this.folder);
    this.options = { objectives, ...options };
    this.#link("ts-autometrics", root);
    const types = readdirSync(join(root, "node_modules/@types")).map((name) => `@types/${name}`);
    const own = ["prom-client", "typescript", "ts-patch", ...types];
    for (const name of own) if (!(name in aliases)) this.#link(name, join(root, "node_modules", name));
    for (const name of packages) {
      if (!(name in aliases)) this.#link(name, join(installed ?? join(root, "node_modules"), name));
    }
    for (const [name, target] of Object.entries(aliases)) this.#link(name, join(root, "node_modules", target));
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
          plugins: [{ transform: "ts-autometrics/transformer", ...this.options }],
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

  /** @param read Gives the text of a source that shall be another than what is written. */
  program(read?: (fileName: string) => string | undefined): ts.Program {
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
    const host = compilerHost(options);
    const { getSourceFile } = host;
    host.getSourceFile = (fileName, languageVersion, ...rest) => {
      const text = fileNames.includes(fileName) ? read?.(fileName) : undefined;
      if (text === undefined) return getSourceFile.call(host, fileName, languageVersion, ...rest);
      return ts.createSourceFile(fileName, text, languageVersion);
    };
    return ts.createProgram(fileNames, options, host);
  }

  /** Emits in this process, with the transformer from its sources. */
  emit(pipeline: Pipeline = (ours) => [ours()]): Emission {
    const program = this.program();
    const diagnostics: ts.Diagnostic[] = [];
    const addDiagnostic = (diagnostic: ts.Diagnostic) => diagnostics.push(diagnostic);
    const before = [...pipeline(() => transformer(program, this.options, { ts, addDiagnostic }))];
    program.emit(undefined, undefined, undefined, undefined, { before });
    return { program, problems: this.#format(diagnostics) };
  }

  /** The sources as the text writer writes them: path → text, of those that it changes. */
  written(): Map<string, string> {
    const project = openProject(this.folder);
    const mistakes = [...project.configuration.problems];
    const written = new Map<string, string>();
    const { type } = JSON.parse(this.read("package.json"));
    for (const fileName of this.program().getRootFileNames()) {
      const found = instrument(project, {
        fileName,
        text: readFileSync(fileName, "utf8"),
        format: /\.[jt]sx?$/.test(fileName) && type !== "module" ? "commonjs" : "module",
      });
      if (found !== undefined && "code" in found) written.set(fileName, found.code);
      else mistakes.push(...(found?.problems ?? []));
    }
    if (mistakes.length > 0) throw new Error(mistakes.map(({ message }) => message).join("\n"));
    return written;
  }

  /** Builds what the text writer has written, with the compiler alone. */
  buildText(): this {
    const errors = this.#format(ts.getPreEmitDiagnostics(this.program()));
    if (errors !== "") throw new Error(errors);
    const written = this.written();
    const program = this.program((fileName) => written.get(fileName));
    const mistakes = this.#format(program.getSyntacticDiagnostics());
    if (mistakes !== "") throw new Error(mistakes);
    program.emit();
    return this;
  }

  buildBy(road: Road): this {
    return road === "tree" ? this.build() : this.buildText();
  }

  /** As `emit`, for a project that has no mistakes, in its types neither. */
  build(pipeline?: Pipeline): this {
    const { program, problems } = this.emit(pipeline);
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
  run(entry = "dist/main.js", nodeOptions: readonly string[] = [], node = process.execPath): Promise<Run> {
    const runner = join(root, "test/support/runner.mjs");
    const child = spawn(node, [...nodeOptions, runner, join(this.folder, entry)], {
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
