/** Handlers by where their file lies and what it exports. */
import { relative, resolve } from "node:path";
import type ts from "typescript";
import { packageFolderOf } from "../project.js";
import { type Exported, exportedValues } from "../targets/exported.js";
import { isFunctionNode, type TypeScript, unwrap } from "../targets/functions.js";
import { definitionOf } from "./definition.js";
import { frameworks } from "./frameworks.js";
import type { Handler, Unresolved } from "./handler.js";

/** Whether a file's name may be that of a framework's convention. */
export function isConventionalFile(fileName: string): boolean {
  const path = withSlashes(fileName);
  return frameworks.some(({ convention }) => convention?.file.test(path));
}

export interface Conventional {
  readonly handlers: readonly Handler[];
  readonly unresolved: readonly Unresolved[];
}

export function conventionalHandlers(ts: TypeScript, file: ts.SourceFile): Conventional {
  const handlers: Handler[] = [];
  const unresolved: Unresolved[] = [];
  const fileName = withSlashes(file.fileName);
  for (const framework of frameworks) {
    const { convention } = framework;
    // The folder of the package is looked for only where it may matter.
    if (!convention?.file.test(fileName)) continue;
    const path = withSlashes(relative(packageFolderOf(file.fileName), resolve(file.fileName)));
    if (!convention.file.test(path) || convention.leavesAlone?.(ts, file)) continue;
    const exported = [...exportedValues(ts, file), ...exportedFromElsewhere(ts, file)];
    const members = exported.flatMap(([name, value]) =>
      convention.objects?.includes(name) ? membersOf(ts, name, value) : [],
    );
    const { within } = convention;
    for (const [name, value] of [...exported.filter(([name]) => convention.exports.includes(name)), ...members]) {
      if (within && !calleesOf(ts, value).some((callee) => within.test(callee))) continue;
      const route = convention.route(path, name);
      const node = definitionOf(ts, value, undefined)?.node;
      if (node !== undefined) {
        handlers.push({ node, framework, route, foundBy: "convention", typesOnly: false, isMiddleware: false });
      } else if (ts.isExpression(value)) unresolved.push({ handler: value, framework, route });
    }
  }
  return { handlers, unresolved };
}

/** What an exported object holds, `actions.create`; itself, where the file does not say what is in it. */
function membersOf(ts: TypeScript, name: string, value: Exported): [string, Exported][] {
  const object = ts.isExpression(value) ? unwrap(ts, value) : value;
  if (!ts.isObjectLiteralExpression(object)) return [[name, value]];
  return object.properties.flatMap((member): [string, Exported][] => {
    if (member.name === undefined || ts.isComputedPropertyName(member.name)) return [];
    const key = `${name}.${ts.isIdentifier(member.name) ? member.name.text : member.name.getText().slice(1, -1)}`;
    if (ts.isPropertyAssignment(member)) return [[key, member.initializer]];
    if (ts.isShorthandPropertyAssignment(member)) return [[key, member.name]];
    return ts.isMethodDeclaration(member) && isFunctionNode(ts, member) ? [[key, member]] : [];
  });
}

/** `export const { GET, POST } = handlers`, `export { GET } from "./users.js"`, `export { list as GET }`. */
function exportedFromElsewhere(ts: TypeScript, file: ts.SourceFile): [string, ts.Expression][] {
  const own = exportedValues(ts, file);
  return file.statements.flatMap((statement): [string, ts.Expression][] => {
    if (ts.isExportDeclaration(statement) && statement.exportClause && ts.isNamedExports(statement.exportClause)) {
      const names = statement.exportClause.elements.filter(({ name }) => !statement.isTypeOnly && !own.has(name.text));
      return names.map(({ name }) => [name.text, name]);
    }
    const isExported =
      ts.canHaveModifiers(statement) && statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!ts.isVariableStatement(statement) || !isExported) return [];
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isObjectBindingPattern(name)
        ? name.elements.flatMap(({ name: one }): [string, ts.Expression][] =>
            ts.isIdentifier(one) ? [[one.text, one]] : [],
          )
        : [],
    );
  });
}

/** Of the calls that a handler stands in, from the outermost: `withUser(defineEventHandler((event) => …))`. */
function calleesOf(ts: TypeScript, value: Exported): readonly string[] {
  const inner = ts.isExpression(value) ? unwrap(ts, value) : value;
  if (!ts.isCallExpression(inner)) return [];
  return [inner.expression.getText(), ...inner.arguments.flatMap((argument) => calleesOf(ts, argument))];
}

export function withSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
