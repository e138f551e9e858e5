import type ts from "typescript";
import type { TypeScript } from "./functions.js";

/** How a name is known where a function stands. */
export interface ScopedName {
  /** The name in its declaration. */
  readonly declaration: ts.Identifier;
  /** Imported with `import type`: there is nothing at run time. */
  readonly typeOnly: boolean;
  /** `import a = b.c`, which the compiler leaves out where it sees no use of it. */
  readonly isAlias?: boolean;
}

/** Looks a name up from a node outwards, as the language does, by the text alone. */
export function findDeclaration(ts: TypeScript, from: ts.Node, name: string): ScopedName | undefined {
  for (let scope = from.parent; scope !== undefined; scope = scope.parent) {
    const found = namesIn(ts, scope).get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const namesOfScopes = new WeakMap<ts.Node, ReadonlyMap<string, ScopedName>>();

/** What a scope declares, by name; looked through once, as finders ask for many names. */
function namesIn(ts: TypeScript, scope: ts.Node): ReadonlyMap<string, ScopedName> {
  let names = namesOfScopes.get(scope);
  if (names === undefined) {
    const found = new Map<string, ScopedName>();
    for (const one of declarationsIn(ts, scope)) {
      if (!found.has(one.declaration.text)) found.set(one.declaration.text, one);
    }
    names = found.size === 0 ? nothing : found;
    namesOfScopes.set(scope, names);
  }
  return names;
}

const nothing: ReadonlyMap<string, ScopedName> = new Map();

function* declarationsIn(ts: TypeScript, scope: ts.Node): Generator<ScopedName> {
  if (ts.isFunctionLike(scope)) {
    for (const { name } of scope.parameters) yield* bound(ts, name);
    if (ts.isFunctionExpression(scope) && scope.name) yield value(scope.name);
    if ("body" in scope && scope.body) yield* varsIn(ts, scope.body);
  } else if (ts.isClassExpression(scope) && scope.name) {
    yield value(scope.name);
  } else if (ts.isForStatement(scope) || ts.isForInStatement(scope) || ts.isForOfStatement(scope)) {
    const { initializer } = scope;
    if (initializer && ts.isVariableDeclarationList(initializer)) yield* variables(ts, initializer);
  } else if (ts.isCatchClause(scope) && scope.variableDeclaration) {
    yield* bound(ts, scope.variableDeclaration.name);
  } else if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isModuleBlock(scope)) {
    yield* statements(ts, scope.statements);
    if (ts.isSourceFile(scope)) yield* varsIn(ts, scope);
  } else if (ts.isCaseBlock(scope)) {
    for (const clause of scope.clauses) yield* statements(ts, clause.statements);
  }
}

function* statements(ts: TypeScript, list: readonly ts.Statement[]): Generator<ScopedName> {
  for (const statement of list) {
    if (ts.isVariableStatement(statement)) yield* variables(ts, statement.declarationList);
    else if (
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement)
    ) {
      if (statement.name) yield value(statement.name);
    } else if (ts.isModuleDeclaration(statement)) {
      if (ts.isIdentifier(statement.name)) yield value(statement.name);
    } else if (ts.isImportEqualsDeclaration(statement)) {
      const isAlias = !ts.isExternalModuleReference(statement.moduleReference);
      yield { declaration: statement.name, typeOnly: statement.isTypeOnly, isAlias };
    } else if (ts.isImportDeclaration(statement) && statement.importClause) yield* imported(ts, statement.importClause);
  }
}

function* imported(ts: TypeScript, clause: ts.ImportClause): Generator<ScopedName> {
  const { isTypeOnly, name, namedBindings } = clause;
  if (name) yield { declaration: name, typeOnly: isTypeOnly };
  if (namedBindings === undefined) return;
  if (ts.isNamespaceImport(namedBindings)) yield { declaration: namedBindings.name, typeOnly: isTypeOnly };
  else
    for (const element of namedBindings.elements) {
      yield { declaration: element.name, typeOnly: isTypeOnly || element.isTypeOnly };
    }
}

/** `var` declarations of a function or a script, wherever they stand in it. */
function* varsIn(ts: TypeScript, root: ts.Node): Generator<ScopedName> {
  const found: ts.VariableDeclarationList[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) found.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
  for (const list of found) yield* variables(ts, list);
}

function* variables(ts: TypeScript, list: ts.VariableDeclarationList): Generator<ScopedName> {
  for (const { name } of list.declarations) yield* bound(ts, name);
}

function* bound(ts: TypeScript, name: ts.BindingName): Generator<ScopedName> {
  if (ts.isIdentifier(name)) yield value(name);
  else for (const element of name.elements) if (ts.isBindingElement(element)) yield* bound(ts, element.name);
}

function value(declaration: ts.Identifier): ScopedName {
  return { declaration, typeOnly: false };
}
