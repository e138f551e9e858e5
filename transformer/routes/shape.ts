/** Handlers by their looks alone: where the text does not say what is registered at, and types do not either. */
import type ts from "typescript";
import type { FunctionNode, TypeScript } from "../targets/functions.js";
import type { Framework } from "./framework.js";
import { frameworks } from "./frameworks.js";
import { parametersOf } from "./signatures.js";
import { frameworkOfType } from "./types.js";

/**
 * The framework that a registration at something unknown is of: the path must be one, and the parameters must have the
 * names that this framework's documentation gives them.
 */
export function guessedFramework(ts: TypeScript, node: FunctionNode, route: string): Framework | undefined {
  if (!/^[A-Z]+ (?:\/|\*)/.test(route)) return undefined;
  return frameworks.find((framework) => hasUsualNames(ts, node, framework));
}

/** Whether a function in a wrapper, `asyncHandler(fn)`, is the handler and not some other callback. */
export function looksLikeHandler(
  ts: TypeScript,
  node: FunctionNode,
  framework: Framework,
  checker: ts.TypeChecker | undefined,
): boolean {
  const [first] = parametersOf(node);
  if (first === undefined) return true;
  const type = checker?.getTypeAtLocation(first);
  const wanted = framework.signature?.parameters[0];
  const byType =
    type && checker && wanted
      ? frameworkOfType(ts, checker, type, (one, name) => one === framework && wanted.includes(name))
      : undefined;
  return byType === undefined ? hasUsualNames(ts, node, framework) : byType === framework;
}

function hasUsualNames(ts: TypeScript, node: FunctionNode, { usualNames }: Framework): boolean {
  const parameters = parametersOf(node);
  if (usualNames === undefined || parameters.length === 0 || parameters.length > usualNames.length) return false;
  return parameters.every(({ name }, index) => {
    const pattern = usualNames[index];
    return !ts.isIdentifier(name) || pattern?.test(name.text) === true;
  });
}
