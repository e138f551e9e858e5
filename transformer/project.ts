/** Facts about the project around a file: what module it is, of what package, how it is emitted. */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type ts from "typescript";
import type { ModuleSyntax } from "./plan.js";
import type { TypeScript } from "./targets/functions.js";
import type { RuntimeImport } from "./write/preamble.js";

/** The `module` label: the path under the module root without extension, `/` on every system. */
export function moduleLabel(fileName: string, moduleRoot: string): string {
  return relative(moduleRoot, resolve(fileName))
    .replaceAll("\\", "/")
    .replace(/\.[cm]?[jt]sx?$/, "");
}

/** How the compiler will emit a file, and so how the runtime comes into it; nothing for a format that has no way. */
export function emitForm(
  ts: TypeScript,
  program: ts.Program,
  file: ts.SourceFile,
): { syntax: ModuleSyntax; runtimeImport: RuntimeImport } | undefined {
  const format = emitFormat(ts, program, file);
  const isCommonJs = format === ts.ModuleKind.CommonJS;
  if (!ts.isExternalModule(file)) {
    const isCommonJsScript = isCommonJs || isCommonJsFile(ts, program, file);
    return isCommonJsScript
      ? { syntax: "commonjs-script", runtimeImport: "require" }
      : { syntax: "global-script", runtimeImport: "global" };
  }
  // TypeScript 5.4 does not say it of these by itself.
  const isCommonJsByName = /\.c[jt]s$/.test(file.fileName);
  if (isCommonJs || (format === ts.ModuleKind.Preserve && (isCommonJsByName || isWrittenAsCommonJs(ts, file)))) {
    return { syntax: "module", runtimeImport: "import-equals" };
  }
  if (format >= ts.ModuleKind.ES2015) return { syntax: "module", runtimeImport: "namespace" };
  return undefined;
}

/** Under `module: preserve` each import and export is emitted as it is written. */
export function isWrittenAsCommonJs(ts: TypeScript, file: ts.SourceFile): boolean {
  const has = (test: (statement: ts.Statement) => boolean) => file.statements.some(test);
  if (has((statement) => ts.isExportAssignment(statement) && statement.isExportEquals === true)) return true;
  const isRequire = (statement: ts.Statement) =>
    ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference);
  const isEsm = (statement: ts.Statement) =>
    ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    (ts.canHaveModifiers(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true);
  return has(isRequire) && !has(isEsm);
}

interface FormatAware {
  /** There at run time since 5.5, declared since later. */
  getEmitModuleFormatOfFile?(file: ts.SourceFile): ts.ModuleKind | undefined;
}

function emitFormat(ts: TypeScript, program: ts.Program & FormatAware, file: ts.SourceFile): ts.ModuleKind {
  const format = program.getEmitModuleFormatOfFile?.(file);
  if (format !== undefined) return format;
  const options = program.getCompilerOptions();
  const target = options.target ?? ts.ScriptTarget.ES5;
  const kind = options.module ?? (target >= ts.ScriptTarget.ES2015 ? ts.ModuleKind.ES2015 : ts.ModuleKind.CommonJS);
  const isNode = kind >= ts.ModuleKind.Node16 && kind <= ts.ModuleKind.NodeNext;
  return isNode ? (file.impliedNodeFormat ?? ts.ModuleKind.CommonJS) : kind;
}

/** A script that Node runs as CommonJS: by its name, by its package, or because it uses `require` and `exports`. */
function isCommonJsFile(ts: TypeScript, program: ts.Program, file: ts.SourceFile): boolean {
  const { module } = program.getCompilerOptions();
  if (/\.c[jt]s$/.test(file.fileName) || file.impliedNodeFormat === ts.ModuleKind.CommonJS) return true;
  const isScript = module !== undefined && module >= ts.ModuleKind.ES2015 && module < ts.ModuleKind.Node16;
  return !isScript && /\b(module\.)?exports\b|\brequire\s*\(/.test(file.text);
}

/** The nearest folder with a package.json; the file system's root where there is none. */
export function packageFolderOf(fileName: string): string {
  const folder = dirname(resolve(fileName));
  const isLast = dirname(folder) === folder || existsSync(join(folder, "package.json"));
  return isLast ? folder : packageFolderOf(folder);
}

const packageNames = new Map<string, string>();

/** The name in the nearest package.json that has one; empty without. */
export function packageNameOf(fileName: string): string {
  const folder = dirname(resolve(fileName));
  let name = packageNames.get(folder);
  if (name === undefined) {
    const own = nameIn(join(folder, "package.json"));
    name = own ?? (dirname(folder) === folder ? "" : packageNameOf(folder));
    packageNames.set(folder, name);
  }
  return name;
}

function nameIn(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const content: unknown = JSON.parse(readFileSync(path, "utf8"));
    const name = typeof content === "object" && content !== null && "name" in content ? content.name : undefined;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}

const resolved = new Set<string>();

/** Whether Node will find the runtime from a file's folder. Relative specifiers are the user's own business. */
export function findsRuntime(fileName: string, specifier: string): boolean {
  if (specifier.startsWith(".") || isAbsolute(specifier)) return true;
  const key = `${specifier}\n${dirname(fileName)}`;
  // What is missing is looked for again: in a watching compiler it may have been installed since.
  if (!resolved.has(key) && canResolve(fileName, specifier)) resolved.add(key);
  return resolved.has(key);
}

function canResolve(fileName: string, specifier: string): boolean {
  try {
    createRequire(resolve(fileName)).resolve(specifier);
    return true;
  } catch {
    return false;
  }
}
