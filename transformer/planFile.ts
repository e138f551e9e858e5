/** Plans one file: which functions, under what labels, judged how. Decided from this file and its types alone. */
import type ts from "typescript";
import type { AnnotationProblem } from "./annotation/annotation.js";
import { blankLine, commentsBetween } from "./annotation/comments.js";
import { codes } from "./diagnostics/codes.js";
import type { Problem } from "./diagnostics/problem.js";
import { didYouMean } from "./diagnostics/suggest.js";
import { injectedNames, isWritten } from "./names.js";
import type { Mode, Options } from "./options/options.js";
import type { CallSitePlan, FilePlan, HttpPlan, ModuleSyntax } from "./plan.js";
import { accessTo, nextName } from "./routes/access.js";
import type { Handler } from "./routes/handler.js";
import { bodyPlan, conflictingName, fitsInClosure, returnPlans, spanOf } from "./targets/body.js";
import { findTargets } from "./targets/find.js";
import { flowOf, kindOf, type TypeScript } from "./targets/functions.js";
import { UniqueLabels } from "./targets/labels.js";
import { predicateProblem } from "./targets/predicate.js";
import { labelOf, type Target } from "./targets/target.js";

/** What a plan needs to know that is not in the file's text. */
export interface FileContext {
  readonly options: Options;
  /** What to look for in this file: `options.instrument`, or less where it lies outside of `include` and `exclude`. */
  readonly modes: readonly Mode[];
  /** The `module` label. */
  readonly module: string;
  readonly syntax: ModuleSyntax;
  /** Types, where the road has them; asked for only where an annotation needs them. */
  readonly checker?: () => ts.TypeChecker;
}

export interface PlannedFile {
  /** Nothing to do, or a mistake in the file: it is emitted as it was. */
  readonly plan?: FilePlan;
  readonly problems: readonly Problem[];
}

export function planFile(ts: TypeScript, file: ts.SourceFile, context: FileContext): PlannedFile {
  // What another pass has written is done with.
  if (isWritten(file.text)) return { problems: [] };
  const { targets, problems } = findTargets(ts, file, {
    modes: context.modes,
    excludedRoutes: context.options.routes.exclude,
    checker: context.checker,
  });
  const planner = new SitePlanner(ts, context);
  const sites = targets.map((target) => planner.plan(target));

  const found = [...problems, ...planner.problems];
  if (found.length > 0) return { problems: found.toSorted((a, b) => a.span.start - b.span.start).map(inFile(file)) };
  if (sites.length === 0) return { problems: [] };
  return {
    plan: {
      fileName: file.fileName,
      module: context.module,
      optionsHash: context.options.hash,
      syntax: context.syntax,
      names: injectedNames(file.text, context.syntax, context.module),
      preambleEnd: preambleEnd(ts, file),
      sites,
    },
    problems: [],
  };
}

class SitePlanner {
  readonly problems: AnnotationProblem[] = [];
  readonly #ts: TypeScript;
  readonly #context: FileContext;
  readonly #labels = new UniqueLabels();

  constructor(ts: TypeScript, context: FileContext) {
    this.#ts = ts;
    this.#context = context;
  }

  plan(target: Target): CallSitePlan {
    const { node, found, keys, handler } = target;
    const ts = this.#ts;
    const flow = flowOf(ts, node);
    this.#checkObjective(target);
    this.#checkFlow(target, flow);
    this.#checkPredicates(target);
    this.#checkDeclarations(target);
    const objective =
      keys.objective?.text ?? (handler?.isMiddleware === false ? this.#context.options.routes.objective : undefined);
    return {
      label: this.#labels.take(keys.name?.text ?? labelOf(ts, target)),
      ...(objective !== undefined && { objective }),
      found,
      kind: kindOf(ts, node),
      flow,
      concurrency: keys.concurrency !== undefined,
      ...((keys.callers ?? this.#context.options.callers) && {
        callers: flow.endsWith("generator") || !fitsInClosure(ts, node) ? "recorded" : "visible",
      }),
      outcome: {
        ...(keys.errorIf && { errorIf: keys.errorIf.text }),
        ...(keys.okIf && { okIf: keys.okIf.text }),
      },
      ...(handler && !flow.endsWith("generator") && { http: httpPlan(ts, handler) }),
      span: spanOf(node),
      body: bodyPlan(ts, node, flow),
      returns: returnPlans(ts, node, flow),
    };
  }

  #checkObjective({ keys: { objective } }: Target): void {
    const { objectives } = this.#context.options;
    if (objective === undefined || objectives.has(objective.text)) return;
    const hint = didYouMean(objective.text, [...objectives.keys()]);
    const mend = hint ?? `declare it under 'objectives' in the plugin's entry`;
    this.#report({
      code: codes.unknownObjective,
      message: `unknown objective '${objective.text}'; ${mend}`,
      span: objective.span,
      mend: "configuration",
    });
  }

  #checkFlow({ keys, tag }: Target, flow: CallSitePlan["flow"]): void {
    if (!flow.endsWith("generator")) return;
    for (const [key, span] of [
      ["concurrency", keys.concurrency],
      ["error-if", keys.errorIf?.span],
      ["ok-if", keys.okIf?.span],
    ] as const) {
      if (span === undefined) continue;
      const why =
        key === "concurrency"
          ? "one that is abandoned would stay in flight for ever"
          : "its results come one by one, and not at its end";
      const message = `'${key}' is not possible on a generator: ${why}; remove the key`;
      this.#report({ code: codes.notOnGenerator, message, span: span ?? tag, mend: "source" });
    }
  }

  #checkPredicates({ node, keys }: Target): void {
    const { checker } = this.#context;
    for (const [key, value] of [
      ["error-if", keys.errorIf],
      ["ok-if", keys.okIf],
    ] as const) {
      const problem = value && predicateProblem(this.#ts, checker?.(), node, key, value);
      if (problem !== undefined) this.#report(problem);
    }
  }

  #checkDeclarations({ node, tag }: Target): void {
    const name = conflictingName(this.#ts, node);
    if (name === undefined) return;
    const message = `the function declares '${name}' in two ways that cannot both stay as they are once it is measured; rename one of them`;
    this.#report({ code: codes.conflictingDeclarations, message, span: tag ?? spanOf(node), mend: "source" });
  }

  /** A class's tag is about many functions; what is wrong with it is said once. */
  #report(problem: AnnotationProblem): void {
    const isKnown = this.problems.some(({ code, span }) => code === problem.code && span.start === problem.span.start);
    if (!isKnown) this.problems.push(problem);
  }
}

function httpPlan(ts: TypeScript, handler: Handler): HttpPlan {
  const { node, framework, route, foundBy, typesOnly, isMiddleware } = handler;
  const { name, judgesResult, callbackParameter } = framework;
  const { responseParameter, nextParameter = callbackParameter } = { ...framework, ...handler };
  // Seen so that the wait for an answer ends, where there is one.
  const next = nextName(ts, node, nextParameter);
  const answered = responseParameter ?? (next === undefined ? undefined : callbackParameter);
  const response = answered === undefined ? undefined : accessTo(ts, node, answered);
  return {
    framework: name,
    ...(route !== undefined && { route }),
    foundBy,
    typesOnly,
    isMiddleware,
    ...(response && { response }),
    ...(response && next !== undefined && { next }),
    judgesResult,
  };
}

function inFile({ fileName, text }: ts.SourceFile) {
  return ({ code, message, span, mend }: AnnotationProblem): Problem => {
    return { code, message, mend, at: { fileName, text, start: span.start, length: span.end - span.start } };
  };
}

/** Comments that stay at the top of what is emitted, also where nothing but a line end is between them and the code. */
const licence = /^\/\*!|@preserve|@licen[cs]e|copyright|licen[cs]ed under|SPDX-License/i;

/** Comments that are looked for at the top: by compilers (`@jsx`, `@ts-nocheck`) and by test runners. */
const pragma = /@(jsx\w*|ts-(no)?check|(vitest|jest)-environment|flow)\b/;

function preambleEnd(ts: TypeScript, file: ts.SourceFile): number {
  const { text, statements } = file;
  let end = 0;
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    end = statement.end;
  }
  if (end > 0) return end;
  end = ts.getShebang(text)?.length ?? 0;
  const first = statements[0] ?? file.endOfFileToken;
  for (const comment of commentsBetween(text, end, first.getStart(file, false))) {
    const content = text.slice(comment.start, comment.end);
    const isApart = blankLine.test(text.slice(comment.end));
    if (isApart || licence.test(content) || pragma.test(content)) end = comment.end;
  }
  return end;
}
