import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";
import type { Framework } from "./framework.js";

/** A module under `app`, unless its name says that it is no route's: `session.server.ts`. */
const file = /^(?:.*?\/)?app\/((?:.*\/)?[^/]*(?<!\.(?:server|client|test|spec)))\.[jt]sx?$/;

/**
 * React Router 7 and 8 and Remix: the loaders and actions of route modules. Those of a router in the browser are called like
 * them and have the same types; so what tells is where the module lies.
 */
export const reactRouter: Framework = {
  name: "react-router",
  modules: ["react-router", "@react-router", "@remix-run"],
  typePackages: [],
  convention: {
    file,
    exports: ["loader", "action"],
    // Where the module is mounted is said in another file; its id is what React Router calls it by.
    route: (path, name) => `${name} ${file.exec(path)?.[1]}`,
    leavesAlone: isNoRoute,
  },
  judgesResult: true,
};

/** Any module may be a route's: those in `routes` are, and others where they mention the framework. */
function isNoRoute(ts: TypeScript, { fileName, text, statements: [first] }: ts.SourceFile): boolean {
  const directive = first && ts.isExpressionStatement(first) ? first.expression.getText() : "";
  if (/use (server|client)/.test(directive)) return true;
  return (
    !/[\\/]app[\\/](routes[\\/]|root\.)/.test(fileName) && !/["'](\.\/\+types\/|@?react-router|@remix-run\/)/.test(text)
  );
}
