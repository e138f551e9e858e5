/** Readers for the plain kinds of option. Each gives nothing for a key that is not there or has a mistake. */
import { codes } from "../diagnostics/codes.js";
import { type Findings, shown } from "./findings.js";
import { child, type JsonNode } from "./json.js";

export function readBoolean(findings: Findings, parent: JsonNode, name: string): boolean | undefined {
  const node = child(parent, name);
  if (node === undefined) return undefined;
  if (node.kind === "boolean") return node.value;
  return findings.invalid(node, name, "true or false", "write one of them, without quotes");
}

/** @param example What a right value looks like, for the mend. */
export function readString(findings: Findings, parent: JsonNode, name: string, example: string): string | undefined {
  const node = child(parent, name);
  if (node === undefined) return undefined;
  if (node.kind !== "string") return findings.invalid(node, name, "a string", `write "${example}"`);
  if (node.value.trim() !== "") return node.value;
  findings.problem(codes.invalidOption, node.at, `'${name}' is empty; write "${example}", or leave the key out`);
  return undefined;
}

export function readStrings(findings: Findings, parent: JsonNode, name: string, example: string): readonly string[] {
  const node = child(parent, name);
  if (node === undefined) return [];
  if (node.kind !== "list") {
    const mend = `write [${node.kind === "string" ? JSON.stringify(node.value) : `"${example}"`}]`;
    findings.invalid(node, name, "a list of strings", mend);
    return [];
  }
  return node.items.flatMap((item) => {
    if (item.kind === "string" && item.value.trim() !== "") return item.value;
    const what = item.kind === "string" ? "an empty string" : shown(item);
    findings.problem(codes.invalidOption, item.at, `'${name}' cannot hold ${what}; remove it, or write "${example}"`);
    return [];
  });
}
