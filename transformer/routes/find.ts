/** The HTTP handlers of a file, decided from that file and its types. */
import type ts from "typescript";
import { exportedFunctions, exportedValues } from "../targets/exported.js";
import { type FunctionNode, isFunctionNode, parentOf, type TypeScript, unwrap } from "../targets/functions.js";
import { keyPathOf } from "../targets/keyPath.js";
import { functionLabel } from "../targets/labels.js";
import { handlerOption, type Registration, registrationOf } from "../targets/registration.js";
import { findDeclaration } from "../targets/scope.js";
import { answersRequest, handsOn, unroutedName, wrapsHandler } from "./answers.js";
import { conventionalHandlers, withSlashes } from "./conventions.js";
import { decoratedRoute } from "./decorators.js";
import { type Definition, definitionOf } from "./definition.js";
import type { Framework, Taker } from "./framework.js";
import { frameworkOfModule, frameworks, isTaker, mentionsFramework } from "./frameworks.js";
import type { Handler, Unresolved } from "./handler.js";
import { type ImportedName, importedName, isOwnModule } from "./imports.js";
import { parametersOf } from "./parameters.js";
import { Receivers } from "./receivers.js";
import { guessedFramework, hasUsualNames, isHandlerOf } from "./shape.js";
import { declaredHandler } from "./signatures.js";
import { importedTypes } from "./typeNames.js";

export function findHandlers(
  ts: TypeScript,
  file: ts.SourceFile,
  checker: (() => ts.TypeChecker) | undefined,
): ReadonlyMap<FunctionNode, Handler> {
  return search(ts, file, checker)?.handlers ?? new Map();
}

/** What a file registers and does not define, or what nothing shows to be a handler. */
export function findUnresolved(ts: TypeScript, file: ts.SourceFile, checker: ts.TypeChecker): readonly Unresolved[] {
  return search(ts, file, () => checker)?.unresolved ?? [];
}

function search(
  ts: TypeScript,
  file: ts.SourceFile,
  checker: (() => ts.TypeChecker) | undefined,
): Pick<Finder, "handlers" | "unresolved"> | undefined {
  const conventional = conventionalHandlers(ts, file);
  const isConventional = conventional.handlers.length + conventional.unresolved.length > 0;
  if (!isConventional && !mentionsFramework(file.text)) return undefined;
  const finder = new Finder(ts, file, checker?.());
  for (const handler of conventional.handlers) finder.add(handler);
  finder.unresolved.push(...conventional.unresolved);
  finder.visit(file);
  finder.addDeclared();
  finder.addExported();
  return finder;
}

class Finder {
  readonly handlers = new Map<FunctionNode, Handler>();
  readonly unresolved: Unresolved[] = [];
  readonly #ts: TypeScript;
  readonly #file: ts.SourceFile;
  readonly #checker: ts.TypeChecker | undefined;
  readonly #receivers: Receivers;
  /** Functions that are given to something else than a route: middleware, hooks, error handlers. */
  readonly #others = new Set<FunctionNode>();
  /** Functions that this file calls itself. */
  readonly #called = new Set<FunctionNode>();
  /** Names of members that are given away, `[["/slow", this.slow]]`, and so may be registered where they are not seen. */
  readonly #given = new Set<string>();
  readonly #functions: FunctionNode[] = [];

  constructor(ts: TypeScript, file: ts.SourceFile, checker: ts.TypeChecker | undefined) {
    this.#ts = ts;
    this.#file = file;
    this.#checker = checker;
    this.#receivers = new Receivers(ts, file, checker);
  }

  /** A handler that is registered twice, or found twice, stays what it was found as first. */
  add(handler: Handler): void {
    if (!this.handlers.has(handler.node)) this.handlers.set(handler.node, handler);
  }

  visit(node: ts.Node): void {
    const ts = this.#ts;
    if (ts.isCallExpression(node)) this.#call(node);
    if (ts.isNewExpression(node) && node.arguments !== undefined) this.#taken(node, node.arguments);
    // The hooks of a route: `{ preHandler: [checkUser], handler }`.
    if (ts.isPropertyAssignment(node) && otherMembers.has(node.name.getText())) this.#addOthers([node.initializer]);
    if (ts.isShorthandPropertyAssignment(node) && otherMembers.has(node.name.text)) this.#addOthers([node.name]);
    if (ts.isMethodDeclaration(node) && isFunctionNode(ts, node) && otherMembers.has(node.name.getText())) {
      if (ts.isObjectLiteralExpression(node.parent)) this.#others.add(node);
    }
    if (ts.isPropertyAccessExpression(node) && node.expression.kind === ts.SyntaxKind.ThisKeyword) {
      const parent = parentOf(ts, node);
      const isCalled = ts.isCallExpression(parent) && unwrap(ts, parent.expression) === node;
      if (!isCalled) this.#given.add(node.name.text);
    }
    if (isFunctionNode(ts, node)) {
      this.#functions.push(node);
      const decorated = decoratedRoute(ts, node, this.#checker);
      if (decorated !== undefined) this.add({ node, ...decorated, foundBy: "decorator", isMiddleware: false });
    }
    ts.forEachChild(node, (child) => this.visit(child));
  }

  /** By their declarations: what is left after all that the file says of its functions has been read. */
  addDeclared(): void {
    const ts = this.#ts;
    const exported = new Set(exportedFunctions(ts, this.#file));
    for (const node of this.#functions) {
      const isHelper = this.#called.has(node) && !exported.has(node);
      if (this.handlers.has(node) || this.#isPrivate(node) || isHelper) continue;
      const declared = declaredHandler(ts, node, this.#checker);
      if (declared === undefined) continue;
      const { framework, isCertain } = declared;
      if (wrapsHandler(ts, node, framework)) continue;
      const saysSo = isCertain || answersRequest(ts, node, framework, undefined);
      if (!saysSo && !answersRequest(ts, node, framework, this.#checker)) continue;
      const typesOnly = declared.typesOnly || !saysSo;
      const isMiddleware =
        this.#others.has(node) || handsOn(ts, node, framework) || unroutedName.test(functionLabel(ts, node));
      // Without a `next`, nothing but its own end says where middleware ends: Fastify's hooks are functions like any.
      if (isMiddleware && framework.nextParameter === undefined) continue;
      this.add({ node, framework, typesOnly, isMiddleware, foundBy: "type" });
    }
  }

  /** By what they are exported as: `export const handler = withLog(async (event) => …)`. */
  addExported(): void {
    const ts = this.#ts;
    for (const framework of frameworks) {
      if (framework.exportNames === undefined) continue;
      for (const [name, value] of exportedValues(ts, this.#file)) {
        const node = framework.exportNames.includes(name)
          ? (this.#define(value)?.node ?? this.#defineChained(value))
          : undefined;
        if (node === undefined || !hasUsualNames(ts, node, framework) || isOfBrowser(ts, node)) continue;
        this.add({ node, framework, foundBy: "convention", typesOnly: false, isMiddleware: false });
      }
    }
  }

  #call(call: ts.CallExpression): void {
    const ts = this.#ts;
    const callee = unwrap(ts, call.expression);
    if (takesOthers(ts, call)) this.#addOthers(call.arguments);
    else if (isOfOtherPackage(ts, callee)) this.#addOptions(call.arguments);
    const registration = registrationOf(ts, call);
    if (registration !== undefined) this.#registration(call, registration);
    const called = this.#define(callee);
    if (called !== undefined && !called.isWrapped && !called.isMade) this.#called.add(called.node);
    this.#taken(call, call.arguments);
  }

  /** What is called for every request: `createServer(handler)`, `new Server(handler)`, `server.on("request", handler)`. */
  #taken(call: ts.CallExpression | ts.NewExpression, args: readonly ts.Expression[]): void {
    const ts = this.#ts;
    const callee = unwrap(ts, call.expression);
    const taken = takerOf(ts, callee) ?? listenedTo(ts, callee, args, this.#receivers);
    if (taken === undefined || isInOthers(ts, call)) return;
    if (taken.framework.others?.files?.test(withSlashes(this.#file.fileName))) return;
    for (const argument of args) {
      const defined = this.#define(handlerOption(ts, argument) ?? argument);
      if (defined === undefined) continue;
      const { node, isWrapped } = defined;
      const isHandler = parametersOf(node).length > 1 && isHandlerOf(ts, node, taken.framework, this.#checker);
      if (!isWrapped || isHandler) this.add({ node, ...taken, foundBy: "registration", isMiddleware: false });
    }
  }

  #registration(call: ts.CallExpression, registered: Registration): void {
    const ts = this.#ts;
    const { receiver, method, handler, route } = registered;
    const defined = this.#define(handler);
    // Most calls of a `get` or `all` end here: they are given no function.
    if (defined === undefined && !mayBeFunction(ts, handler, method, route)) return;
    const found = this.#receivers.receiver(receiver);
    if (defined === undefined) {
      if (found === undefined || found.framework === "unknown") return;
      const { framework } = found;
      if (framework.receivers?.methods.includes(method))
        this.#addUnresolved(handler, framework, this.#routeOf(call, framework, method, route));
      return;
    }
    if (found === undefined) return;
    const { node } = defined;
    const isGuess = found.framework === "unknown";
    const framework = isGuess ? guessedFramework(ts, node, registered) : found.framework;
    if (!framework?.receivers?.methods.includes(method)) return;
    this.#addOthers(call.arguments.filter((argument) => this.#define(argument)?.node !== node));
    if (isErrorHandler(node, framework)) return;
    if (defined.isWrapped && isInOthers(ts, node)) return;
    // `wrap(users.list)`: what `wrap` makes is not the handler, but what of another file it is given.
    const isWrapper = defined.isMade && wrapsHandler(ts, node, framework);
    const isOther =
      defined.isWrapped && !isTaken(ts, node, framework) && !isHandlerOf(ts, node, framework, this.#checker);
    if (isWrapper || isOther) {
      if (!isGuess) this.#addUnresolved(handler, framework, route);
      return;
    }
    // What the types say of something unknown, the handler's looks may say too.
    const typesOnly = found.typesOnly && !(found.isOpen && guessedFramework(ts, node, registered) === framework);
    // `router.route("/users").all(checkUser)`
    const isMiddleware = method === "all" && handsOn(ts, node, framework);
    const own = this.#routeOf(call, framework, method, route);
    this.add({ node, framework, ...(own && { route: own }), foundBy: "registration", typesOnly, isMiddleware });
  }

  /** As the registration says it, or by the keys that lead to it. */
  #routeOf(call: ts.CallExpression, { receivers }: Framework, method: string, route?: string): string | undefined {
    return receivers?.isKeyed ? `${method} ${keyPathOf(this.#ts, call).keys.join(".")}`.trim() : route;
  }

  #addUnresolved(handler: ts.Expression | FunctionNode, framework: Framework, route: string | undefined): void {
    if (this.#ts.isExpression(handler)) this.unresolved.push({ handler, framework, ...(route && { route }) });
  }

  #define(expression: ts.Expression | FunctionNode): Definition | undefined {
    return definitionOf(this.#ts, expression, this.#checker);
  }

  /** `middy(handler).use(parser())`: what the chain begins with. */
  #defineChained(value: ts.Expression | FunctionNode): FunctionNode | undefined {
    const ts = this.#ts;
    const inner = ts.isExpression(value) ? unwrap(ts, value) : value;
    const callee = ts.isCallExpression(inner) ? unwrap(ts, inner.expression) : undefined;
    if (callee === undefined || !ts.isPropertyAccessExpression(callee)) return undefined;
    return this.#define(callee.expression)?.node ?? this.#defineChained(callee.expression);
  }

  #addOthers(args: readonly ts.Expression[]): void {
    const ts = this.#ts;
    for (const argument of args) {
      const inner = unwrap(ts, argument);
      if (ts.isArrayLiteralExpression(inner)) this.#addOthers(inner.elements);
      const defined = this.#define(inner);
      if (defined !== undefined) this.#others.add(defined.node);
    }
  }

  /** `compression({ filter })`: what another package asks about a request. */
  #addOptions(args: readonly ts.Expression[]): void {
    const ts = this.#ts;
    for (const { properties } of args.filter(ts.isObjectLiteralExpression)) {
      this.#addOthers(properties.filter(ts.isPropertyAssignment).map(({ initializer }) => initializer));
      this.#addOthers(properties.filter(ts.isShorthandPropertyAssignment).map(({ name }) => name));
    }
  }

  #isPrivate(node: FunctionNode): boolean {
    const ts = this.#ts;
    const member = ts.isPropertyDeclaration(node.parent) ? node.parent : node;
    if (!ts.isClassElement(member)) return false;
    if (member.name !== undefined && this.#given.has(member.name.getText())) return false;
    const { PrivateKeyword, ProtectedKeyword } = ts.SyntaxKind;
    const isHidden =
      ts.canHaveModifiers(member) &&
      member.modifiers?.some(({ kind }) => kind === PrivateKeyword || kind === ProtectedKeyword);
    return isHidden || (member.name !== undefined && ts.isPrivateIdentifier(member.name));
  }
}

/** `(event: MouseEvent) => …`: a global type, that no file has declared or imported. */
function isOfBrowser(ts: TypeScript, node: FunctionNode): boolean {
  const type = parametersOf(node)[0]?.type;
  if (type === undefined || !ts.isTypeReferenceNode(type) || !/^[A-Z]\w*Event$/.test(type.typeName.getText()))
    return false;
  const isDeclared = new RegExp(`\\b(interface|type) ${type.typeName.getText()}\\b`).test(node.getSourceFile().text);
  return !isDeclared && importedTypes(ts, type).length === 0;
}

/** Of all frameworks, as often nothing tells which one a function is given to. */
const otherMethods = new Set(frameworks.flatMap(({ others }) => others?.methods ?? []));
const otherMembers = new Set(frameworks.flatMap(({ others }) => others?.members ?? []));
const otherCallees = new Set(frameworks.flatMap(({ others }) => others?.callees ?? []));

const keyedMethods = new Set(frameworks.flatMap(({ receivers }) => (receivers?.isKeyed ? receivers.methods : [])));

function takesOthers(ts: TypeScript, call: ts.CallExpression): boolean {
  const callee = unwrap(ts, call.expression);
  return ts.isPropertyAccessExpression(callee)
    ? otherMethods.has(callee.name.text)
    : ts.isIdentifier(callee) && otherCallees.has(callee.text);
}

function isOfOtherPackage(ts: TypeScript, callee: ts.Expression): boolean {
  const imported = importedName(ts, callee);
  return imported !== undefined && !isOwnModule(imported.module) && frameworkOfModule(imported.module) === undefined;
}

/** Whether one of the calls that wrap a function makes something else of it: `upgradeWebSocket((c) => …)`. */
function isInOthers(ts: TypeScript, node: ts.Node): boolean {
  const call = parentOf(ts, node);
  return ts.isCallExpression(call) && call.expression !== node && (takesOthers(ts, call) || isInOthers(ts, call));
}

/** Whether a name, or what a call gives, is registered under a path: `app.get("/users", users.list)`. */
function mayBeFunction(
  ts: TypeScript,
  handler: ts.Expression | FunctionNode,
  method: string,
  route: string | undefined,
): boolean {
  // A verb alone is a setting's, `app.get(name)`, except where routes are keys.
  if (route?.includes(" ") === false && !keyedMethods.has(method)) return false;
  return ts.isIdentifier(handler) || ts.isPropertyAccessExpression(handler) || ts.isCallExpression(handler);
}

/** Express tells an error handler by its four parameters. */
function isErrorHandler(node: FunctionNode, { responseParameter = 0, nextParameter = 0 }: Framework): boolean {
  const isRest = node.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined);
  return !isRest && parametersOf(node).length > Math.max(responseParameter, nextParameter) + 1;
}

type Taken = Pick<Handler, "framework" | "typesOnly">;

function takerOf(ts: TypeScript, callee: ts.Expression): Taken | undefined {
  const imported = importedName(ts, callee) ?? importedMember(ts, callee);
  const isGlobal = ts.isIdentifier(callee) && findDeclaration(ts, callee, callee.text) === undefined;
  const takes = (taker: Taker) =>
    imported === undefined
      ? isGlobal && taker.isGlobal === true && taker.callee === callee.text
      : isTaker(taker, imported);
  const framework = frameworks.find(({ takers }) => takers?.some(takes));
  return framework && { framework, typesOnly: false };
}

/** `query.batch`, of an imported `query`. */
function importedMember(ts: TypeScript, callee: ts.Expression): ImportedName | undefined {
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const owner = importedName(ts, callee.expression);
  return owner && { module: owner.module, name: `${owner.name}.${callee.name.text}` };
}

/** Whether what a function is given to takes nothing but handlers: `router.get("/", eventHandler((event) => …))`. */
function isTaken(ts: TypeScript, node: FunctionNode, framework: Framework): boolean {
  const call = parentOf(ts, node);
  return ts.isCallExpression(call) && takerOf(ts, unwrap(ts, call.expression))?.framework === framework;
}

/** `server.on("request", handler)` */
function listenedTo(
  ts: TypeScript,
  callee: ts.Expression,
  [event]: readonly ts.Expression[],
  receivers: Receivers,
): Taken | undefined {
  if (!ts.isPropertyAccessExpression(callee) || !event || !ts.isStringLiteralLike(event)) return undefined;
  if (!/^(on|once|addListener|prependListener)$/.test(callee.name.text)) return undefined;
  const { framework, typesOnly = false } = receivers.receiver(callee.expression) ?? {};
  if (framework === undefined || framework === "unknown") return undefined;
  return framework.receivers?.events?.includes(event.text) ? { framework, typesOnly } : undefined;
}
