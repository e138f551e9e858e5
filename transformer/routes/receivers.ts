/** What framework an application or router is of: by where it comes from in the text, and by its type. */
import type ts from "typescript";
import { type FunctionNode, isFunctionNode, parentOf, type TypeScript, unwrap } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";
import { definitionOf } from "./definition.js";
import type { Framework } from "./framework.js";
import { frameworkOfModule, frameworks, isTaker, isTypeOf } from "./frameworks.js";
import { importedName, isOwnModule } from "./imports.js";
import { parametersOf } from "./parameters.js";
import { importedTypes, typeBeside } from "./typeNames.js";
import { frameworkOfType } from "./types.js";

/**
 * `unknown`: the text leaves it open, as with a parameter without a type or an import from another file of the
 * project. `other`: it is something else, such as a client of another package.
 */
type Origin = Framework | "unknown" | "other";

export interface Receiver {
  readonly framework: Framework | "unknown";
  /** The text alone would not have told. */
  readonly typesOnly: boolean;
  /** The text leaves it open. */
  readonly isOpen: boolean;
}

export class Receivers {
  readonly #ts: TypeScript;
  readonly #checker: ts.TypeChecker | undefined;
  /** What the file's own functions are registered at as plugins: `app.register(routes)`. */
  readonly #plugins = new Map<FunctionNode, ts.Expression>();

  constructor(ts: TypeScript, file: ts.SourceFile, checker: ts.TypeChecker | undefined) {
    this.#ts = ts;
    this.#checker = checker;
    if (frameworks.some(({ plugins }) => plugins && file.text.includes(`.${plugins.method}(`))) this.#findPlugins(file);
  }

  /** What routes are registered at here; nothing when it is no framework's. Types come over the text. */
  receiver(expression: ts.Expression): Receiver | undefined {
    const byText = this.#origin(expression);
    const origin = byText === "unknown" ? (calledLike(this.#ts, expression) ?? byText) : byText;
    const checker = this.#checker;
    const byType = checker && frameworkOfType(this.#ts, checker, checker.getTypeAtLocation(expression), isReceiverType);
    if (byType === "other") return undefined;
    const isOpen = origin === "unknown";
    if (byType !== undefined) return { framework: byType, typesOnly: origin !== byType, isOpen };
    return origin === "other" ? undefined : { framework: origin, typesOnly: false, isOpen };
  }

  #findPlugins(node: ts.Node): void {
    const ts = this.#ts;
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const [plugin] = node.arguments;
      const isPlugin = frameworks.some(({ plugins }) => plugins?.method === name.text);
      const defined = isPlugin && plugin ? definitionOf(ts, plugin, this.#checker) : undefined;
      if (defined !== undefined) this.#plugins.set(defined.node, expression);
    }
    ts.forEachChild(node, (child) => this.#findPlugins(child));
  }

  #origin(expression: ts.Expression): Origin {
    const ts = this.#ts;
    const inner = unwrap(ts, expression);
    if (ts.isAwaitExpression(inner)) return this.#origin(inner.expression);
    if (ts.isIdentifier(inner)) {
      const declaration = findDeclaration(ts, inner, inner.text)?.declaration;
      return declaration === undefined ? "unknown" : this.#declared(declaration.parent, declaration);
    }
    if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) {
      const made = madeBy(ts, inner.expression);
      if (made !== undefined) return made;
      // A chain: `new Hono().basePath("/api")`, `router.route("/users")`.
      const callee = unwrap(ts, inner.expression);
      return ts.isPropertyAccessExpression(callee) ? this.#origin(callee.expression) : "unknown";
    }
    if (ts.isPropertyAccessExpression(inner)) {
      if (inner.expression.kind === ts.SyntaxKind.ThisKeyword) return this.#ownMember(inner);
      const owner = this.#origin(inner.expression);
      const isRooted = typeof owner === "object" && owner.receivers?.roots !== undefined;
      return owner === "other" || isRooted ? owner : "unknown";
    }
    return "other";
  }

  #declared(node: ts.Node, name: ts.Identifier): Origin {
    const ts = this.#ts;
    if (ts.isVariableDeclaration(node)) return this.#held(node);
    if (ts.isParameter(node)) return (node.type && typeOrigin(ts, node.type)) ?? this.#pluginOrigin(node);
    const imported = importedName(ts, name);
    const framework = imported && frameworkOfModule(imported.module);
    if (imported && framework?.receivers?.roots?.includes(imported.name)) return framework;
    return imported === undefined || isOwnModule(imported.module) ? "unknown" : "other";
  }

  /** What a variable or property holds: by its type where it has one. */
  #held({ type, initializer }: ts.VariableDeclaration | ts.PropertyDeclaration): Origin {
    return (type && typeOrigin(this.#ts, type)) ?? (initializer ? this.#origin(initializer) : "unknown");
  }

  /** The first parameter of a plugin: `app.register(async (api) => …)`, `fp(async (api) => …)`. */
  #pluginOrigin(parameter: ts.ParameterDeclaration): Origin {
    const ts = this.#ts;
    const { parent: node } = parameter;
    if (!isFunctionNode(ts, node) || parametersOf(node)[0] !== parameter) return "unknown";
    const registeredAt = this.#plugins.get(node);
    const outer = registeredAt ? this.#origin(registeredAt) : "unknown";
    if (outer !== "unknown") return outer;
    return frameworks.find((framework) => isPlugin(ts, node, framework)) ?? "unknown";
  }

  /** `this.app`: a member of the class around, by its type, its initial value, or what its constructor assigns. */
  #ownMember(access: ts.PropertyAccessExpression): Origin {
    const ts = this.#ts;
    let owner: ts.Node = access;
    while (owner !== undefined && !ts.isClassLike(owner)) owner = owner.parent;
    if (owner === undefined) return "unknown";
    const name = access.name.text;
    for (const member of owner.members) {
      if (ts.isPropertyDeclaration(member) && member.name.getText() === name) {
        const known = this.#held(member);
        if (known !== "unknown") return known;
      }
      if (!ts.isConstructorDeclaration(member)) continue;
      const parameter = member.parameters.find((one) => ts.isIdentifier(one.name) && one.name.text === name);
      const byType = parameter?.type && typeOrigin(ts, parameter.type);
      if (byType !== undefined) return byType;
      for (const statement of member.body?.statements ?? []) {
        if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) continue;
        const { left, right } = statement.expression;
        if (left.getText() === `this.${name}`) return this.#origin(right);
      }
    }
    return "unknown";
  }
}

/** By the name of what a chain begins with: `adminProcedure.input(…).use(…)`. */
function calledLike(ts: TypeScript, expression: ts.Expression): Framework | undefined {
  let at = unwrap(ts, expression);
  while (ts.isCallExpression(at)) {
    const callee = unwrap(ts, at.expression);
    at = ts.isPropertyAccessExpression(callee) ? unwrap(ts, callee.expression) : callee;
  }
  const name = ts.isPropertyAccessExpression(at) ? at.name : at;
  return frameworks.find(({ receivers }) => receivers?.usualName?.test(name.getText()));
}

function isReceiverType({ receivers }: Framework, name: string): boolean {
  return receivers?.types.includes(name) ?? false;
}

/** What a call or `new` gives: a receiver, when it is of a framework's own makers. */
function madeBy(ts: TypeScript, callee: ts.Expression): Origin | undefined {
  const imported = importedName(ts, callee);
  if (imported === undefined) return undefined;
  const framework = frameworkOfModule(imported.module);
  if (framework === undefined) return isOwnModule(imported.module) ? "unknown" : "other";
  return framework.receivers?.makers.includes(imported.name) ? framework : "other";
}

/** A type as it is written: of a framework's receivers, or of another package; nothing for a type of the project's. */
function typeOrigin(ts: TypeScript, type: ts.TypeNode): Origin | undefined {
  const imported = importedTypes(ts, type).filter(({ module }) => !isOwnModule(module));
  if (imported.length === 0) return undefined;
  const isReceiver = (framework: Framework) =>
    imported.some((one) => isTypeOf(framework, one, framework.receivers?.types ?? []));
  return frameworks.find(isReceiver) ?? "other";
}

/** By the type of the whole function, by what it is wrapped in, or by what its parameter is called. */
function isPlugin(ts: TypeScript, node: FunctionNode, framework: Framework): boolean {
  const { plugins, modules, typePackages } = framework;
  if (plugins === undefined) return false;
  const type = typeBeside(ts, node);
  const isTyped =
    type &&
    importedTypes(ts, type).some(({ module, name }) => {
      return name.startsWith(plugins.types) && (modules.includes(module) || typePackages.includes(module));
    });
  if (isTyped) return true;
  const call = parentOf(ts, node);
  const wrapper = ts.isCallExpression(call) ? importedName(ts, call.expression) : undefined;
  if (wrapper !== undefined && plugins.wrappers.some((one) => isTaker(one, wrapper))) return true;
  const [first] = parametersOf(node);
  return first?.type === undefined && first !== undefined && plugins.usualName.test(first.name.getText());
}
