/** Collects what is wrong with a configuration. */
import { type Code, codes } from "../diagnostics/codes.js";
import type { Problem } from "../diagnostics/problem.js";
import { didYouMean } from "../diagnostics/suggest.js";
import type { JsonNode, JsonObject, JsonProperty, Spot } from "./json.js";
import type { TextFile } from "./textFile.js";

export class Findings {
  readonly problems: Problem[] = [];
  /** What is allowed and probably not meant. */
  readonly warnings: Problem[] = [];
  readonly #file: TextFile | undefined;

  /** @param file What the configuration is read from; nothing when a program hands it over. */
  constructor(file?: TextFile) {
    this.#file = file;
  }

  problem(code: Code, at: Spot, message: string): void {
    this.problems.push(this.#make(code, at, message));
  }

  warning(code: Code, at: Spot, message: string): void {
    this.warnings.push(this.#make(code, at, message));
  }

  /** `'buckets' must be a list of numbers, not "0.5"; write [0.5, 1]` */
  invalid(node: JsonNode, name: string, expected: string, mend: string): undefined {
    this.problem(codes.invalidOption, node.at, `'${name}' must be ${expected}, not ${shown(node)}; ${mend}`);
  }

  /** Reports keys that are given twice, and those that there are not. */
  checkKeys({ properties }: JsonObject, where: string, known: readonly string[], tolerated: readonly string[] = []) {
    this.checkRepeated(properties);
    for (const { name, at } of properties) {
      if (known.includes(name) || tolerated.includes(name)) continue;
      const mend = didYouMean(name, known) ?? `the keys are ${known.join(", ")}`;
      this.problem(codes.unknownOption, at, `unknown key '${name}'${where}; ${mend}`);
    }
  }

  checkRepeated(properties: readonly JsonProperty[]): void {
    const seen = new Set<string>();
    for (const { name, at } of properties) {
      if (seen.has(name)) this.problem(codes.invalidOption, at, `'${name}' is given twice; keep one of them`);
      seen.add(name);
    }
  }

  #make(code: Code, { path, span }: Spot, message: string): Problem {
    const file = this.#file;
    if (file !== undefined && span !== undefined) {
      const at = { ...file, start: span.start, length: span.end - span.start };
      return { code, message, mend: "configuration", at };
    }
    return { code, message: path === "" ? message : `${path}: ${message}`, mend: "configuration" };
  }
}

/** A value as a message shows it. */
export function shown(node: JsonNode): string {
  switch (node.kind) {
    case "string":
      return JSON.stringify(node.value);
    case "number":
    case "boolean":
      return String(node.value);
    case "object":
      return "an object";
    case "list":
      return "a list";
    case "null":
      return "null";
    case "other":
      return node.name;
  }
}
