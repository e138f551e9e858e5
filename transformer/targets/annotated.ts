/** From annotations to the functions they name. */
import type ts from "typescript";
import { type Annotation, type AnnotationProblem, repeatedTag } from "../annotation/annotation.js";
import type { Attached } from "../annotation/attach.js";
import { codes } from "../diagnostics/codes.js";
import { exportedFunctions } from "./exported.js";
import {
  type FunctionNode,
  flowOf,
  functionIn,
  functionsOfClass,
  isFunctionNode,
  type TypeScript,
  unwrap,
} from "./functions.js";
import { hasPath, inlineHandlers } from "./registration.js";
import type { Target } from "./target.js";

export interface AnnotatedFunctions {
  readonly targets: ReadonlyMap<FunctionNode, Target>;
  /** Functions that an annotation takes out, whatever else would find them. */
  readonly skipped: ReadonlySet<FunctionNode>;
  readonly problems: readonly AnnotationProblem[];
}

/** Which functions an annotation is about: one, or the members of a group (a class, a file, several handlers). */
type Reach = { readonly one: FunctionNode } | { readonly group: readonly FunctionNode[] } | { readonly why: string };

export function annotatedFunctions(
  ts: TypeScript,
  file: ts.SourceFile,
  attached: readonly Attached[],
): AnnotatedFunctions {
  const targets = new Map<FunctionNode, Target>();
  const skipped = new Set<FunctionNode>();
  const problems: AnnotationProblem[] = [];
  /** Functions that a tag of their own has named. */
  const ones = new Set<FunctionNode>();

  const apply = (node: FunctionNode, annotation: Annotation, isGroup: boolean): void => {
    if (annotation.skip) {
      targets.delete(node);
      skipped.add(node);
      return;
    }
    skipped.delete(node);
    const { span, skip, ...own } = annotation;
    const keys = isGroup ? fittingKeys(ts, node, own) : own;
    targets.set(node, { node, found: "annotated", keys: { ...targets.get(node)?.keys, ...keys }, tag: span });
  };

  // The wider first, so that a method's own keys come over its class's, and a class's over the file's.
  const reaches = attached.map(({ node, annotation }) => ({ annotation, reach: reachOf(ts, file, node, annotation) }));
  const width = (reach: Reach) => ("group" in reach ? reach.group.length : 0);
  for (const { annotation, reach } of reaches.toSorted((a, b) => width(b.reach) - width(a.reach))) {
    if ("why" in reach) {
      problems.push({ code: codes.notInstrumentable, message: reach.why, span: annotation.span, mend: "source" });
    } else if ("one" in reach) {
      if (ones.has(reach.one)) problems.push(repeatedTag(annotation.span));
      ones.add(reach.one);
      apply(reach.one, annotation, false);
    } else if (annotation.name !== undefined) {
      const message =
        "'name' is the label of one function, and this tag is about a group of them; put it on the function itself";
      problems.push({ code: codes.nameOnGroup, message, span: annotation.name.span, mend: "source" });
    } else for (const node of reach.group) apply(node, annotation, true);
  }
  return { targets, skipped, problems };
}

/** What a group's tag asks for and one of its functions cannot have is meant for the others. */
function fittingKeys(ts: TypeScript, node: FunctionNode, keys: Target["keys"]): Target["keys"] {
  const { concurrency, errorIf, okIf, ...rest } = keys;
  if (flowOf(ts, node).endsWith("generator")) return rest;
  if (!ts.isSetAccessorDeclaration(node)) return keys;
  // A setter has no result.
  return { ...rest, ...(concurrency && { concurrency }), ...(okIf && { okIf }) };
}

function reachOf(ts: TypeScript, file: ts.SourceFile, node: ts.Node, annotation: Annotation): Reach {
  if (ts.isSourceFile(node)) return group(exportedFunctions(ts, file), "the file exports no function", annotation);
  if (isFunctionNode(ts, node)) return { one: node };
  if (ts.isClassLike(node)) return reachOfClass(ts, node, annotation);
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return reachOfOverload(ts, node);
  if (ts.isVariableStatement(node)) {
    return reachOfDeclarations(ts, node, node.declarationList.declarations, annotation);
  }
  if (ts.isVariableDeclaration(node)) return reachOfDeclarations(ts, node, [node], annotation);
  if (ts.isPropertyDeclaration(node) || ts.isPropertyAssignment(node)) {
    return reachOfValue(ts, node.initializer, "this property holds no function", annotation);
  }
  if (ts.isExportAssignment(node)) {
    return reachOfValue(ts, node.expression, "what is exported here is no function", annotation);
  }
  if (ts.isParenthesizedExpression(node)) return reachOfValue(ts, node, "there is no function here", annotation);
  if (ts.isExpressionStatement(node)) return reachOfStatement(ts, node.expression, annotation);
  return { why: reasonAgainst(ts, node) };
}

function reachOfClass(ts: TypeScript, node: ts.ClassLikeDeclaration, annotation: Annotation): Reach {
  if (isAmbient(ts, node)) return { why: declaration };
  return group(functionsOfClass(ts, node), "the class has no methods of its own", annotation);
}

/** A tag on any overload is the implementation's. */
function reachOfOverload(ts: TypeScript, node: ts.FunctionDeclaration | ts.MethodDeclaration): Reach {
  const siblings: ts.Node[] = [];
  ts.forEachChild(node.parent, (child) => {
    siblings.push(child);
  });
  const name = node.name?.getText();
  for (const sibling of siblings.slice(siblings.indexOf(node) + 1)) {
    if (!ts.isFunctionDeclaration(sibling) && !ts.isMethodDeclaration(sibling)) break;
    if (sibling.name?.getText() !== name) break;
    if (isFunctionNode(ts, sibling)) return { one: sibling };
  }
  return { why: isAbstract(ts, node) ? abstractMember : declaration };
}

function reachOfDeclarations(
  ts: TypeScript,
  node: ts.Node,
  declarations: readonly ts.VariableDeclaration[],
  annotation: Annotation,
): Reach {
  if (isAmbient(ts, node)) return { why: declaration };
  const [first] = declarations;
  const none = "this variable holds no function";
  if (declarations.length === 1) return reachOfValue(ts, first?.initializer, none, annotation);
  return oneOrGroup(
    declarations.flatMap(({ initializer }) => functionIn(ts, initializer) ?? []),
    none,
    annotation,
  );
}

function reachOfValue(ts: TypeScript, value: ts.Expression | undefined, none: string, annotation: Annotation): Reach {
  const found = functionIn(ts, value);
  if (found !== undefined) return { one: found };
  const inner = value && unwrap(ts, value);
  if (inner !== undefined && ts.isClassExpression(inner)) return reachOfClass(ts, inner, annotation);
  if (inner !== undefined && (ts.isCallExpression(inner) || ts.isAwaitExpression(inner))) {
    const handlers = inlineHandlers(ts, inner).flatMap((found) => (hasPath(found) ? found.handler : []));
    if (handlers.length > 0) return oneOrGroup(handlers, none, annotation);
    return {
      why: `${none} but what a call gives back; put the tag on a function within: 'wrap(/** @autometrics */ () => …)'`,
    };
  }
  return { why: `${none}; put the tag on the function's own definition` };
}

function reachOfStatement(ts: TypeScript, expression: ts.Expression, annotation: Annotation): Reach {
  const inner = unwrap(ts, expression);
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return reachOfValue(ts, inner.right, "what is assigned here is no function", annotation);
  }
  return oneOrGroup(
    inlineHandlers(ts, inner).map(({ handler }) => handler),
    "this statement is no route registration with an inline handler",
    annotation,
  );
}

/** Members of a class or a file. A tag that only says `skip` may find nothing to skip. */
function group(members: readonly FunctionNode[], none: string, { skip }: Annotation): Reach {
  if (members.length === 0 && !skip) return { why: `${none}; put the tag on the function itself, or remove it` };
  return { group: members };
}

/** As a group, but one function alone is just that function: it may have a name. */
function oneOrGroup(members: readonly FunctionNode[], none: string, annotation: Annotation): Reach {
  const [first] = members;
  return first !== undefined && members.length === 1 ? { one: first } : group(members, none, annotation);
}

const declaration = "a declaration has no code to instrument; put the tag on the definition";
const abstractMember = "an abstract member has no code to instrument; put the tag on the one that implements it";

function isAbstract(ts: TypeScript, node: ts.HasModifiers): boolean {
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false;
}

function isAmbient(ts: TypeScript, node: ts.Node): boolean {
  for (let at = node; at !== undefined; at = at.parent) {
    if (ts.isSourceFile(at)) return at.isDeclarationFile;
    if (ts.canHaveModifiers(at) && at.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)) return true;
  }
  return false;
}

function reasonAgainst(ts: TypeScript, node: ts.Node): string {
  if (ts.isGetAccessorDeclaration(node) || ts.isSetAccessorDeclaration(node)) {
    return isAbstract(ts, node) ? abstractMember : declaration;
  }
  if (ts.isConstructorDeclaration(node)) {
    return "a constructor is never instrumented; put the tag on a method, or on a function that creates the object";
  }
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isTypeElement(node)) {
    return "a type has no code to instrument; put the tag on the function or class that implements it";
  }
  if (ts.isShorthandPropertyAssignment(node) || ts.isExportDeclaration(node) || ts.isImportDeclaration(node)) {
    return "this only names a function; put the tag where the function is defined";
  }
  return "there is no function here to instrument; put the tag directly before a function, a method, a class or a route registration";
}
