import type ts from "typescript";
import type { CallSitePlan, FilePlan, ReturnedValue, ReturnPlan } from "../plan.js";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";
import { arrowToken, returnOf } from "./arrow.js";
import { HandlerWriter } from "./handlerWriter.js";
import { Mapping } from "./mapping.js";
import { mayHold } from "./spans.js";
import { verbatim } from "./verbatim.js";

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
    if (site.http === undefined) return this.#withBody(node, this.#body(node, source, site, number));
    const named = this.#handlers.withResponseNamed(node, site.http);
    return this.#withBody(named.node, this.#body(named.node, source, site, number, named.before));
  }

  #body(
    node: FunctionNode,
    source: FunctionNode,
    site: CallSitePlan,
    number: number,
    before: readonly ts.Statement[] = [],
  ): ts.Block {
    const ts = this.#ts;
    const factory = this.#factory;
    const returnsValue = this.#keepsResult(site);
    const { body } = node;
    if (site.callers === "visible") return this.#closedBody(body, source, site, number, before);
    if (!ts.isBlock(body)) {
      const kind = site.body.form === "expression" ? site.body.value : "plain";
      const statement = returnOf(ts, factory, body, returnsValue ? this.#captured(body, site, kind) : body);
      const block = factory.createBlock([...before, ...this.#timed([statement], source, site, number)], true);
      return ts.setCommentRange(ts.setTextRange(block, body), { pos: -1, end: -1 });
    }
    const directives = this.#directiveCount(body);
    const statements = returnsValue ? this.#captureReturns(body, site) : body.statements;
    const own = statements.slice(directives);
    if (returnsValue && site.body.form === "block" && site.body.mayTakeReturnBack) own.push(this.#noResult());
    const timed = this.#timed(own, source, site, number);
    const all = factory.createNodeArray([...statements.slice(0, directives), ...before, ...timed]);
    // On several lines, also where the user's fitted on one.
    const block = factory.createBlock(ts.setTextRange(all, body.statements), true);
    return ts.setTextRange(ts.setOriginalNode(block, body), body);
  }

  /**
   * `return $am.calling($am_0, () => { … })`: the body as it was, in a closure that its calls can be told by. That of an
   * async function is awaited: to return its promise would cost two more turns of the queue, and one to watch it.
   */
  #closedBody(
    body: ts.ConciseBody,
    source: FunctionNode,
    site: CallSitePlan,
    number: number,
    before: readonly ts.Statement[],
  ): ts.Block {
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
    const isAsync = site.flow === "async";
    const closure = factory.createArrowFunction(
      isAsync ? [factory.createModifier(ts.SyntaxKind.AsyncKeyword)] : undefined,
      undefined,
      [],
      undefined,
      factory.createToken(ts.SyntaxKind.EqualsGreaterThanToken),
      inner,
    );
    const called = this.#call("calling", `${this.#plan.names.site}${number}`, closure);
    const value = isAsync ? factory.createAwaitExpression(called) : called;
    const returned = this.#keepsResult(site) ? this.#captured(value, site, "open") : value;
    const statement = ts.setEmitFlags(factory.createReturnStatement(returned), ts.EmitFlags.NoSourceMap);
    const timed = this.#timed([statement], source, site, number);
    const own = ts.isBlock(body) ? body.statements.slice(0, directives) : [];
    const block = factory.createBlock([...own, ...before, ...timed], true);
    return ts.setTextRange(ts.isBlock(body) ? ts.setOriginalNode(block, body) : block, body);
  }

  /** The result is kept where it decides when or how the call ends. */
  #keepsResult({ flow, outcome, callers, http, body, returns }: CallSitePlan): boolean {
    if (flow === "generator" || flow === "async-generator") return false;
    if (outcome.errorIf !== undefined) return true;
    if (http !== undefined) return http.judgesResult;
    // What the closure of an async function gives is awaited.
    if (callers === "visible" && flow === "async") return false;
    return body.form === "expression" ? body.value === "open" : returns.some(({ value }) => value === "open");
  }

  #directiveCount(body: ts.Block): number {
    const ts = this.#ts;
    const first = body.statements.findIndex(
      (statement) => !ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression),
    );
    return first < 0 ? body.statements.length : first;
  }

  #timed(
    statements: readonly ts.Statement[],
    source: FunctionNode,
    site: CallSitePlan,
    number: number,
  ): readonly ts.Statement[] {
    const factory = this.#factory;
    const { names } = this.#plan;
    const defined = `${names.site}${number}`;
    const siteName = site.callers === undefined ? defined : names.called;
    const keepsResult = this.#keepsResult(site);

    const locals = [
      ...(site.callers === undefined
        ? []
        : [factory.createVariableDeclaration(names.called, undefined, undefined, this.#call("called", defined))]),
      factory.createVariableDeclaration(names.time, undefined, undefined, this.#call("start", siteName)),
      ...this.#exchange(site, siteName),
      ...(keepsResult ? [factory.createVariableDeclaration(names.result)] : []),
    ];
    const start = factory.createVariableStatement(
      undefined,
      factory.createVariableDeclarationList(locals, this.#ts.NodeFlags.Let),
    );

    const { opening, closing } = this.#mapping.ends(source);
    const failed = this.#failed(site, siteName, source).map((statement) => this.#mapping.silent(statement));
    const thrown = this.#mapping.at(closing, factory.createThrowStatement(factory.createIdentifier(names.error)));
    const caught = factory.createCatchClause(
      this.#mapping.silent(factory.createVariableDeclaration(names.error)),
      this.#mapping.silentAround(factory.createBlock([...failed, thrown], true)),
    );
    const ended = factory.createExpressionStatement(this.#end(site, siteName, source));
    const finished = endsInCatch(site, keepsResult)
      ? factory.createIfStatement(factory.createIdentifier(names.time), ended)
      : ended;
    const body = factory.createBlock(statements, true);
    return [
      this.#mapping.at(opening, start),
      ...(site.http ? this.#handlers.seenNext(site.http) : []).map((statement) => this.#mapping.silent(statement)),
      this.#mapping.silentAround(
        factory.createTryStatement(
          body,
          this.#mapping.silentAround(caught),
          this.#mapping.silent(factory.createBlock([finished], true)),
        ),
      ),
    ];
  }

  #exchange({ http }: CallSitePlan, siteName: string): ts.VariableDeclaration[] {
    if (http?.response === undefined) return [];
    const { names } = this.#plan;
    const found = this.#call("exchange", siteName, names.time, this.#handlers.response(http));
    return [this.#factory.createVariableDeclaration(names.exchange, undefined, undefined, found)];
  }

  /** What a thrown error does: its sign is on the time, or the call is over and the time is 0. */
  #failed(site: CallSitePlan, siteName: string, source: FunctionNode): ts.Statement[] {
    const factory = this.#factory;
    const { names } = this.#plan;
    const set = (value: ts.Expression) =>
      factory.createExpressionStatement(factory.createAssignment(factory.createIdentifier(names.time), value));
    const okIf = this.#predicate(site.outcome.okIf, source);
    if (site.http !== undefined) return this.#failedHandler(site, siteName, okIf, set);
    if (okIf === undefined)
      return [factory.createExpressionStatement(verbatim(factory, `${names.time} = -${names.time}`))];
    const judged = this.#call("judge", names.time, names.error, okIf);
    if (!endsInCatch(site, this.#keepsResult(site))) return [set(judged)];
    return [
      factory.createExpressionStatement(this.#call("end", siteName, judged)),
      set(factory.createNumericLiteral(0)),
    ];
  }

  #failedHandler(
    site: CallSitePlan,
    siteName: string,
    okIf: ts.Expression | undefined,
    set: (value: ts.Expression) => ts.Statement,
  ): ts.Statement[] {
    const { names } = this.#plan;
    const factory = this.#factory;
    const exchange = this.#exchangeName(site, okIf !== undefined);
    const judged = this.#call("judgeHandler", siteName, names.time, names.error, ...exchange, ...(okIf ? [okIf] : []));
    if (!endsInCatch(site, this.#keepsResult(site))) return [set(judged)];
    const ended = this.#call(endOfHandler(site), siteName, judged, factory.createVoidZero(), ...exchange);
    return [factory.createExpressionStatement(ended), set(factory.createNumericLiteral(0))];
  }

  /** The exchange as an argument; where there is none, a place for it is only kept when other arguments follow. */
  #exchangeName({ http }: CallSitePlan, isFollowed: boolean): ts.Expression[] {
    if (http?.response !== undefined) return [this.#factory.createIdentifier(this.#plan.names.exchange)];
    return isFollowed ? [this.#factory.createVoidZero()] : [];
  }

  #end(site: CallSitePlan, siteName: string, source: FunctionNode): ts.Expression {
    const { names } = this.#plan;
    if (site.http !== undefined) return this.#endHandler(site, siteName, source);
    if (!this.#keepsResult(site)) return this.#call("end", siteName, names.time);
    const errorIf = this.#predicate(site.outcome.errorIf, source);
    const okIf = this.#predicate(site.outcome.okIf, source);
    const end = site.flow === "async" ? "endAsync" : "endSync";
    return this.#call(end, siteName, names.time, names.result, ...this.#predicates(errorIf, okIf));
  }

  #endHandler(site: CallSitePlan, siteName: string, source: FunctionNode): ts.Expression {
    const { names } = this.#plan;
    const errorIf = this.#predicate(site.outcome.errorIf, source);
    const okIf = this.#keepsResult(site) ? this.#predicate(site.outcome.okIf, source) : undefined;
    const predicates = this.#predicates(errorIf, okIf);
    const exchange = this.#exchangeName(site, predicates.length > 0);
    const result: ts.Expression[] = this.#keepsResult(site) ? [this.#factory.createIdentifier(names.result)] : [];
    if (result.length === 0 && exchange.length > 0) result.push(this.#factory.createVoidZero());
    return this.#call(endOfHandler(site), siteName, names.time, ...result, ...exchange, ...predicates);
  }

  #predicates(errorIf: ts.Expression | undefined, okIf: ts.Expression | undefined): ts.Expression[] {
    if (okIf !== undefined) return [errorIf ?? this.#factory.createVoidZero(), okIf];
    return errorIf === undefined ? [] : [errorIf];
  }

  /** The function's own returns, with their values kept. */
  #captureReturns(body: ts.Block, site: CallSitePlan): ts.NodeArray<ts.Statement> {
    const ts = this.#ts;
    const returns = new Map(site.returns.map((plan) => [plan.span.start, plan]));
    const visit = (node: ts.Node): ts.Node => {
      if (!mayHold(ts, node, site.returns)) return node;
      if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpression(node)) return node;
      if (!ts.isReturnStatement(node)) return ts.visitEachChild(node, visit, this.#context);
      const source = ts.getOriginalNode(node);
      const plan = source.pos < 0 ? undefined : returns.get(source.getStart(this.#file));
      return this.#captureReturn(node, site, plan);
    };
    return ts.visitNodes(body.statements, visit, ts.isStatement);
  }

  #captureReturn(node: ts.ReturnStatement, site: CallSitePlan, plan: ReturnPlan | undefined): ts.ReturnStatement {
    const factory = this.#factory;
    // A bare return gives undefined, also where a return before it, in a `try`, had kept something else.
    const value = node.expression ?? factory.createVoidZero();
    return factory.updateReturnStatement(node, this.#captured(value, site, plan?.value ?? "plain"));
  }

  #captured(value: ts.Expression, site: CallSitePlan, kind: ReturnedValue): ts.Expression {
    const factory = this.#factory;
    let kept = value;
    if (site.flow === "sync" && kind === "open") kept = this.#call("derive", value);
    if (kind === "anonymous")
      kept = factory.createParenthesizedExpression(factory.createComma(factory.createNumericLiteral(0), value));
    return factory.createAssignment(factory.createIdentifier(this.#plan.names.result), kept);
  }

  #noResult(): ts.Statement {
    const factory = this.#factory;
    const result = factory.createIdentifier(this.#plan.names.result);
    return this.#mapping.silent(
      factory.createExpressionStatement(factory.createAssignment(result, factory.createVoidZero())),
    );
  }

  /**
   * `(value) => predicate(value)`: looked up only when it is needed, so that a predicate defined further down, or an
   * import that is still loading, cannot fail the call.
   */
  #predicate(name: string | undefined, source: FunctionNode): ts.Expression | undefined {
    if (name === undefined) return undefined;
    const ts = this.#ts;
    const factory = this.#factory;
    const reference = factory.createIdentifier(name);
    const declaration = findDeclaration(ts, source, name)?.declaration;
    if (declaration !== undefined) {
      // With the declaration as its original, the compiler rewrites the reference as it does the user's own:
      // to `module_1.name` for an import in CommonJS, to `exports.name` for an exported variable.
      ts.setOriginalNode(reference, declaration);
      this.importsInUse.add(declaration);
    }
    const value = this.#plan.names.error;
    return factory.createArrowFunction(
      undefined,
      undefined,
      [factory.createParameterDeclaration(undefined, undefined, value)],
      undefined,
      factory.createToken(ts.SyntaxKind.EqualsGreaterThanToken),
      factory.createCallExpression(reference, undefined, [factory.createIdentifier(value)]),
    );
  }

  /** A call of the runtime; its arguments are injected names, or expressions with something of the user's in them. */
  #call(name: string, ...args: (string | ts.Expression)[]): ts.Expression {
    const factory = this.#factory;
    const { runtime } = this.#plan.names;
    if (args.every((arg) => typeof arg === "string"))
      return verbatim(factory, `${runtime}.${name}(${args.join(", ")})`);
    return factory.createCallExpression(
      factory.createPropertyAccessExpression(factory.createIdentifier(runtime), name),
      undefined,
      args.map((arg) => (typeof arg === "string" ? factory.createIdentifier(arg) : arg)),
    );
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

function endOfHandler({ flow }: CallSitePlan): string {
  return flow === "async" ? "endHandlerAsync" : "endHandlerSync";
}

/**
 * Where the result is kept and `ok-if` judges errors, a thrown one ends its call in `catch`: judged to be ok it still is
 * no result, neither for `error-if` nor what a return before it had kept.
 */
function endsInCatch({ outcome }: CallSitePlan, keepsResult: boolean): boolean {
  return keepsResult && outcome.okIf !== undefined;
}
