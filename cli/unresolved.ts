/** Handlers that are registered, and that no build would count: nothing in the project shows their functions to be one. */
import type ts from "typescript";
import { findHandlers, findUnresolved } from "../transformer/routes/find.js";
import { isExcluded } from "../transformer/targets/find.js";
import type { TypeScript } from "../transformer/targets/functions.js";
import { definitionsOf } from "./definitions.js";
import { counted, shownPath } from "./project/format.js";
import type { Project } from "./project/project.js";

/** One element of `unresolved` in `list --json`: docs/cli.md documents it. */
export interface ListedRegistration {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly framework: string;
  readonly route: string | null;
  /** What is registered, as the source has it. */
  readonly handler: string;
  readonly project: string;
}

export function listUnresolved(ts: TypeScript, projects: readonly Project[], cwd: string): ListedRegistration[] {
  const listed = new Map<string, ListedRegistration>();
  for (const project of projects) {
    const { build, program, tsconfig } = project;
    const { options } = build;
    if (!options?.instrument.includes("routes")) continue;
    const checker = program.getTypeChecker();
    const sources = build.sources();
    const handlers = sources.flatMap((source) => [...findHandlers(ts, source, () => checker).values()]);
    const found = handlers.filter(({ isMiddleware }) => !isMiddleware).map(({ node }) => node);
    const isFound = (handler: ts.Expression) => {
      return definitionsOf(ts, checker, handler).some((definition) => found.some((node) => isWithin(node, definition)));
    };
    for (const source of sources.filter(({ fileName }) => build.bounds.contain(fileName))) {
      for (const { handler, framework, route } of findUnresolved(ts, source, checker)) {
        const text = handler.getText().replace(/\s+/g, " ");
        if (isExcluded(route, text, options.routes.exclude) || isFound(handler)) continue;
        const { line, character } = source.getLineAndCharacterOfPosition(handler.getStart());
        const file = shownPath(cwd, source.fileName);
        const place = { file, line: line + 1, column: character + 1, project: shownPath(cwd, tsconfig) };
        const what = { framework: framework.name, route: route ?? null, handler: text };
        listed.set(`${file}:${handler.pos}:${route}`, { ...place, ...what });
      }
    }
  }
  return [...listed.values()];
}

/** What stands below the table; nothing when every registered handler is found. */
export function unresolvedLines(registrations: readonly ListedRegistration[]): string {
  if (registrations.length === 0) return "";
  const lines = registrations.map(({ file, line, column, framework, route, handler }) => {
    return `${file}:${line}:${column}  ${framework} ${route ?? ""}  ${shortened(handler)}`;
  });
  const summary = `${counted(registrations.length, "registered handler")} not found, so not counted: docs/routes.md says why`;
  return ["", summary, ...lines, ""].join("\n");
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function isWithin(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}
