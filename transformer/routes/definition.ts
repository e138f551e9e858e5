/** From what a registration is given to the function it names, where that is defined in the same file. */
import type ts from "typescript";
import { type FunctionNode, functionIn, isFunctionNode, type TypeScript, unwrap } from "../targets/functions.js";
import { handlerOption, lastOf } from "../targets/registration.js";
import { findDeclaration } from "../targets/scope.js";

export interface Definition {
  readonly node: FunctionNode;
  /** It stands in a call that wraps it, so that it need not be the handler: `passport.authenticate("x", callback)`. */
  readonly isWrapped: boolean;
  /** A function of this file makes it: `app.get("/users", list(repository))`. */
  readonly isMade?: true;
}

/** The function that is registered here; nothing when it is defined in another file, which then decides about it. */
export function definitionOf(
  ts: TypeScript,
  handler: ts.Expression | FunctionNode,
  checker: ts.TypeChecker | undefined,
  depth = 0,
): Definition | undefined {
  if (isFunctionNode(ts, handler)) return { node: handler, isWrapped: false };
  if (depth > 8) return undefined;
  const inner = unwrap(ts, handler);
  const inline = functionIn(ts, inner);
  if (inline !== undefined) return { node: inline, isWrapped: false };
  if (ts.isIdentifier(inner)) {
    const declaration = findDeclaration(ts, inner, inner.text)?.declaration.parent;
    return declaration && declaredFunction(ts, declaration, checker, depth);
  }
  if (ts.isPropertyAccessExpression(inner)) return memberFunction(ts, inner, checker, depth);
  if (ts.isArrayLiteralExpression(inner)) {
    const last = lastOf(ts, inner.elements);
    return last && definitionOf(ts, last, checker, depth + 1);
  }
  if (!ts.isCallExpression(inner)) return undefined;
  const callee = unwrap(ts, inner.expression);
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === "bind") {
    // Bound arguments come before the request: where its parameters are is not known then.
    return inner.arguments.length > 1 ? undefined : definitionOf(ts, callee.expression, checker, depth + 1);
  }
  // The last that is a function: options may stand behind it, `withAuth(handler, { role: "admin" })`.
  for (const argument of inner.arguments.toReversed()) {
    const last = handlerOption(ts, argument) ?? lastOf(ts, [argument]);
    const wrapped = last && definitionOf(ts, last, checker, depth + 1);
    if (wrapped !== undefined) return { node: wrapped.node, isWrapped: true };
  }
  const maker = definitionOf(ts, callee, checker, depth + 1);
  const made = maker && !maker.isWrapped ? returnedFunction(ts, maker.node) : undefined;
  return made && { node: made, isWrapped: false, isMade: true };
}

/** The function that a function ends with returning. */
function returnedFunction(ts: TypeScript, { body }: FunctionNode): FunctionNode | undefined {
  if (!ts.isBlock(body)) return functionIn(ts, body);
  const last = body.statements.at(-1);
  return last && ts.isReturnStatement(last) ? functionIn(ts, last.expression) : undefined;
}

function declaredFunction(
  ts: TypeScript,
  declaration: ts.Node,
  checker: ts.TypeChecker | undefined,
  depth: number,
): Definition | undefined {
  if (ts.isFunctionDeclaration(declaration)) {
    return isFunctionNode(ts, declaration) ? { node: declaration, isWrapped: false } : undefined;
  }
  // `const { list } = users`
  if (ts.isBindingElement(declaration) && ts.isVariableDeclaration(declaration.parent.parent)) {
    const { initializer } = declaration.parent.parent;
    const owner = initializer && ownerOf(ts, initializer);
    const member = owner && memberNamed(ts, owner, (declaration.propertyName ?? declaration.name).getText());
    return member && valueOfMember(ts, member, checker, depth);
  }
  return ts.isVariableDeclaration(declaration) && declaration.initializer
    ? definitionOf(ts, declaration.initializer, checker, depth + 1)
    : undefined;
}

/** `users.list`, of an object literal or class of this file. */
function memberFunction(
  ts: TypeScript,
  access: ts.PropertyAccessExpression,
  checker: ts.TypeChecker | undefined,
  depth: number,
): Definition | undefined {
  const owner = ownerOf(ts, access.expression);
  const byText = owner && memberNamed(ts, owner, access.name.getText());
  const member = byText ?? checker?.getSymbolAtLocation(access.name)?.valueDeclaration;
  if (member === undefined || member.getSourceFile() !== access.getSourceFile()) return undefined;
  return valueOfMember(ts, member, checker, depth);
}

function valueOfMember(
  ts: TypeScript,
  member: ts.Node,
  checker: ts.TypeChecker | undefined,
  depth: number,
): Definition | undefined {
  if (isFunctionNode(ts, member)) return { node: member, isWrapped: false };
  const value =
    ts.isPropertyAssignment(member) || ts.isPropertyDeclaration(member)
      ? member.initializer
      : ts.isShorthandPropertyAssignment(member)
        ? member.name
        : undefined;
  return value && definitionOf(ts, value, checker, depth + 1);
}

type Owner = ts.ObjectLiteralExpression | ts.ClassLikeDeclaration;

function memberNamed(ts: TypeScript, owner: Owner, name: string): ts.Node | undefined {
  const members: readonly (ts.ObjectLiteralElement | ts.ClassElement)[] = ts.isObjectLiteralExpression(owner)
    ? owner.properties
    : owner.members;
  return members.find((member) => member.name?.getText() === name);
}

/** The object literal or class whose member is meant: of a constant, of a new instance, of `this`. */
function ownerOf(ts: TypeScript, expression: ts.Expression): Owner | undefined {
  const inner = unwrap(ts, expression);
  if (ts.isObjectLiteralExpression(inner) || ts.isClassExpression(inner)) return inner;
  if (ts.isNewExpression(inner)) return ownerOf(ts, inner.expression);
  if (inner.kind === ts.SyntaxKind.ThisKeyword) {
    let owner: ts.Node = inner;
    while (owner !== undefined && !ts.isClassLike(owner)) owner = owner.parent;
    return owner;
  }
  if (!ts.isIdentifier(inner)) return undefined;
  const declaration = findDeclaration(ts, inner, inner.text)?.declaration.parent;
  if (declaration === undefined) return undefined;
  if (ts.isClassDeclaration(declaration)) return declaration;
  return ts.isVariableDeclaration(declaration) && declaration.initializer
    ? ownerOf(ts, declaration.initializer)
    : undefined;
}
