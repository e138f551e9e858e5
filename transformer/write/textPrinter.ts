import type { InjectedNames } from "../plan.js";
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
