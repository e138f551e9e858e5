import type ts from "typescript";
import type { TypeScript } from "../../transformer/targets/functions.js";

/**
 * Options to emit for a reader: modules as in the build, types gone, but nothing lowered to an older language, and
 * nothing beside the code.
 */
export function readable(ts: TypeScript, options: ts.CompilerOptions): ts.CompilerOptions {
  const { outFile, ...rest } = options;
  return {
    ...rest,
    // Without `module`, the target decides on the format of modules.
    ...(options.module !== undefined && { target: ts.ScriptTarget.ESNext }),
    noEmit: false,
    noEmitOnError: false,
    emitDeclarationOnly: false,
    removeComments: false,
    ...Object.fromEntries(besides.map((option) => [option, false])),
  };
}

const besides = [
  "composite",
  "incremental",
  "declaration",
  "declarationMap",
  "isolatedDeclarations",
  "sourceMap",
  "inlineSourceMap",
  "inlineSources",
];
