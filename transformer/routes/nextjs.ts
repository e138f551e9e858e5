import type ts from "typescript";
import { type TypeScript, unwrap } from "../targets/functions.js";
import type { Framework } from "./framework.js";

/** A `route.ts` anywhere under `app` or `src/app`. What lies in a folder that begins with `_` is no route. */
const file = /^(?:.*?\/)?app\/((?:(?!_)[^/]+\/)*)route\.(?:[jt]sx?|mjs)$/;

/** Next.js' App Router: the exports of its route handlers are called like the methods they answer. */
export const nextjs: Framework = {
  name: "nextjs",
  modules: ["next"],
  typePackages: [],
  convention: {
    file,
    exports: ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"],
    route(path, name) {
      const folders = file.exec(path)?.[1]?.split("/") ?? [];
      // `(group)` and `@slot` are in the path of the file alone.
      return `${name} /${folders.filter((folder) => !/^$|^\(.*\)$|^@/.test(folder)).join("/")}`;
    },
    runsElsewhere: isOnEdge,
  },
  judgesResult: true,
};

/** `export const runtime = "edge"` */
function isOnEdge(ts: TypeScript, { statements }: ts.SourceFile): boolean {
  return statements.some(
    (statement) =>
      ts.isVariableStatement(statement) &&
      statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true &&
      statement.declarationList.declarations.some(({ name, initializer }) => {
        const value = initializer && unwrap(ts, initializer);
        if (name.getText() !== "runtime" || value === undefined || !ts.isStringLiteralLike(value)) return false;
        return value.text === "edge" || value.text === "experimental-edge";
      }),
  );
}
