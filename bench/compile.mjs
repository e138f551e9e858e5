// Compiles what is measured, with the built transformer, as an ES module and as CommonJS.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import transformer from "../dist/transformer/index.js";
import { objectives } from "./series.mjs";

const bench = fileURLToPath(new URL(".", import.meta.url));
const modules = join(bench, "node_modules");

const formats = {
  esm: { module: ts.ModuleKind.ESNext, rootDir: join(bench, "subjects"), type: "module" },
  // Another root, and so another `module` label: each format counts for itself.
  cjs: { module: ts.ModuleKind.CommonJS, rootDir: bench, type: "commonjs" },
};

/**
 * Compiles the functions under test, and gives the path of the emitted module.
 *
 * @param {"esm" | "cjs"} format
 */
export function compileSubjects(format) {
  linkPackage();
  const { module, rootDir, type } = formats[format];
  const source = join(bench, "subjects/calls.ts");
  const outDir = join(modules, ".subjects", format);
  const options = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    module,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    rootDir,
    outDir,
    strict: true,
    types: [],
  };
  const program = ts.createProgram([source], options);
  program.emit(undefined, undefined, undefined, undefined, {
    before: [transformer(program, { objectives }, { ts })],
  });
  writeFileSync(join(outDir, "package.json"), JSON.stringify({ type }));
  return join(outDir, relative(rootDir, source).replace(/\.ts$/, ".js"));
}

/** Emitted code imports the package by its name, and finds it as it would in an application. */
export function linkPackage() {
  mkdirSync(modules, { recursive: true });
  const link = join(modules, "ts-autometrics");
  // A junction, as Windows wants a privilege for other links.
  if (!existsSync(link)) symlinkSync(join(bench, ".."), link, "junction");
}
