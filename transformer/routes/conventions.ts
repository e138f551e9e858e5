/** Handlers by where their file lies and what it exports. */
import type ts from "typescript";
import { exportedByName } from "../targets/exported.js";
import type { TypeScript } from "../targets/functions.js";
import { frameworks } from "./frameworks.js";
import type { Handler } from "./handler.js";

export function conventionalHandlers(ts: TypeScript, file: ts.SourceFile): Handler[] {
  const path = file.fileName.replaceAll("\\", "/");
  return frameworks.flatMap((framework) => {
    const { convention } = framework;
    if (!convention?.file.test(path)) return [];
    return [...exportedByName(ts, file)]
      .filter(([name]) => convention.exports.includes(name))
      .map(([name, node]) => {
        const route = convention.route(path, name);
        return { node, framework, route, foundBy: "convention", typesOnly: false, isMiddleware: false } as const;
      });
  });
}
