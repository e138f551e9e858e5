/** A tsconfig's program: made when types are first asked for, and kept up to date with what is on the disk. */
import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import type ts from "typescript";
import type { TypeScript } from "../../transformer/targets/functions.js";

interface ReadFile {
  readonly version: string;
  readonly file: ts.SourceFile;
}

export class TypedProgram {
  readonly #ts: TypeScript;
  readonly #tsconfig: string;
  /** What has not changed is not parsed again. */
  readonly #read = new Map<string, ReadFile>();
  #parsed: ts.ParsedCommandLine;
  #program: ts.Program | undefined;
  #builder: ts.SemanticDiagnosticsBuilderProgram | undefined;
  #isStale = false;

  constructor(ts: TypeScript, tsconfig: string, parsed: ts.ParsedCommandLine) {
    this.#ts = ts;
    this.#tsconfig = tsconfig;
    this.#parsed = parsed;
  }

  /** Whether the tsconfig names a file, which needs no program to tell. */
  names(fileName: string): boolean {
    return this.#parsed.fileNames.includes(fileName.replaceAll("\\", "/"));
  }

  get program(): ts.Program {
    if (this.#program === undefined || this.#isStale) {
      // There may be other files in its folders than before.
      if (this.#isStale) this.#parsed = readTsconfig(this.#ts, this.#tsconfig).parsed ?? this.#parsed;
      this.#program = this.#create();
      this.#isStale = false;
    }
    return this.#program;
  }

  /** Files may have changed: they are looked at when the program is next asked for. */
  refresh(): void {
    this.#isStale = true;
  }

  /** The project's files that the types in a file may come from: what it imports, and what that imports. */
  dependencies(fileName: string): string[] {
    const { program } = this;
    const file = program.getSourceFile(fileName);
    if (file === undefined) return [];
    if (this.#builder?.getProgram() !== program) {
      const host = { createHash: hash };
      this.#builder = this.#ts.createSemanticDiagnosticsBuilderProgram(program, host, this.#builder);
    }
    return this.#builder
      .getAllDependencies(file)
      .filter((name) => name !== file.fileName && !isInstalled(name) && /\.[cm]?[jt]sx?$/.test(name));
  }

  #create(): ts.Program {
    const { fileNames: rootNames, options, projectReferences } = this.#parsed;
    const ts = this.#ts;
    const host = ts.createCompilerHost(options);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (fileName, ...how) => this.#sourceFile(fileName, () => getSourceFile(fileName, ...how));
    // Annotations are read from the text of comments.
    if (ts.JSDocParsingMode !== undefined) host.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
    const references = projectReferences && { projectReferences };
    const old = this.#program && { oldProgram: this.#program };
    return ts.createProgram({ rootNames, options, host, ...references, ...old });
  }

  #sourceFile(fileName: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
    const known = this.#read.get(fileName);
    const version = known !== undefined && isInstalled(fileName) ? known.version : versionOf(fileName);
    if (version === undefined) return undefined;
    if (known?.version === version) return known.file;
    const file = parse();
    // A builder tells files apart by it.
    if (file !== undefined) this.#read.set(fileName, { version, file: Object.assign(file, { version }) });
    return file;
  }
}

/** Packages stay as they are while a build watches. */
function isInstalled(fileName: string): boolean {
  return /[\\/]node_modules[\\/]/.test(fileName);
}

function versionOf(fileName: string): string | undefined {
  const stats = statSync(fileName, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs}:${stats.size}`;
}

function hash(data: string): string {
  return createHash("sha256").update(data).digest("hex");
}

export interface ReadTsconfig {
  readonly parsed?: ts.ParsedCommandLine;
  readonly mistakes: readonly ts.Diagnostic[];
}

export function readTsconfig(ts: TypeScript, tsconfig: string): ReadTsconfig {
  const mistakes: ts.Diagnostic[] = [];
  const onUnRecoverableConfigFileDiagnostic = (diagnostic: ts.Diagnostic) => mistakes.push(diagnostic);
  const parsed = ts.getParsedCommandLineOfConfigFile(tsconfig, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic });
  if (parsed !== undefined) mistakes.push(...ts.getConfigFileParsingDiagnostics(parsed));
  return { ...(parsed && mistakes.length === 0 && { parsed }), mistakes };
}
