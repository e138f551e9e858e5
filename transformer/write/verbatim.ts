/** Generated code as text: what it says depends on nothing around it, so it need not be a tree to come out right. */
import type ts from "typescript";
import type { Json } from "./definitions.js";

/**
 * An expression that names nothing of the user's, written as it is. To make and to print the nodes of what every file and
 * every function gets is most of what a build with this transformer would take longer; for the compiler this is one name.
 */
export function verbatim(factory: ts.NodeFactory, text: string): ts.Expression {
  return factory.createIdentifier(text);
}

/** A value as the compiler writes literals: names of properties without quotes, and nothing beyond ASCII. */
export function literal(value: Json): string {
  if (typeof value === "string") return JSON.stringify(value).replace(/[^\0-\x7f]/g, escaped);
  if (typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(literal).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${literal(item)}`)
    .join(", ")} }`;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
