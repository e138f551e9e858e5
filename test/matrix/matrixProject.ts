/** One of the fixtures as a project of its own, to be built and run with one combination of the matrix. */
import { spawn } from "node:child_process";
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type ts from "typescript";
import { root } from "../package/strangers.js";
import { type Combination, compilerOptions, packageType } from "./combinations.js";
import { loadTypeScript, type Toolchain } from "./toolchains.js";

export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const fixtures = join(root, "test/matrix/fixtures");

const plugin = {
  transform: "ts-autometrics/transformer",
  objectives: { api: { successRate: 99.9, latency: ["250ms", 99] }, "slow work": { latency: ["10s", 99] } },
};

export class MatrixProject {
  readonly folder: string;
  readonly #toolchain: Toolchain;

  constructor(toolchain: Toolchain, combination: Combination, options: Record<string, unknown> = {}) {
    this.#toolchain = toolchain;
    const { syntax, decorators, module } = combination;
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "ts-autometrics-matrix-")));
    const source = join(fixtures, syntax === "import" ? "modules" : "require");
    cpSync(join(source, "src"), join(this.folder, "src"), { recursive: true });
    if (syntax === "import")
      cpSync(join(source, `decorators-${decorators}`), join(this.folder, "src"), { recursive: true });
    symlinkSync(toolchain.nodeModules, join(this.folder, "node_modules"), "junction");
    this.#writeJson("package.json", { name: "matrix", version: "1.2.3", type: packageType(module) });
    this.#writeJson("tsconfig.json", {
      compilerOptions: {
        strict: true,
        skipLibCheck: true,
        allowJs: true,
        types: ["node"],
        rootDir: "src",
        outDir: "dist",
        sourceMap: true,
        ...compilerOptions(combination),
        ...options,
        plugins: [plugin],
      },
      include: ["src"],
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Builds with ts-patch's compiler. */
  tspc(node: string, ...args: string[]): Promise<Output> {
    return run(node, [join(this.#toolchain.nodeModules, "ts-patch/bin/tspc.js"), ...args], this.folder);
  }

  /** Builds in this process, without us where it is said, and gives the compiler's errors. */
  emit({ instrumented = true } = {}): string {
    const ts = loadTypeScript(this.#toolchain);
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
    const config = ts.getParsedCommandLineOfConfigFile(join(this.folder, "tsconfig.json"), {}, host);
    if (config === undefined) return "no tsconfig.json";
    const program = ts.createProgram(config.fileNames, config.options, compilerHost(ts, config.options));
    const found = [...config.errors, ...ts.getPreEmitDiagnostics(program)];
    const addDiagnostic = (diagnostic: ts.Diagnostic) => found.push(diagnostic);
    const { transform, ...options } = plugin;
    const before = instrumented ? [this.#transformer()(program, options, { ts, addDiagnostic })] : [];
    program.emit(undefined, undefined, undefined, undefined, { before });
    return ts.formatDiagnostics(found, {
      getCurrentDirectory: () => this.folder,
      getCanonicalFileName: (name) => name,
      getNewLine: () => "\n",
    });
  }

  /** Runs the program, which prints its metrics. */
  run(node: string): Promise<Output> {
    const entry = readdirSync(join(this.folder, "dist")).find((name) => /^main\.c?js$/.test(name)) ?? "main.js";
    return run(node, ["--enable-source-maps", join(this.folder, "dist", entry)], this.folder);
  }

  /** What was emitted: path → text. */
  emitted(): Record<string, string> {
    const dist = join(this.folder, "dist");
    const names = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) => /\./.test(name));
    return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dist, name), "utf8")]));
  }

  #transformer(): typeof import("../../transformer/index.js").default {
    return createRequire(join(this.#toolchain.nodeModules, "index.js"))("ts-autometrics/transformer").default;
  }

  #writeJson(name: string, content: object): void {
    writeFileSync(join(this.folder, name), `${JSON.stringify(content, undefined, 2)}\n`);
  }
}

/** The calls that a fixture makes. */
export function knownCalls({ syntax }: Combination): unknown {
  const fixture = syntax === "import" ? "modules" : "require";
  return JSON.parse(readFileSync(join(fixtures, fixture, "calls.json"), "utf8"));
}

type Libraries = Map<string, ts.SourceFile | undefined>;
const libraries = new WeakMap<typeof ts, Libraries>();

/** The compiler's own host, which reads the type libraries only once for all programs that read them alike. */
function compilerHost(typescript: typeof ts, options: ts.CompilerOptions): ts.CompilerHost {
  const host = typescript.createCompilerHost(options);
  const known: Libraries = libraries.get(typescript) ?? new Map();
  libraries.set(typescript, known);
  const { getSourceFile } = host;
  host.getSourceFile = (fileName, version, ...rest) => {
    const read = () => getSourceFile.call(host, fileName, version, ...rest);
    if (!fileName.includes("/node_modules/")) return read();
    const key = JSON.stringify([fileName, version, options.module, options.moduleResolution]);
    if (!known.has(key)) known.set(key, read());
    return known.get(key);
  };
  return host;
}

function run(node: string, args: readonly string[], cwd: string): Promise<Output> {
  const child = spawn(node, args, { cwd, env: { PATH: process.env.PATH }, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
