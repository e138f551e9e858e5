import type ts from "typescript";
import { blankLine } from "../annotation/comments.js";
import type { FilePlan } from "../plan.js";
import type { TypeScript } from "../targets/functions.js";
import { callSiteOptions, type Json } from "./definitions.js";
import { globalRuntime } from "./globalRuntime.js";
import { literal, verbatim } from "./verbatim.js";

/**
 * How the runtime comes into an emitted file: as the language of the module has it, or, in a script that is no module
 * of any kind, from where the runtime leaves itself for such scripts.
 */
export type RuntimeImport = "namespace" | "import-equals" | "require" | "global";

export interface Preamble {
  readonly plan: FilePlan;
  readonly runtimeImport: RuntimeImport;
  /** The module that the runtime is imported from. */
  readonly runtime: string;
  /** The argument of the runtime's `module`. */
  readonly definition: Json;
}

/**
 * The file's statements with the runtime and the call sites before them: behind the directives, before the user's own
 * imports, so that in an import cycle the runtime is there before anything is called.
 */
export function withPreamble(
  ts: TypeScript,
  factory: ts.NodeFactory,
  statements: ts.NodeArray<ts.Statement>,
  preamble: Preamble,
  text: string,
): ts.Statement[] {
  const { plan } = preamble;
  const directives = statements.findIndex(
    (statement) => !ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression),
  );
  const at = directives < 0 ? statements.length : directives;
  const first = statements[at];

  const { runtime, module, site } = plan.names;
  // Pure: lets a bundler drop the call site together with the function.
  const call = (name: string, ...args: string[]) =>
    verbatim(factory, `/*@__PURE__*/ ${runtime}.${name}(${args.join(", ")})`);
  const written = [
    importStatement(factory, preamble),
    variable(factory, module, call("module", literal(preamble.definition))),
    ...plan.sites.map((plan, number) => {
      const options = callSiteOptions(plan);
      const args = [module, literal(plan.label), ...(options ? [literal(options)] : [])];
      return variable(factory, `${site}${number}`, call("define", ...args));
    }),
  ];
  for (const statement of written)
    ts.setEmitFlags(statement, ts.EmitFlags.NoSourceMap | ts.EmitFlags.NoNestedSourceMaps);
  const [head] = written;
  if (head !== undefined && first !== undefined && first.pos >= 0) keepOnTop(ts, head, first, plan, text);
  return [...statements.slice(0, at), ...written, ...statements.slice(at)];
}

/** What stands above the file's first import, and a licence above any other statement, stays at the top of the file. */
function keepOnTop(ts: TypeScript, head: ts.Node, first: ts.Statement, { preambleEnd }: FilePlan, text: string): void {
  if (ts.isImportDeclaration(first)) {
    ts.setCommentRange(head, { pos: first.pos, end: first.end });
    ts.setEmitFlags(head, ts.EmitFlags.NoSourceMap | ts.EmitFlags.NoNestedSourceMaps | ts.EmitFlags.NoTrailingComments);
    ts.setEmitFlags(first, ts.EmitFlags.NoLeadingComments);
    return;
  }
  // With a blank line behind them, the compiler keeps them on top by itself.
  if (first.pos > 0 || blankLine.test(text.slice(preambleEnd))) return;
  const comments = ts.getLeadingCommentRanges(text, 0) ?? [];
  if (!comments.some(({ end }) => end <= preambleEnd)) return;
  for (const { kind, pos, end } of comments) {
    const isBlock = kind === ts.SyntaxKind.MultiLineCommentTrivia;
    const owner = end <= preambleEnd ? head : first;
    ts.addSyntheticLeadingComment(owner, kind, text.slice(pos + 2, isBlock ? end - 2 : end), true);
  }
  ts.setEmitFlags(first, ts.EmitFlags.NoLeadingComments);
}

function importStatement(factory: ts.NodeFactory, { plan, runtimeImport, runtime }: Preamble): ts.Statement {
  const name = factory.createIdentifier(plan.names.runtime);
  const specifier = factory.createStringLiteral(runtime);
  if (runtimeImport === "namespace") {
    const clause = factory.createImportClause(false, undefined, factory.createNamespaceImport(name));
    return factory.createImportDeclaration(undefined, clause, specifier);
  }
  if (runtimeImport === "import-equals") {
    return factory.createImportEqualsDeclaration(
      undefined,
      false,
      name,
      factory.createExternalModuleReference(specifier),
    );
  }
  if (runtimeImport === "require") {
    const required = factory.createCallExpression(factory.createIdentifier("require"), undefined, [specifier]);
    return variable(factory, plan.names.runtime, required);
  }
  return variable(factory, plan.names.runtime, verbatim(factory, globalRuntime()));
}

/** `var`, because a hoisted function may be called before the module's body has run: undefined then, and no error. */
function variable(factory: ts.NodeFactory, name: string, value: ts.Expression): ts.Statement {
  return factory.createVariableStatement(undefined, [
    factory.createVariableDeclaration(name, undefined, undefined, value),
  ]);
}
