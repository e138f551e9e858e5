/** One of the fixtures as a project of its own, to be built and run with one combination of the matrix. */
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type ts from "typescript";
import { compilerHost } from "../support/compilerHost.js";
import { type Combination, compilerOptions, packageType } from "./combinations.js";
import { type Output, type Surroundings, ToolchainProject } from "./toolchainProject.js";
import { fixtures, loadTypeScript, type Toolchain } from "./toolchains.js";

const plugin = {
  transform: "ts-autometrics/transformer",
  objectives: { api: { successRate: 99.9, latency: ["250ms", 99] }, "slow work": { latency: ["10s", 99] } },
};

export class MatrixProject extends ToolchainProject {
  readonly #toolchain: Toolchain;

  /** @param options Compiler options over the combination's. */
  constructor(
    toolchain: Toolchain,
    combination: Combination,
    options: Record<string, unknown> = {},
    surroundings: Surroundings = {},
  ) {
    const files = {
      "package.json": { name: "matrix", version: "1.2.3", type: packageType(combination.module) },
      "tsconfig.json": {
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
      },
    };
    super(toolchain, files, surroundings);
    this.#toolchain = toolchain;
    for (const folder of sourceFolders(combination)) cpSync(folder, join(this.folder, "src"), { recursive: true });
  }

  /** Builds in this process, with us or without, and gives the compiler's errors and ours. */
  emit({ instrumented = true } = {}): string {
    const ts = loadTypeScript(this.#toolchain);
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
    const config = ts.getParsedCommandLineOfConfigFile(join(this.folder, "tsconfig.json"), {}, host);
    if (config === undefined) return "no tsconfig.json";
    const program = ts.createProgram(config.fileNames, config.options, compilerHost(config.options, ts));
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
    return this.start(node, "--enable-source-maps", join("dist", entry)).ended;
  }

  /** The source files, relative to the project. */
  sources(): string[] {
    return readdirSync(join(this.folder, "src")).map((name) => `src/${name}`);
  }

  /** What was emitted: name → text. */
  emitted(): Record<string, string> {
    const dist = join(this.folder, "dist");
    return Object.fromEntries(readdirSync(dist).map((name) => [name, readFileSync(join(dist, name), "utf8")]));
  }

  /** The type declarations among it, and their maps. */
  declarations(): Record<string, string> {
    return Object.fromEntries(Object.entries(this.emitted()).filter(([name]) => /\.d\.c?ts(\.map)?$/.test(name)));
  }

  #transformer(): typeof import("../../transformer/index.js").default {
    return createRequire(join(this.#toolchain.nodeModules, "index.js"))("ts-autometrics/transformer").default;
  }
}

/** The calls that the combination's fixture makes. */
export function knownCalls({ syntax }: Combination): unknown {
  return JSON.parse(readFileSync(join(fixtures, syntax === "import" ? "modules" : "require", "calls.json"), "utf8"));
}

function sourceFolders({ syntax, decorators }: Combination): string[] {
  if (syntax === "require") return [join(fixtures, "require/src")];
  return [join(fixtures, "modules/src"), join(fixtures, `modules/decorators-${decorators}`)];
}
