/** Checks the identifiers of `error-if` and `ok-if`: in scope where the function stands, and fit to judge its calls. */
import type ts from "typescript";
import type { AnnotationProblem, AnnotationValue } from "../annotation/annotation.js";
import { codes } from "../diagnostics/codes.js";
import { namesWithin } from "./body.js";
import type { FunctionNode, TypeScript } from "./functions.js";
import { findDeclaration } from "./scope.js";

export function predicateProblem(
  ts: TypeScript,
  checker: ts.TypeChecker | undefined,
  node: FunctionNode,
  key: "error-if" | "ok-if",
  { text, span }: AnnotationValue,
): AnnotationProblem | undefined {
  const problem = (code: AnnotationProblem["code"], message: string): AnnotationProblem => {
    return { code, message, span, mend: "source" };
  };
  const found = findDeclaration(ts, node, text);
  if (found === undefined) {
    // A global, or one that another file declares.
    const isGlobal = checker?.getSymbolsInScope(node.parent, ts.SymbolFlags.Value).some(({ name }) => name === text);
    if (isGlobal || text in globalThis) return undefined;
    return problem(
      codes.predicateNotInScope,
      `there is no '${text}' in scope here; import it, or define it beside the function`,
    );
  }
  if (namesWithin(ts, node).has(text)) {
    return problem(
      codes.shadowedPredicate,
      `'${text}' is also a name within the function, which hides the one outside; rename one of them`,
    );
  }
  if (found.typeOnly) {
    return problem(codes.predicateNotInScope, `'${text}' is imported as a type only; import it without 'type'`);
  }
  if (found.isAlias) {
    const message = `'${text}' is an alias that the compiler may leave out; write 'const ${text} = …' instead of 'import ${text} = …'`;
    return problem(codes.predicateNotInScope, message);
  }
  if (checker === undefined) return undefined;
  const reason = unfit(ts, checker, node, key, found.declaration);
  return reason === undefined
    ? undefined
    : problem(codes.predicateType, `'${text}' cannot be used for '${key}': ${reason}`);
}

/** Why a type is no predicate on the function's results or errors; nothing when it is one. */
function unfit(
  ts: TypeScript,
  checker: ts.TypeChecker,
  node: FunctionNode,
  key: "error-if" | "ok-if",
  declaration: ts.Identifier,
): string | undefined {
  const type = checker.getTypeAtLocation(declaration);
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
  const signatures = type.getCallSignatures();
  const wanted = key === "error-if" ? "(result) => boolean" : "(error) => boolean";
  if (signatures.length === 0) return `it is no function; it must be ${wanted}`;
  const judged = key === "error-if" ? resultType(checker, node) : undefined;
  const reasons = signatures.map((signature) => unfitSignature(ts, checker, signature, judged, wanted));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

function unfitSignature(
  ts: TypeScript,
  checker: ts.TypeChecker,
  signature: ts.Signature,
  judged: ts.Type | undefined,
  wanted: string,
): string | undefined {
  const returned = signature.getReturnType();
  if (!(returned.flags & (ts.TypeFlags.Any | ts.TypeFlags.BooleanLike))) {
    return `it returns ${checker.typeToString(returned)}; it must be ${wanted}`;
  }
  const [parameter, second] = signature.getParameters();
  if (
    second?.valueDeclaration &&
    ts.isParameter(second.valueDeclaration) &&
    !checker.isOptionalParameter(second.valueDeclaration)
  ) {
    if (second.valueDeclaration.dotDotDotToken === undefined)
      return `it needs more than one argument; it must be ${wanted}`;
  }
  if (parameter?.valueDeclaration === undefined || judged === undefined) return undefined;
  // Any thrown value may come to `ok-if`, and TypeScript does not say of what type; a result's type it knows.
  const { valueDeclaration } = parameter;
  let accepted = checker.getTypeOfSymbolAtLocation(parameter, valueDeclaration);
  if (ts.isParameter(valueDeclaration) && valueDeclaration.dotDotDotToken !== undefined) {
    accepted = checker.getIndexTypeOfType(accepted, ts.IndexKind.Number) ?? accepted;
  }
  if (accepted.flags & ts.TypeFlags.TypeParameter) accepted = checker.getBaseConstraintOfType(accepted) ?? accepted;
  if (accepted.flags & ts.TypeFlags.TypeParameter) return undefined;
  if (checker.isTypeAssignableTo(judged, accepted)) return undefined;
  return `it takes ${checker.typeToString(accepted)}, and the function's result is ${checker.typeToString(judged)}`;
}

/** What the function gives back, awaited. */
function resultType(checker: ts.TypeChecker, node: FunctionNode): ts.Type | undefined {
  const signature = checker.getSignatureFromDeclaration(node);
  const returned = signature && checker.getReturnTypeOfSignature(signature);
  return returned && (checker.getAwaitedType(returned) ?? returned);
}
