/**
 * Keeps imports alive that only the written code uses. The compiler drops what the user's own code never mentions as a
 * value, but leaves an import as it is that a transformer has changed; so a changed one is written here as the compiler
 * would have left it, and with the names that shall stay.
 */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";

/** What the compiler asks itself. Not declared, and there in every version since long. */
interface ResolverContext extends ts.TransformationContext {
  getEmitResolver?(): { isReferencedAliasDeclaration(node: ts.Node): boolean };
}

export function keepImports(
  ts: TypeScript,
  context: ResolverContext,
  statements: ts.NodeArray<ts.Statement>,
  names: ReadonlySet<ts.Identifier>,
): ts.NodeArray<ts.Statement> {
  if (names.size === 0) return statements;
  const { factory } = context;
  const { verbatimModuleSyntax } = context.getCompilerOptions();
  const resolver = context.getEmitResolver?.();

  const isKept = (name: ts.Identifier | undefined) => name !== undefined && names.has(originalName(ts, name));
  const isUsed = (alias: ts.Node): boolean => {
    const source = ts.getOriginalNode(alias);
    // In JavaScript and under verbatimModuleSyntax what is written is imported; what another transformer made, too.
    if (verbatimModuleSyntax || source.pos < 0 || (source.flags & ts.NodeFlags.JavaScriptFile) !== 0) return true;
    return resolver?.isReferencedAliasDeclaration(source) ?? true;
  };

  return factory.createNodeArray(
    statements.map((statement) => {
      if (ts.isImportEqualsDeclaration(statement)) return keptEquals(statement);
      if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) return statement;
      const { modifiers, importClause, moduleSpecifier, attributes } = statement;
      if (!keepsAny(importClause)) return statement;
      const clause = writtenClause(importClause);
      return factory.updateImportDeclaration(statement, modifiers, clause, moduleSpecifier, attributes);
    }),
  );

  function keepsAny({ name, namedBindings }: ts.ImportClause): boolean {
    if (isKept(name)) return true;
    if (namedBindings === undefined) return false;
    return ts.isNamespaceImport(namedBindings)
      ? isKept(namedBindings.name)
      : namedBindings.elements.some((element) => isKept(element.name));
  }

  function writtenClause(clause: ts.ImportClause): ts.ImportClause {
    const name = isKept(clause.name) || isUsed(clause) ? clause.name : undefined;
    return factory.createImportClause(false, name, clause.namedBindings && writtenBindings(clause.namedBindings));
  }

  function writtenBindings(bindings: ts.NamedImportBindings): ts.NamedImportBindings | undefined {
    if (ts.isNamespaceImport(bindings)) return isKept(bindings.name) || isUsed(bindings) ? bindings : undefined;
    const elements = bindings.elements.filter(
      (element) => !element.isTypeOnly && (isKept(element.name) || isUsed(element)),
    );
    return elements.length > 0 ? factory.createNamedImports(elements) : undefined;
  }

  function keptEquals(statement: ts.ImportEqualsDeclaration): ts.Statement {
    if (!isKept(statement.name)) return statement;
    return factory.createImportEqualsDeclaration(statement.modifiers, false, statement.name, statement.moduleReference);
  }
}

function originalName(ts: TypeScript, name: ts.Identifier): ts.Identifier {
  const original = ts.getOriginalNode(name);
  return ts.isIdentifier(original) ? original : name;
}
