/** Frameworks by TypeScript's types: the name of a type, and the package that declares it. */
import type ts from "typescript";
import type { TypeScript } from "../targets/functions.js";
import type { Framework } from "./framework.js";
import { frameworkOfDeclaration } from "./frameworks.js";

/**
 * The framework that a type, one that it extends, or a part of its union or intersection belongs to. `other`: it is
 * certainly none; nothing: the types do not say, as when a package's declarations are not installed.
 */
export function frameworkOfType(
  ts: TypeScript,
  checker: ts.TypeChecker,
  type: ts.Type,
  isWanted: (framework: Framework, name: string) => boolean,
): Framework | "other" | undefined {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
  const seen = new Set<ts.Type>();
  const visit = (one: ts.Type): Framework | undefined => {
    if (seen.has(one) || seen.size > 64) return undefined;
    seen.add(one);
    for (const symbol of [one.aliasSymbol, one.symbol]) {
      const framework = symbol && frameworkOfSymbol(symbol);
      if (framework && isWanted(framework, symbol.name)) return framework;
    }
    const parts = one.isUnionOrIntersection() ? one.types : one.isClassOrInterface() ? checker.getBaseTypes(one) : [];
    const target = "target" in one ? one.target : undefined;
    const constraint = one.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(one) : undefined;
    for (const part of [...parts, ...(isType(target) ? [target] : []), ...(constraint ? [constraint] : [])]) {
      const found = visit(part);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(type) ?? "other";
}

/** Likewise, of a written type: through the project's own aliases, whose names hide those of what they stand for. */
export function frameworkOfTypeNode(
  ts: TypeScript,
  checker: ts.TypeChecker,
  type: ts.TypeNode,
  isWanted: (framework: Framework, name: string) => boolean,
  depth = 0,
): Framework | undefined {
  if (!ts.isTypeReferenceNode(type) || depth > 8) return undefined;
  const named = checker.getSymbolAtLocation(type.typeName);
  const symbol = named && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
  if (symbol === undefined) return undefined;
  const framework = frameworkOfSymbol(symbol);
  if (framework !== undefined) return isWanted(framework, symbol.name) ? framework : undefined;
  for (const declaration of symbol.declarations ?? []) {
    if (!ts.isTypeAliasDeclaration(declaration)) continue;
    const behind = frameworkOfTypeNode(ts, checker, declaration.type, isWanted, depth + 1);
    if (behind !== undefined) return behind;
  }
  return undefined;
}

function frameworkOfSymbol(symbol: ts.Symbol): Framework | undefined {
  for (const declaration of symbol.declarations ?? []) {
    const framework = frameworkOfDeclaration(declaration.getSourceFile().fileName);
    if (framework !== undefined) return framework;
  }
  return undefined;
}

/** A generic type's instance has the type itself as its target, which TypeScript declares on some kinds only. */
function isType(value: unknown): value is ts.Type {
  return typeof value === "object" && value !== null && "flags" in value && "symbol" in value;
}
