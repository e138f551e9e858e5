/**
 * Keeps imports alive that only the written code uses. The compiler drops an import whose names the user's own code
 * never mentions; it decides by the original nodes, so a name that shall stay gets a specifier without an original.
 */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";

export function keepImports(
  ts: TypeScript,
  factory: ts.NodeFactory,
  statements: ts.NodeArray<ts.Statement>,
  names: ReadonlySet<ts.Identifier>,
): ts.NodeArray<ts.Statement> {
  if (names.size === 0) return statements;
  const kept = (name: ts.Identifier | undefined) => name !== undefined && names.has(originalName(ts, name));
  return factory.createNodeArray(
    statements.map((statement) => {
      if (!ts.isImportDeclaration(statement) || statement.importClause === undefined) return keptEquals(statement);
      const { importClause } = statement;
      const bindings = importClause.namedBindings;
      const keepsBinding =
        bindings !== undefined &&
        (ts.isNamespaceImport(bindings) ? kept(bindings.name) : bindings.elements.some(({ name }) => kept(name)));
      if (!kept(importClause.name) && !keepsBinding) return statement;
      return factory.updateImportDeclaration(
        statement,
        statement.modifiers,
        newClause(importClause, keepsBinding),
        statement.moduleSpecifier,
        statement.attributes,
      );
    }),
  );

  function newClause(clause: ts.ImportClause, keepsBinding: boolean): ts.ImportClause {
    const bindings = clause.namedBindings;
    let newBindings = bindings;
    if (keepsBinding && bindings !== undefined) {
      newBindings = ts.isNamespaceImport(bindings)
        ? factory.createNamespaceImport(bindings.name)
        : factory.createNamedImports(
            bindings.elements.map((element) =>
              kept(element.name) ? factory.createImportSpecifier(false, element.propertyName, element.name) : element,
            ),
          );
    }
    return factory.createImportClause(false, clause.name, newBindings);
  }

  function keptEquals(statement: ts.Statement): ts.Statement {
    if (!ts.isImportEqualsDeclaration(statement) || !kept(statement.name)) return statement;
    return factory.createImportEqualsDeclaration(statement.modifiers, false, statement.name, statement.moduleReference);
  }
}

function originalName(ts: TypeScript, name: ts.Identifier): ts.Identifier {
  const original = ts.getOriginalNode(name);
  return ts.isIdentifier(original) ? original : name;
}
