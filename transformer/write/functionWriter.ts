import type ts from "typescript";
import type { CallSitePlan, FilePlan, ReturnedValue, ReturnPlan } from "../plan.js";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { arrowToken, returnOf } from "./arrow.js";
import { HandlerWriter } from "./handlerWriter.js";
import { Mapping } from "./mapping.js";
import { mayHold } from "./spans.js";
import { Timing } from "./timing.js";
import { TreePrinter } from "./treePrinter.js";

/** One function that is being rewritten. */
interface Work {
  readonly site: CallSitePlan;
  readonly source: FunctionNode;
  readonly print: TreePrinter;
  readonly timing: Timing<ts.Expression>;
  /** What takes a parameter apart in the body. */
  readonly before: readonly ts.Statement[];
}

/**
 * Rewrites the body of a function:
 *
 *     let $am_t = $am.start($am_0), $am_r;
 *     try { …; return $am_r = …; }
 *     catch ($am_e) { $am_t = -$am_t; throw $am_e; }
 *     finally { $am.endAsync($am_0, $am_t, $am_r); }
 *
 * Nothing about the function itself is touched: its name, its parameters, its directives stay as they are.
 */
export class FunctionWriter {
  /** Declarations of imported predicates, which nothing but the written code may use. */
  readonly importsInUse = new Set<ts.Identifier>();
  readonly #ts: TypeScript;
  readonly #context: ts.TransformationContext;
  readonly #factory: ts.NodeFactory;
  readonly #file: ts.SourceFile;
  readonly #plan: FilePlan;
  readonly #handlers: HandlerWriter;
  readonly #mapping: Mapping;

  constructor(ts: TypeScript, context: ts.TransformationContext, file: ts.SourceFile, plan: FilePlan) {
    this.#ts = ts;
    this.#context = context;
    this.#factory = context.factory;
    this.#file = file;
    this.#plan = plan;
    this.#handlers = new HandlerWriter(ts, context.factory, plan.names);
    this.#mapping = new Mapping(ts, file);
  }

  instrument(node: FunctionNode, source: FunctionNode, number: number): ts.Node {
    const site = this.#plan.sites[number];
    if (site === undefined) return node;
    const named = site.http && this.#handlers.withResponseNamed(node, site.http);
    const { names } = this.#plan;
    const print = new TreePrinter(this.#ts, this.#factory, names, source, this.importsInUse);
    const timing = new Timing(site, number, names, print);
    const target = named?.node ?? node;
    return this.#withBody(target, this.#body(target, { site, source, print, timing, before: named?.before ?? [] }));
  }

  #body({ body }: FunctionNode, work: Work): ts.Block {
    const ts = this.#ts;
    const factory = this.#factory;
    const { site, timing, print, before } = work;
    if (site.callers === "visible") return this.#closedBody(body, work);
    if (!ts.isBlock(body)) {
      const kind = site.body.form === "expression" ? site.body.value : "plain";
      const statement = returnOf(ts, factory, body, timing.keepsResult ? this.#captured(body, work, kind) : body);
      const block = factory.createBlock([...before, ...this.#timed([statement], work)], true);
      return ts.setCommentRange(ts.setTextRange(block, body), { pos: -1, end: -1 });
    }
    const directives = this.#directiveCount(body);
    const statements = timing.keepsResult ? this.#captureReturns(body, work) : body.statements;
    const own = statements.slice(directives);
    if (timing.keepsResult && site.body.form === "block" && site.body.mayTakeReturnBack) {
      const noResult = print.assign(this.#plan.names.result, print.undefined());
      own.push(this.#mapping.silent(factory.createExpressionStatement(noResult)));
    }
    const timed = this.#timed(own, work);
    const all = factory.createNodeArray([...statements.slice(0, directives), ...before, ...timed]);
    // On several lines, also where the user's fitted on one.
    const block = factory.createBlock(ts.setTextRange(all, body.statements), true);
    return ts.setTextRange(ts.setOriginalNode(block, body), body);
  }

  /**
   * `return $am.calling($am_0, () => { … })`: the body as it was, in a closure that its calls can be told by. That of an
   * async function is awaited: to return its promise would cost two more turns of the queue, and one to watch it.
   */
  #closedBody(body: ts.ConciseBody, work: Work): ts.Block {
    const ts = this.#ts;
    const factory = this.#factory;
    const directives = ts.isBlock(body) ? this.#directiveCount(body) : 0;
    const inner = ts.isBlock(body)
      ? ts.setTextRange(
          factory.createBlock(
            ts.setTextRange(factory.createNodeArray(body.statements.slice(directives)), body.statements),
            true,
          ),
          body,
        )
      : body;
    const isAsync = work.site.flow === "async";
    const closure = factory.createArrowFunction(
      isAsync ? [factory.createModifier(ts.SyntaxKind.AsyncKeyword)] : undefined,
      undefined,
      [],
      undefined,
      factory.createToken(ts.SyntaxKind.EqualsGreaterThanToken),
      inner,
    );
    const called = work.print.call("calling", [work.timing.defined(), closure]);
    const value = isAsync ? factory.createAwaitExpression(called) : called;
    const returned = work.timing.keepsResult ? this.#captured(value, work, "open") : value;
    const statement = ts.setEmitFlags(factory.createReturnStatement(returned), ts.EmitFlags.NoSourceMap);
    const timed = this.#timed([statement], work);
    const own = ts.isBlock(body) ? body.statements.slice(0, directives) : [];
    const block = factory.createBlock([...own, ...work.before, ...timed], true);
    return ts.setTextRange(ts.isBlock(body) ? ts.setOriginalNode(block, body) : block, body);
  }

  #directiveCount(body: ts.Block): number {
    const ts = this.#ts;
    const first = body.statements.findIndex(
      (statement) => !ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression),
    );
    return first < 0 ? body.statements.length : first;
  }

  #timed(statements: readonly ts.Statement[], { source, timing }: Work): readonly ts.Statement[] {
    const factory = this.#factory;
    const { names } = this.#plan;
    const statement = (expression: ts.Expression) => factory.createExpressionStatement(expression);
    const locals = timing
      .locals()
      .map(({ name, value }) => factory.createVariableDeclaration(name, undefined, undefined, value));
    const start = factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList(locals, this.#ts.NodeFlags.Let),
    );

    const { opening, closing } = this.#mapping.ends(source);
    const failed = timing.failed().map((expression) => this.#mapping.silent(statement(expression)));
    const thrown = this.#mapping.at(closing, factory.createThrowStatement(factory.createIdentifier(names.error)));
    const caught = factory.createCatchClause(
      this.#mapping.silent(factory.createVariableDeclaration(names.error)),
      this.#mapping.silentAround(factory.createBlock([...failed, thrown], true)),
    );
    const ended = statement(timing.ended());
    const finished = timing.endsInCatch
      ? factory.createIfStatement(factory.createIdentifier(names.time), ended)
      : ended;
    const body = factory.createBlock(statements, true);
    return [
      this.#mapping.at(opening, start),
      ...timing.opening().map((expression) => this.#mapping.silent(statement(expression))),
      this.#mapping.silentAround(
        factory.createTryStatement(
          body,
          this.#mapping.silentAround(caught),
          this.#mapping.silent(factory.createBlock([finished], true)),
        ),
      ),
    ];
  }

  /** The function's own returns, with their values kept. */
  #captureReturns(body: ts.Block, work: Work): ts.NodeArray<ts.Statement> {
    const ts = this.#ts;
    const { site } = work;
    const returns = new Map(site.returns.map((plan) => [plan.span.start, plan]));
    const visit = (node: ts.Node): ts.Node => {
      if (!mayHold(ts, node, site.returns)) return node;
      if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return node;
      if (!ts.isReturnStatement(node)) return ts.visitEachChild(node, visit, this.#context);
      const source = ts.getOriginalNode(node);
      const plan = source.pos < 0 ? undefined : returns.get(source.getStart(this.#file));
      return this.#captureReturn(node, work, plan);
    };
    return ts.visitNodes(body.statements, visit, ts.isStatement);
  }

  #captureReturn(node: ts.ReturnStatement, work: Work, plan: ReturnPlan | undefined): ts.ReturnStatement {
    const factory = this.#factory;
    // A bare return gives undefined, also where a return before it, in a `try`, had kept something else.
    const value = node.expression ?? factory.createVoidZero();
    return factory.updateReturnStatement(node, this.#captured(value, work, plan?.value ?? "plain"));
  }

  #captured(value: ts.Expression, { timing, print }: Work, kind: ReturnedValue): ts.Expression {
    const factory = this.#factory;
    let kept = value;
    if (timing.derives(kind)) kept = print.call("derive", [value]);
    if (kind === "anonymous")
      kept = factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), value));
    return print.assign(this.#plan.names.result, kept);
  }

  #withBody(node: FunctionNode, body: ts.Block): ts.Node {
    const ts = this.#ts;
    const f = this.#factory;
    const { modifiers: m, parameters: p, type: t, typeParameters: tp } = node;
    if (ts.isArrowFunction(node))
      return f.updateArrowFunction(node, node.modifiers, tp, p, t, arrowToken(ts, f, this.#file, node), body);
    if (ts.isFunctionDeclaration(node)) {
      return f.updateFunctionDeclaration(node, m, node.asteriskToken, node.name, tp, p, t, body);
    }
    if (ts.isFunctionExpression(node)) {
      return f.updateFunctionExpression(node, node.modifiers, node.asteriskToken, node.name, tp, p, t, body);
    }
    if (ts.isMethodDeclaration(node)) {
      return f.updateMethodDeclaration(node, m, node.asteriskToken, node.name, node.questionToken, tp, p, t, body);
    }
    if (ts.isGetAccessorDeclaration(node)) return f.updateGetAccessorDeclaration(node, m, node.name, p, t, body);
    return f.updateSetAccessorDeclaration(node, m, node.name, p, body);
  }
}
