/** What kind of module a file is, by itself and its surroundings: no compiler's options say it here. */
import type ts from "typescript";
import type { ModuleSyntax } from "../transformer/plan.js";
import { isWrittenAsCommonJs } from "../transformer/project.js";
import type { TypeScript } from "../transformer/targets/functions.js";
import type { RuntimeImport } from "../transformer/write/preamble.js";

/** `script`: of the global scope, no module of any kind. */
export type RunFormat = "module" | "commonjs" | "script";

export interface TextForm {
  readonly syntax: ModuleSyntax;
  readonly runtimeImport: RuntimeImport;
}

export function textForm(ts: TypeScript, file: ts.SourceFile, format: RunFormat | undefined): TextForm {
  const isModule = ts.isExternalModule(file);
  // Written with `import x = require(…)` and `export =`, it takes a compiler that knows these, and so ours too.
  if (isModule && isWrittenAsCommonJs(ts, file)) return { syntax: "module", runtimeImport: "import-equals" };
  if (isModule) return { syntax: "module", runtimeImport: "namespace" };
  switch (format ?? formatOf(file)) {
    case "module":
      return { syntax: "module", runtimeImport: "namespace" };
    case "commonjs":
      return { syntax: "commonjs-script", runtimeImport: "require" };
    case "script":
      return { syntax: "global-script", runtimeImport: "global" };
  }
}

/** Of a file without imports and exports, which a bundler takes for a module unless it uses what CommonJS has. */
function formatOf({ fileName, text }: ts.SourceFile): RunFormat {
  if (/\.m[jt]s$/.test(fileName)) return "module";
  if (/\.c[jt]s$/.test(fileName) || /\b(module\.)?exports\b|\brequire\s*\(/.test(text)) return "commonjs";
  return "module";
}
