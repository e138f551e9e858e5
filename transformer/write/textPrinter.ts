import type { InjectedNames } from "../plan.js";
import type { Json } from "./definitions.js";
import type { Printer } from "./printer.js";

/** Makes the expressions of generated code as text. */
export class TextPrinter implements Printer<string> {
  readonly #names: InjectedNames;

  constructor(names: InjectedNames) {
    this.#names = names;
  }

  name(name: string): string {
    return name;
  }

  number(value: number): string {
    return String(value);
  }

  undefined(): string {
    return "void 0";
  }

  negated(value: string): string {
    return `-${value}`;
  }

  element(list: string, index: number): string {
    return `${list}[${index}]`;
  }

  call(name: string, args: readonly string[]): string {
    return `${this.#names.runtime}.${name}(${args.join(", ")})`;
  }

  assign(name: string, value: string): string {
    return `${name} = ${value}`;
  }

  predicate(name: string): string {
    return `${this.#names.error} => ${name}(${this.#names.error})`;
  }
}

/** As the tree writer has it: `{ name: "api", target: 0.999 }`. */
export function literalText(value: Json): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(literalText).join(", ")}]`;
  const members = Object.entries(value).map(([key, item]) => `${key}: ${literalText(item)}`);
  return `{ ${members.join(", ")} }`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
