/** JSON as data that knows where it stands. */
import type { Span } from "../plan.js";

/** Where a value or a key is: its path from the root (`objectives.api.latency`), and its place if it came from a text. */
export interface Spot {
  readonly path: string;
  readonly span?: Span;
}

export type JsonNode =
  | JsonObject
  | { readonly kind: "list"; readonly at: Spot; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly at: Spot; readonly value: string }
  | { readonly kind: "number"; readonly at: Spot; readonly value: number }
  | { readonly kind: "boolean"; readonly at: Spot; readonly value: boolean }
  | { readonly kind: "null"; readonly at: Spot }
  /** No JSON: a bare word in a text, or what a program may hand over. */
  | { readonly kind: "other"; readonly at: Spot; readonly name: string };

export interface JsonObject {
  readonly kind: "object";
  readonly at: Spot;
  /** In source order; a key that is given twice is here twice. */
  readonly properties: readonly JsonProperty[];
}

export interface JsonProperty {
  readonly name: string;
  /** The key's own place. */
  readonly at: Spot;
  readonly value: JsonNode;
}

/** A value that a program hands over, as if it had been read, but without places. */
export function fromValue(value: unknown, path = "", depth = 0): JsonNode {
  const at = { path };
  if (value === null) return { kind: "null", at };
  if (typeof value === "string") return { kind: "string", at, value };
  if (typeof value === "number") return { kind: "number", at, value };
  if (typeof value === "boolean") return { kind: "boolean", at, value };
  // Nothing in a configuration is this deep, and what a program hands over may contain itself.
  if (typeof value !== "object" || depth > 8) return { kind: "other", at, name: typeof value };
  if (Array.isArray(value)) {
    return { kind: "list", at, items: value.map((item, i) => fromValue(item, pathTo(path, i), depth + 1)) };
  }
  const properties = Object.entries(value)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const node = fromValue(value, pathTo(path, name), depth + 1);
      return { name, at: node.at, value: node };
    });
  return { kind: "object", at, properties };
}

/** The value behind a key, of several the last: it is the one that counts in JSON. */
export function child(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === "object" ? node.properties.findLast((property) => property.name === name)?.value : undefined;
}

export function pathTo(parent: string, key: string | number): string {
  if (typeof key === "number") return `${parent}[${key}]`;
  if (!/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)) return `${parent}[${JSON.stringify(key)}]`;
  return parent === "" ? key : `${parent}.${key}`;
}

/** Whether TypeScript makes the same of both. What is no JSON it leaves out. */
export function isSame(a: JsonNode | undefined, b: JsonNode | undefined): boolean {
  if (a?.kind === "other" || b?.kind === "other") {
    return isSame(a?.kind === "other" ? undefined : a, b?.kind === "other" ? undefined : b);
  }
  if (a === undefined || b === undefined) return a === b;
  if (a.kind === "object" && b.kind === "object") {
    const names = new Set([...a.properties, ...b.properties].map(({ name }) => name));
    return [...names].every((name) => isSame(child(a, name), child(b, name)));
  }
  if (a.kind === "list" && b.kind === "list") {
    const [mine, others] = [a, b].map(({ items }) => items.filter(({ kind }) => kind !== "other"));
    return mine?.length === others?.length && mine?.every((item, i) => isSame(item, others?.[i])) === true;
  }
  return a.kind === b.kind && ("value" in a ? a.value : undefined) === ("value" in b ? b.value : undefined);
}
