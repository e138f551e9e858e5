/** Handlers by where their file lies and what it exports. */
import { relative, resolve } from "node:path";
import type ts from "typescript";
import { packageFolderOf } from "../project.js";
import { exportedValues } from "../targets/exported.js";
import { type FunctionNode, type TypeScript, unwrap } from "../targets/functions.js";
import { definitionOf } from "./definition.js";
import { frameworks } from "./frameworks.js";
import type { Handler } from "./handler.js";

export function conventionalHandlers(ts: TypeScript, file: ts.SourceFile): Handler[] {
  return frameworks.flatMap((framework) => {
    const { convention } = framework;
    // The folder of the package is looked for only where it may matter.
    if (!convention?.file.test(withSlashes(file.fileName))) return [];
    const path = withSlashes(relative(packageFolderOf(file.fileName), resolve(file.fileName)));
    if (!convention.file.test(path) || convention.leavesAlone?.(ts, file)) return [];
    return [...exportedValues(ts, file)].flatMap(([name, value]) => {
      const node = convention.exports.includes(name) ? definitionOf(ts, value, undefined)?.node : undefined;
      if (node === undefined || (convention.within && !convention.within.test(calleeOf(ts, value)))) return [];
      const route = convention.route(path, name);
      return [{ node, framework, route, foundBy: "convention", typesOnly: false, isMiddleware: false } as const];
    });
  });
}

function calleeOf(ts: TypeScript, value: ts.Expression | FunctionNode): string {
  const inner = ts.isExpression(value) ? unwrap(ts, value) : value;
  return ts.isCallExpression(inner) ? inner.expression.getText() : "";
}

export function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
