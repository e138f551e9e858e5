/** Reads JSON with comments and trailing commas, as tsconfig.json has it, and keeps where everything stands. */
import type { Span } from "../plan.js";
import { type JsonNode, type JsonProperty, pathTo, type Spot } from "./json.js";

export class JsonSyntaxError extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/**
 * A bare word in place of a value, such as `NaN`, is left to whoever wants the value.
 * @throws JsonSyntaxError at the first thing that is wrong.
 */
export function parseJson(text: string): JsonNode {
  return new Parser(text).document();
}

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonNode {
    const node = this.#value("");
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#fail("the configuration ends before this", "; remove what follows");
    return node;
  }

  #value(path: string): JsonNode {
    this.#skipSpace();
    const start = this.#at;
    if (this.#take("{")) return this.#object(path, start);
    if (this.#take("[")) return this.#list(path, start);
    if (this.#text[start] === '"') {
      const value = this.#string();
      return { kind: "string", at: this.#spot(path, start), value };
    }
    const word = this.#word();
    this.#at += word.length;
    const at = this.#spot(path, start);
    if (word === "null") return { kind: "null", at };
    if (word === "true" || word === "false") return { kind: "boolean", at, value: word === "true" };
    if (/^-?\.?\d/.test(word) && !Number.isNaN(Number(word))) return { kind: "number", at, value: Number(word) };
    return word === "" ? this.#fail("a value is missing") : { kind: "other", at, name: word };
  }

  #object(path: string, start: number): JsonNode {
    const properties: JsonProperty[] = [];
    this.#sequence("}", () => {
      const start = this.#at;
      if (this.#text[start] !== '"') this.#fail("a key in double quotes is missing");
      const name = this.#string();
      const at = this.#spot(pathTo(path, name), start);
      this.#skipSpace();
      if (!this.#take(":")) this.#fail(`a colon is missing behind the key "${name}"`);
      properties.push({ name, at, value: this.#value(at.path) });
    });
    return { kind: "object", at: this.#spot(path, start), properties };
  }

  #list(path: string, start: number): JsonNode {
    const items: JsonNode[] = [];
    this.#sequence("]", () => items.push(this.#value(pathTo(path, items.length))));
    return { kind: "list", at: this.#spot(path, start), items };
  }

  /** What stands between brackets, separated by commas, one after the last allowed. */
  #sequence(close: "}" | "]", readOne: () => void): void {
    this.#skipSpace();
    while (!this.#take(close)) {
      if (this.#at === this.#text.length) this.#fail(`'${close}' is missing`);
      readOne();
      this.#skipSpace();
      if (!this.#take(",") && this.#text[this.#at] !== close) this.#fail(`a comma or '${close}' is missing`);
      this.#skipSpace();
    }
  }

  #string(): string {
    const start = this.#at;
    const quoted = this.#match(/"(?:[^"\\\r\n]|\\.)*"/y);
    if (quoted === undefined) return this.#fail("the string is not closed with a double quote on its line", "");
    try {
      // Tabs may stand in a string, as TypeScript has it.
      return JSON.parse(quoted.replaceAll("\t", "\\t"));
    } catch {
      this.#at = start;
      return this.#fail("the string has a character or an escape that JSON does not have", "");
    }
  }

  #skipSpace(): void {
    for (;;) {
      this.#match(/(?:\s|\/\/.*)+/y);
      if (!this.#text.startsWith("/*", this.#at)) return;
      if (this.#match(/\/\*.*?\*\//sy) === undefined) this.#fail("the comment is not closed with '*/'", "");
    }
  }

  #take(character: string): boolean {
    const isThere = this.#text[this.#at] === character;
    if (isThere) this.#at++;
    return isThere;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** What stands here up to the next punctuation. */
  #word(): string {
    return /^[^\s,:[\]{}"/]*/.exec(this.#text.slice(this.#at, this.#at + 100))?.[0] ?? "";
  }

  #spot(path: string, start: number): Spot {
    return { path, span: { start, end: this.#at } };
  }

  #fail(what: string, mend?: string): never {
    const token = this.#text.slice(this.#at).match(/^(?:"[^"\r\n]*"?|[^\s,:[\]{}"]+|.)/s)?.[0] ?? "";
    const where = token === "" ? "the end of the file" : /^["']/.test(token) ? token : `'${token}'`;
    throw new JsonSyntaxError(what + (mend ?? ` before ${where}`), { start: this.#at, end: this.#at + token.length });
  }
}
