/** Builds a package's sources twice with the same compiler options: as they are, and with every function instrumented. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import ts from "typescript";
import transformer from "../../dist/transformer/index.js";

const here = import.meta.dirname;
const runtime = join(here, "../../dist/runtime/index");

/**
 * @param {import("./packages.mjs").Sources} sources
 * @returns {{ files: number, folders: { bare: string, instrumented: string } }}
 */
export function buildTwice(sources) {
  const folder = join(here, "dist", sources.name.replace("/", "__"));
  rmSync(folder, { recursive: true, force: true });
  const program = programOf(sources, folder);
  const [mistake] = program.getSyntacticDiagnostics();
  if (mistake !== undefined) throw new Error(ts.formatDiagnostic(mistake, formatHost));

  // The emitted code is where Node finds the package's own dependencies, and not this package.
  const options = {
    instrument: "all",
    runtime: sources.format === "commonjs" ? `${runtime}.cjs` : `${runtime}.js`,
    moduleRoot: program.getCompilerOptions().rootDir,
  };
  return {
    files: program.getSourceFiles().filter(({ isDeclarationFile }) => !isDeclarationFile).length,
    folders: {
      bare: emit(program, sources, join(folder, "bare")),
      instrumented: emit(program, sources, join(folder, "instrumented"), {
        before: [transformer(program, options, { ts })],
      }),
    },
  };
}

/** @returns {string} The folder. */
function emit(program, { format }, folder, transformers) {
  const { outDir = "" } = program.getCompilerOptions();
  const write = (name, text) => {
    const file = join(folder, relative(outDir, name));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  program.emit(undefined, write, undefined, false, transformers);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: format }));
  return folder;
}

/** The compiler emits nothing for what is in node_modules, so it is told that the sources are elsewhere. */
function programOf(sources, folder) {
  const { name, format, target } = sources;
  const root = join(here, "node_modules", name, sources.folder);
  const rootDir = join(folder, "source");
  const isJavaScript = sources.entries.some((entry) => entry.endsWith(".js"));
  const files = new Map(
    readdirSync(root, { recursive: true })
      .map((file) => file.replaceAll(sep, "/"))
      .filter((file) => (isJavaScript ? /\.(js|json)$/ : /\.(ts|json)$/).test(file))
      .filter((file) => !/^(node_modules|dist)\//.test(file))
      .map((file) => [join(rootDir, file), join(root, file)]),
  );
  const folders = new Set([...files.keys()].map((file) => dirname(file)));
  const options = {
    module: format === "commonjs" ? ts.ModuleKind.CommonJS : ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget[target],
    rootDir,
    outDir: join(folder, "out"),
    rewriteRelativeImportExtensions: true,
    resolveJsonModule: true,
    esModuleInterop: sources.interop !== false,
    allowJs: isJavaScript,
    // The packages' types are their authors' business.
    noCheck: true,
    noLib: true,
    types: [],
  };
  const host = {
    ...ts.createCompilerHost(options),
    getSourceFile: (file, options) =>
      files.has(file) ? ts.createSourceFile(file, read(files.get(file)), options, true) : undefined,
    fileExists: (file) => files.has(file),
    readFile: (file) => (files.has(file) ? read(files.get(file)) : undefined),
    directoryExists: (path) => folders.has(path),
    getDirectories: () => [],
    realpath: (path) => path,
  };
  return ts.createProgram(
    sources.entries.map((entry) => join(rootDir, entry)),
    options,
    host,
  );
}

function read(file) {
  return readFileSync(file, "utf8");
}

const formatHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => here,
  getNewLine: () => "\n",
};
