/** The functions that builds would instrument, as `list` shows them and as programs read them. */
import type ts from "typescript";
import type { CallSitePlan, FilePlan, Flow, FunctionKind, HttpPlan } from "../transformer/plan.js";
import { shownPath } from "./project/format.js";
import type { Project } from "./project/project.js";

/** One element of `functions` in `list --json`: docs/cli.md documents it, so a change here is one there. */
export interface ListedFunction {
  /** Relative to the working directory, `/` on every system. */
  readonly file: string;
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
  /** The labels. */
  readonly function: string;
  readonly module: string;
  readonly kind: FunctionKind;
  readonly flow: Flow;
  readonly objective: string | null;
  readonly found: CallSitePlan["found"];
  readonly concurrency: boolean;
  readonly callers: boolean;
  readonly errorIf: string | null;
  readonly okIf: string | null;
  readonly handler: ListedHandler | null;
  /** The tsconfig of the build, relative to the working directory. */
  readonly project: string;
}

export interface ListedHandler {
  readonly framework: string;
  readonly route: string | null;
  readonly foundBy: HttpPlan["foundBy"];
  readonly typesOnly: boolean;
}

/** Sorted by place. A function that several projects build is there once. */
export function listFunctions(projects: readonly Project[], cwd: string): ListedFunction[] {
  const found = new Map<string, ListedFunction>();
  for (const { build, tsconfig } of projects) {
    for (const source of build.sources()) {
      const plan = build.file(source).preamble?.plan;
      for (const site of plan?.sites ?? []) {
        const key = `${source.fileName}:${site.span.start}`;
        if (plan === undefined || found.has(key)) continue;
        const files = { file: shownPath(cwd, source.fileName), project: shownPath(cwd, tsconfig) };
        found.set(key, listed(plan, site, files, source.getLineAndCharacterOfPosition(site.span.start)));
      }
    }
  }
  return [...found.values()].sort(byPlace);
}

function listed(
  { module }: FilePlan,
  { label, objective, kind, flow, found, concurrency, callers, outcome, http }: CallSitePlan,
  { file, project }: { file: string; project: string },
  { line, character }: ts.LineAndCharacter,
): ListedFunction {
  return {
    file,
    line: line + 1,
    column: character + 1,
    function: label,
    module,
    kind,
    flow,
    objective: objective ?? null,
    found,
    concurrency,
    callers: callers !== undefined,
    errorIf: outcome.errorIf ?? null,
    okIf: outcome.okIf ?? null,
    handler: http === undefined || http.isMiddleware ? null : listedHandler(http),
    project,
  };
}

function listedHandler({ framework, route, foundBy, typesOnly }: HttpPlan): ListedHandler {
  return { framework, route: route ?? null, foundBy, typesOnly };
}

function byPlace(a: ListedFunction, b: ListedFunction): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
