import type ts from "typescript";
import type { TypeScript } from "../../transformer/targets/functions.js";

/** What an emitted file tells the runtime when it loads, as the text of each call: first the module, then its functions. */
export interface Registrations {
  readonly module: string;
  readonly functions: readonly string[];
}

/** Nothing for a file that is not instrumented. */
export function registrationsIn(ts: TypeScript, text: string): Registrations | undefined {
  // Most files are done with by their text.
  if (!/\$am\S*\.module\(/.test(text)) return undefined;
  const file = ts.createSourceFile("emitted.js", text, ts.ScriptTarget.Latest, false);
  const calls = file.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
    .flatMap(({ initializer }) => (initializer !== undefined && ts.isCallExpression(initializer) ? initializer : []));
  const textOf = (method: string) =>
    calls.filter((call) => isCallOf(ts, call, method)).map((call) => call.getText(file));
  const modules = textOf("module");
  return modules.length === 0 ? undefined : { module: modules.join("\n"), functions: textOf("define") };
}

function isCallOf(ts: TypeScript, { expression }: ts.CallExpression, method: string): boolean {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== method) return false;
  const runtime = expression.expression;
  return ts.isIdentifier(runtime) && runtime.text.startsWith("$am");
}
