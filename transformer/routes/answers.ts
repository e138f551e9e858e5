/**
 * Whether a function answers a request. Where no registration says that it is a handler, its parameters are not enough:
 * helpers of handlers have the same, and so has some middleware.
 */
import type ts from "typescript";
import { type FunctionNode, type TypeScript, unwrap } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";
import { assignsAnswer } from "./assignedAnswers.js";
import { definitionOf } from "./definition.js";
import type { Answers, Framework } from "./framework.js";
import { parametersOf, takenApart } from "./parameters.js";

/** Names of functions that answer what no route has answered, and are no route's themselves. */
export const unroutedName =
  /(?:not_?found|not_?allowed|unknown_?(?:endpoint|route|path)|catch_?all|404)(?:_?(?:handler|middleware|route|page))?$/i;

export function answersRequest(
  ts: TypeScript,
  node: FunctionNode,
  framework: Framework,
  checker: ts.TypeChecker | undefined,
): boolean {
  const { answers } = framework;
  if (answers === undefined) return true;
  if (answers.by === "mention") {
    return /Result/.test(node.type?.getText() ?? "") || node.body.getText().includes(answers.name);
  }
  if (answers.by === "assignment") return assignsAnswer(ts, node, answers);
  if (answers.by === "result") return new ResultReader(ts, node, answers.methods, checker).answers();
  return new ResponseReader(ts, node, framework, answers).answers();
}

/** Whether a function hands a request on without an error, or gives all of it to something else, and so is middleware. */
export function handsOn(
  ts: TypeScript,
  node: FunctionNode,
  framework: Framework,
  nextParameter = framework.nextParameter,
  depth = 0,
): boolean {
  const next = nextParameter === undefined ? undefined : parametersOf(node)[nextParameter]?.name;
  if (next === undefined || !ts.isIdentifier(next)) return false;
  const names = new Set(parametersOf(node).map((parameter) => parameter.name.getText()));
  const isNext = (expression: ts.Expression) => ts.isIdentifier(expression) && expression.text === next.text;
  const handsOnIn = (inner: ts.Node): boolean => {
    if (ts.isCallExpression(inner)) {
      const args = inner.arguments.map((argument) => unwrap(ts, argument));
      if (args.length === 0 && isNext(unwrap(ts, inner.expression))) return true;
      const handed = args.filter((argument) => ts.isIdentifier(argument) && names.has(argument.text));
      if (handed.length > 1 && handed.some(isNext)) {
        // `streamAnswer(req, res, next)`, of the same file, may be what answers.
        const called = depth < 8 ? definitionOf(ts, inner.expression, undefined) : undefined;
        const isHandedOn =
          called === undefined || called.isWrapped
            ? !isOwnMethod(ts, inner.expression) && !isAnsweredIn(ts, inner.expression, node, framework)
            : handsOn(ts, called.node, framework, args.findIndex(isNext), depth + 1);
        if (isHandedOn) return true;
      }
    }
    return ts.forEachChild(inner, handsOnIn) === true;
  };
  return handsOnIn(node.body);
}

/** Whether a function gives all of a request to what the function around it is given: `(fn) => (req, res) => fn(req, res)`. */
export function wrapsHandler(ts: TypeScript, node: FunctionNode, { signature }: Framework): boolean {
  const names = parametersOf(node).map(({ name }) => name.getText());
  const whole = names.slice(0, signature?.parameters.length ?? 1);
  const calls = (inner: ts.Node): boolean => {
    if (ts.isCallExpression(inner) && isOuterParameter(ts, unwrap(ts, inner.expression), node)) {
      const args = inner.arguments.map((argument) => argument.getText());
      if (whole.length > 0 && whole.every((name) => args.includes(name))) return true;
    }
    return ts.forEachChild(inner, calls) === true;
  };
  return calls(node.body);
}

function isOuterParameter(ts: TypeScript, callee: ts.Expression, node: FunctionNode): boolean {
  if (!ts.isIdentifier(callee)) return false;
  const declared = findDeclaration(ts, callee, callee.text)?.declaration.parent;
  return declared !== undefined && ts.isParameter(declared) && declared.end <= node.pos;
}

/** `this.executeImpl(req, res, next)`: what a class leaves to those that extend it is its own way to answer. */
function isOwnMethod(ts: TypeScript, callee: ts.Expression): boolean {
  const inner = unwrap(ts, callee);
  return ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword;
}

/** `passport.authenticate("local", (error, user) => { … res.json(user) … })(req, res, next)` answers all the same. */
function isAnsweredIn(ts: TypeScript, callee: ts.Expression, node: FunctionNode, framework: Framework): boolean {
  const { answers } = framework;
  return answers?.by === "response" && new ResponseReader(ts, node, framework, answers).sends(callee);
}

/** Answers that are given by a response. */
class ResponseReader {
  readonly #ts: TypeScript;
  readonly #node: FunctionNode;
  readonly #silent: readonly string[];
  readonly #isAtEnd: boolean;
  readonly #request: string | undefined;
  readonly #response: ts.BindingName | undefined;
  readonly #next: string | undefined;

  constructor(ts: TypeScript, node: FunctionNode, framework: Framework, answers: Answers & { by: "response" }) {
    const { responseParameter = 0, nextParameter } = framework;
    const parameters = parametersOf(node);
    this.#ts = ts;
    this.#node = node;
    this.#silent = answers.silent;
    this.#isAtEnd = answers.atEnd;
    this.#request = parameters[0]?.name.getText();
    this.#response = parameters[responseParameter]?.name;
    this.#next = nextParameter === undefined ? undefined : parameters[nextParameter]?.name.getText();
  }

  answers(): boolean {
    const { body } = this.#node;
    if (!this.#ts.isBlock(body)) return this.#isAtEnd ? this.#isAnswer(body) : this.sends(body);
    if (this.#isAtEnd) return this.#answersAtEnd(body);
    if (this.#givesValue(body)) return false;
    return this.sends(body) || this.#throwsAtEnd(body);
  }

  /** Whether there is something in it that sends a response, if only in a callback. */
  sends(root: ts.Node): boolean {
    const ts = this.#ts;
    const response = this.#response;
    // `(req, { json }) => json(…)`
    if (response !== undefined && !ts.isIdentifier(response)) return true;
    const visit = (node: ts.Node): boolean => {
      if (ts.isIdentifier(node) && node.text === response?.text && this.#isSending(node)) return true;
      if (ts.isCallExpression(node) && node.arguments.length > 0 && node.expression.getText() === this.#next)
        return true;
      return ts.forEachChild(node, visit) === true;
    };
    return visit(root);
  }

  /** Whether one mention of the response sends it: `res.status(404).json(…)`, `send(res)`; not `res.status(404)`. */
  #isSending(mention: ts.Identifier): boolean {
    const ts = this.#ts;
    let at: ts.Expression = mention;
    let isCalled = false;
    for (;;) {
      const { parent } = at;
      if (ts.isPropertyAccessExpression(parent) && parent.expression === at) {
        if (at === mention && this.#silent.includes(parent.name.text) && !ts.isCallExpression(parent.parent))
          return false;
        isCalled = false;
        at = parent;
      } else if (ts.isCallExpression(parent) && parent.expression === at) {
        isCalled = true;
        at = parent;
      } else if (ts.isNonNullExpression(parent) || ts.isParenthesizedExpression(parent)) at = parent;
      else break;
    }
    if (at !== mention) {
      const callee = ts.isCallExpression(at) ? unwrap(ts, at.expression) : undefined;
      const method = callee && ts.isPropertyAccessExpression(callee) ? callee.name.text : "";
      return isCalled && !this.#silent.includes(method);
    }
    const { parent } = at;
    if (ts.isPropertyAccessExpression(parent)) return false;
    return !(ts.isParameter(parent) || ts.isPropertyAssignment(parent)) || parent.name !== at;
  }

  /** Whether the path that leads through all statements to the last one answers. */
  #answersAtEnd(statement: ts.Statement | undefined): boolean {
    const ts = this.#ts;
    if (statement === undefined) return false;
    if (ts.isBlock(statement)) {
      return this.#answersAtEnd(statement.statements.findLast((one) => !ts.isFunctionDeclaration(one)));
    }
    if (ts.isReturnStatement(statement)) {
      return statement.expression !== undefined && this.#isAnswer(statement.expression);
    }
    if (ts.isIfStatement(statement)) {
      return this.#answersAtEnd(statement.thenStatement) && this.#answersAtEnd(statement.elseStatement);
    }
    if (ts.isTryStatement(statement)) return this.#answersAtEnd(statement.tryBlock);
    // Who lets a request through leaves before that.
    if (ts.isThrowStatement(statement)) return !this.#leavesEarly();
    return this.sends(statement);
  }

  /** Whether a returned value is an answer, and not what a hook's last call happens to give. */
  #isAnswer(expression: ts.Expression): boolean {
    const ts = this.#ts;
    const inner = unwrap(ts, expression);
    if (ts.isAwaitExpression(inner)) return this.#isAnswer(inner.expression);
    if (ts.isVoidExpression(inner) || inner.getText() === "undefined") return false;
    const called = ts.isCallExpression(inner) ? unwrap(ts, inner.expression) : inner;
    if (!ts.isPropertyAccessExpression(called)) return true;
    // `return request.jwtVerify()`
    if (called !== inner && unwrap(ts, called.expression).getText() === this.#request) return false;
    return rootOf(ts, called).getText() !== this.#response?.getText() || this.sends(inner);
  }

  /** `return session;`: it answers where it refuses, and else gives something to what has called it. */
  #givesValue(body: ts.Block): boolean {
    const ts = this.#ts;
    if (ts.isMethodDeclaration(this.#node) && ts.getDecorators(this.#node)?.length) return false;
    const last = body.statements.at(-1);
    const value = last && ts.isReturnStatement(last) && last.expression ? unwrap(ts, last.expression) : undefined;
    if (value === undefined) return false;
    if (value.kind === ts.SyntaxKind.TrueKeyword || value.kind === ts.SyntaxKind.FalseKeyword) return true;
    if (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value)) return true;
    if (!ts.isIdentifier(value) || value.text === "undefined") return false;
    const declaration = findDeclaration(ts, value, value.text)?.declaration.parent;
    const held = declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return held !== undefined && !this.sends(held);
  }

  #throwsAtEnd(body: ts.Block): boolean {
    const last = body.statements.at(-1);
    return last !== undefined && this.#ts.isThrowStatement(last);
  }

  #leavesEarly(): boolean {
    const ts = this.#ts;
    const leaves = (node: ts.Node): boolean =>
      (ts.isReturnStatement(node) && node.expression === undefined) ||
      (!ts.isFunctionLike(node) && ts.forEachChild(node, leaves) === true);
    return ts.forEachChild(this.#node.body, leaves) === true;
  }
}

/** Answers that are returned. */
class ResultReader {
  readonly #ts: TypeScript;
  readonly #node: FunctionNode;
  readonly #methods: readonly string[];
  readonly #checker: ts.TypeChecker | undefined;
  readonly #context: string | undefined;
  /** Methods of the context that have names of their own: `({ json }) => json([])`. */
  readonly #taken: ReadonlyMap<string, string>;

  constructor(ts: TypeScript, node: FunctionNode, methods: readonly string[], checker: ts.TypeChecker | undefined) {
    this.#ts = ts;
    this.#node = node;
    this.#methods = methods;
    this.#checker = checker;
    const context = parametersOf(node)[0]?.name;
    this.#context = context?.getText();
    this.#taken = context ? takenApart(ts, context) : new Map();
  }

  answers(): boolean {
    const ts = this.#ts;
    const { type, body } = this.#node;
    if (type !== undefined && response.test(type.getText())) return true;
    if (!ts.isBlock(body)) return this.#isAnswer(body) || this.#returnsResponse();
    const last = body.statements.at(-1);
    if (last !== undefined && ts.isThrowStatement(last)) return true;
    const returns = (node: ts.Node): boolean =>
      (ts.isReturnStatement(node) && node.expression !== undefined && this.#isAnswer(node.expression)) ||
      (!ts.isFunctionLike(node) && ts.forEachChild(node, returns) === true);
    return ts.forEachChild(body, returns) === true || this.#returnsResponse();
  }

  /** `c.json(…)`, `c.status(201).json(…)`, `new Response(…)`, `streamSSE(c, …)`. */
  #isAnswer(expression: ts.Expression): boolean {
    const ts = this.#ts;
    const inner = unwrap(ts, expression);
    if (ts.isAwaitExpression(inner)) return this.#isAnswer(inner.expression);
    if (ts.isConditionalExpression(inner)) return this.#isAnswer(inner.whenTrue) || this.#isAnswer(inner.whenFalse);
    if (ts.isNewExpression(inner)) return inner.expression.getText() === "Response";
    if (!ts.isCallExpression(inner)) return false;
    const callee = unwrap(ts, inner.expression);
    if (ts.isIdentifier(callee)) {
      const method = this.#taken.get(callee.text);
      return method === undefined ? /^(fetch|proxy|stream\w*)$/.test(callee.text) : this.#methods.includes(method);
    }
    if (!ts.isPropertyAccessExpression(callee)) return false;
    const owner = unwrap(ts, callee.expression).getText();
    return owner === "Response" || (owner === this.#context && this.#methods.includes(callee.name.text));
  }

  #returnsResponse(): boolean {
    const signature = this.#checker?.getSignatureFromDeclaration(this.#node);
    if (signature === undefined || this.#checker === undefined) return false;
    const returned = signature.getReturnType();
    return isResponse(this.#checker.getAwaitedType(returned) ?? returned);
  }
}

function isResponse(type: ts.Type): boolean {
  return type.isUnionOrIntersection() ? type.types.some(isResponse) : type.symbol?.name === "Response";
}

/** In the text of a return type. */
const response = /\b(?:Typed)?Response\b/;

/** Where a chain of members and calls begins: `reply` of `reply.code(404).send()`. */
function rootOf(ts: TypeScript, expression: ts.Expression): ts.Expression {
  const inner = unwrap(ts, expression);
  return ts.isPropertyAccessExpression(inner) || ts.isCallExpression(inner) ? rootOf(ts, inner.expression) : inner;
}
