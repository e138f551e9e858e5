/** What framework an application or router is of: by where it comes from in the text, and by its type. */
import type ts from "typescript";
import { parentOf, type TypeScript, unwrap } from "../targets/functions.js";
import { findDeclaration } from "../targets/scope.js";
import type { Framework } from "./framework.js";
import { frameworkOfModule, frameworks } from "./frameworks.js";
import { importedName } from "./imports.js";
import { frameworkOfType } from "./types.js";

/**
 * `unknown`: the text leaves it open, as with a parameter without a type or an import from another file of the
 * project. `other`: it is something else, such as a client of another package.
 */
export type Origin = Framework | "unknown" | "other";

export interface Receiver {
  readonly framework: Framework | "unknown";
  /** The text alone would not have told. */
  readonly typesOnly: boolean;
}

/** What routes are registered at here; nothing when it is no framework's. Types come over the text. */
export function receiverOf(
  ts: TypeScript,
  expression: ts.Expression,
  checker: ts.TypeChecker | undefined,
): Receiver | undefined {
  const origin = originOf(ts, expression);
  const byType = checker && frameworkOfType(ts, checker, checker.getTypeAtLocation(expression), isReceiverType);
  if (byType === "other" || (byType === undefined && origin === "other")) return undefined;
  if (byType !== undefined) return { framework: byType, typesOnly: origin !== byType };
  return origin === "other" ? undefined : { framework: origin, typesOnly: false };
}

function isReceiverType({ receivers }: Framework, name: string): boolean {
  return receivers?.types.includes(name) ?? false;
}

function originOf(ts: TypeScript, expression: ts.Expression): Origin {
  const inner = unwrap(ts, expression);
  if (ts.isAwaitExpression(inner)) return originOf(ts, inner.expression);
  if (ts.isIdentifier(inner)) {
    const declaration = findDeclaration(ts, inner, inner.text)?.declaration;
    return declaration === undefined ? "unknown" : declared(ts, declaration.parent, declaration);
  }
  if (ts.isCallExpression(inner) || ts.isNewExpression(inner)) {
    const made = madeBy(ts, inner.expression);
    if (made !== undefined) return made;
    // A chain: `new Hono().basePath("/api")`, `router.route("/users")`.
    const callee = unwrap(ts, inner.expression);
    return ts.isPropertyAccessExpression(callee) ? originOf(ts, callee.expression) : "unknown";
  }
  if (ts.isPropertyAccessExpression(inner)) {
    return inner.expression.kind === ts.SyntaxKind.ThisKeyword ? ownMember(ts, inner) : "unknown";
  }
  return "other";
}

/** What a call or `new` gives: a receiver, when it is of a framework's own makers. */
function madeBy(ts: TypeScript, callee: ts.Expression): Origin | undefined {
  const imported = importedName(ts, callee);
  if (imported === undefined) return undefined;
  const framework = frameworkOfModule(imported.module);
  if (framework === undefined) return imported.module.startsWith(".") ? "unknown" : "other";
  return framework.receivers?.makers.includes(imported.name) ? framework : undefined;
}

function declared(ts: TypeScript, node: ts.Node, name: ts.Identifier): Origin {
  if (ts.isVariableDeclaration(node)) return held(ts, node);
  if (ts.isParameter(node)) return (node.type && typeOrigin(ts, node.type)) ?? scopeOrigin(ts, node);
  const imported = importedName(ts, name);
  if (imported === undefined) return "unknown";
  return imported.module.startsWith(".") ? "unknown" : (frameworkOfModule(imported.module) ?? "other");
}

/** What a variable or property holds: by its type where it has one. */
function held(ts: TypeScript, { type, initializer }: ts.VariableDeclaration | ts.PropertyDeclaration): Origin {
  return (type && typeOrigin(ts, type)) ?? (initializer ? originOf(ts, initializer) : "unknown");
}

/** The parameter of a function that is given to a receiver: `app.register(async (api) => …)`. */
function scopeOrigin(ts: TypeScript, parameter: ts.ParameterDeclaration): Origin {
  const { parent } = parameter;
  if (!ts.isArrowFunction(parent) && !ts.isFunctionExpression(parent)) return "unknown";
  const call = parentOf(ts, parent);
  if (!ts.isCallExpression(call) || parent.parameters[0] !== parameter) return "unknown";
  const callee = unwrap(ts, call.expression);
  if (!ts.isPropertyAccessExpression(callee)) return "unknown";
  const outer = originOf(ts, callee.expression);
  if (typeof outer === "string") return "unknown";
  return outer.receivers?.scopes?.includes(callee.name.text) ? outer : "unknown";
}

/** `this.app`: a member of the class around, by its type, its initial value, or what its constructor assigns. */
function ownMember(ts: TypeScript, access: ts.PropertyAccessExpression): Origin {
  let owner: ts.Node = access;
  while (owner !== undefined && !ts.isClassLike(owner)) owner = owner.parent;
  if (owner === undefined) return "unknown";
  const name = access.name.text;
  for (const member of owner.members) {
    if (ts.isPropertyDeclaration(member) && member.name.getText() === name) {
      const known = held(ts, member);
      if (known !== "unknown") return known;
    }
    if (!ts.isConstructorDeclaration(member)) continue;
    const parameter = member.parameters.find((one) => ts.isIdentifier(one.name) && one.name.text === name);
    const byType = parameter?.type && typeOrigin(ts, parameter.type);
    if (byType !== undefined) return byType;
    for (const statement of member.body?.statements ?? []) {
      if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) continue;
      const { left, right } = statement.expression;
      if (left.getText() === `this.${name}`) return originOf(ts, right);
    }
  }
  return "unknown";
}

/** A type as it is written: of a framework's receivers, or of another package; nothing for a type of the project's. */
function typeOrigin(ts: TypeScript, type: ts.TypeNode): Origin | undefined {
  if (!ts.isTypeReferenceNode(type)) return undefined;
  const imported = importedName(ts, type.typeName);
  if (imported === undefined || imported.module.startsWith(".")) return undefined;
  const framework = frameworks.find(
    (one) =>
      (one.modules.includes(imported.module) || one.typePackages.includes(imported.module)) &&
      isReceiverType(one, imported.name),
  );
  return framework ?? "other";
}
