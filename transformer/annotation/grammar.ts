import { codes } from "../diagnostics/codes.js";
import { didYouMean } from "../diagnostics/suggest.js";
import type { Span } from "../plan.js";
import type { Annotation, AnnotationProblem, AnnotationValue } from "./annotation.js";
import type { Tag } from "./tags.js";

const keys = ["objective", "name", "skip", "concurrency", "callers", "error-if", "ok-if"] as const;
type Key = (typeof keys)[number];

interface Entry {
  readonly key: Key;
  readonly span: Span;
  readonly value?: AnnotationValue;
}

/**
 * Reads `[key[=value]]…` behind an `@autometrics`. A value is a word, a text in double quotes, or `{@link word}`.
 * Keys may go on over lines. An annotation with a problem is not applied.
 */
export function readAnnotation(text: string, tag: Tag): { annotation?: Annotation; problems: AnnotationProblem[] } {
  const reader = new Reader(text, tag);
  const entries = reader.entries();
  const problems = reader.problems;
  if (problems.length > 0) return { problems };

  const find = (key: Key) => entries.find((entry) => entry.key === key);
  const skip = find("skip");
  const other = entries.find(({ key }) => key !== "skip");
  if (skip !== undefined && other !== undefined) {
    const message = `'skip' leaves the function out, so '${other.key}' beside it has no meaning; remove one of the two`;
    return { problems: [{ code: codes.skipWithOtherKey, message, span: other.span, mend: "source" }] };
  }
  const objective = find("objective")?.value;
  const name = find("name")?.value;
  const concurrency = find("concurrency")?.span;
  const callers = find("callers");
  const errorIf = find("error-if")?.value;
  const okIf = find("ok-if")?.value;
  const annotation: Annotation = {
    span: { start: tag.start, end: Math.max(reader.end, tag.keysStart) },
    skip: skip !== undefined,
    ...(objective && { objective }),
    ...(name && { name }),
    ...(concurrency && { concurrency }),
    ...(callers && { callers: callers.value?.text !== "false" }),
    ...(errorIf && { errorIf }),
    ...(okIf && { okIf }),
  };
  return { annotation, problems };
}

class Reader {
  readonly problems: AnnotationProblem[] = [];
  /** Offset behind the last thing that was read. */
  end: number;
  readonly #text: string;
  readonly #limit: number;
  #at: number;

  constructor(text: string, tag: Tag) {
    this.#text = text;
    this.#at = tag.keysStart;
    this.#limit = tag.keysEnd;
    this.end = tag.keysStart;
  }

  entries(): Entry[] {
    const entries: Entry[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#limit) return entries;
      const entry = this.#entry();
      this.end = this.#at;
      if (entry === "stop") return entries;
      if (entry === undefined) continue;
      if (entries.some(({ key }) => key === entry.key)) {
        this.#problem(codes.repeatedKey, `'${entry.key}' is given twice; keep one of them`, entry.span);
      } else entries.push(entry);
    }
  }

  #entry(): Entry | "stop" | undefined {
    const start = this.#at;
    const word = this.#match(/[^\s="']+/y) ?? "";
    const span = { start, end: this.#at };
    if (word === "") {
      this.#at++;
      this.#problem(
        codes.unknownKey,
        `expected a key before '${this.#text[start]}'; write 'key=value' without spaces`,
        {
          start,
          end: this.#at,
        },
      );
      return "stop";
    }
    const spaced = this.#peek(/[ \t]+=/y);
    if (spaced !== undefined) {
      this.#problem(codes.emptyValue, `there is a space before '='; write '${word}=value' without spaces`, span);
      return "stop";
    }
    const hasValue = this.#text[this.#at] === "=" && this.#at < this.#limit;
    const key = keys.find((key) => key === word);
    if (key === undefined) {
      const hint = didYouMean(word, keys) ?? didYouMean(word.toLowerCase().replaceAll("_", "-"), keys);
      const mend = hint ?? `the keys are ${keys.join(", ")}, and a description goes before the tag`;
      this.#problem(codes.unknownKey, `unknown key '${word}'; ${mend}`, span);
      // Behind a word that is no key at all stands prose, and one message about it is enough.
      if (!hasValue && hint === undefined) return "stop";
      if (hasValue) this.#value(word);
      return undefined;
    }
    if (!hasValue) return this.#withoutValue(key, span);
    const value = this.#value(key);
    return typeof value === "object" ? this.#withValue(key, { start, end: this.#at }, value) : value;
  }

  #withoutValue(key: Key, span: Span): Entry | undefined {
    if (key === "skip" || key === "concurrency" || key === "callers") return { key, span };
    this.#problem(codes.emptyValue, `'${key}' needs a value; write '${key}=…'`, span);
    return undefined;
  }

  #withValue(key: Key, span: Span, value: AnnotationValue): Entry | undefined {
    if (key === "skip" || key === "concurrency") {
      this.#problem(codes.invalidValue, `'${key}' takes no value; write '${key}' alone, or leave it out`, value.span);
      return undefined;
    }
    if (key === "callers" && value.text !== "true" && value.text !== "false") {
      this.#problem(
        codes.invalidValue,
        "'callers' is 'true' or 'false'; write 'callers' or 'callers=false'",
        value.span,
      );
      return undefined;
    }
    if (
      (key === "error-if" || key === "ok-if") &&
      !/^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(value.text)
    ) {
      this.#problem(
        codes.invalidValue,
        `'${key}' is the name of a function that is in scope, and '${value.text}' is no name; write '${key}=isExpected'`,
        value.span,
      );
      return undefined;
    }
    return { key, span, value };
  }

  /** What stands behind `=`: `"text in quotes"`, `{@link name}` or a word. */
  #value(key: string): AnnotationValue | "stop" | undefined {
    this.#at++;
    const start = this.#at;
    if (this.#text[start] === '"' || this.#text[start] === "'") return this.#quoted(key, start);
    const link = this.#match(/\{@link(?:code|plain)?\s+([^\s}|]+)[^}]*\}/y);
    if (link !== undefined) {
      const text = /\{@link(?:code|plain)?\s+([^\s}|]+)/.exec(link)?.[1] ?? "";
      return { text, span: { start, end: this.#at } };
    }
    const word = this.#match(/[^\s"']+/y);
    if (word === undefined) {
      this.#problem(codes.emptyValue, `'${key}' has no value behind '='; write '${key}=…' without spaces`, {
        start: start - 1,
        end: start,
      });
      // The value itself, when it stands behind a space.
      if (keys.every((key) => !this.#peek(new RegExp(`[ \\t]+${key}\\b`, "y")))) this.#match(/[ \t]+[^\s="']+(?!\S)/y);
      return undefined;
    }
    return { text: word, span: { start, end: this.#at } };
  }

  #quoted(key: string, start: number): AnnotationValue | "stop" | undefined {
    const quote = this.#text[start] ?? '"';
    const close = this.#text.indexOf(quote, start + 1);
    const line = this.#text.slice(start, this.#limit).search(/[\r\n]/);
    const lineEnd = line < 0 ? this.#limit : start + line;
    if (close < 0 || close >= lineEnd) {
      this.#at = lineEnd;
      this.#problem(codes.unclosedQuote, `the quote behind '${key}=' is not closed; end it with ${quote}`, {
        start,
        end: lineEnd,
      });
      return "stop";
    }
    this.#at = close + 1;
    const text = this.#text.slice(start + 1, close);
    const span = { start, end: close + 1 };
    if (text.trim() === "") {
      this.#problem(codes.emptyValue, `'${key}' has an empty value; write '${key}=…'`, span);
      return undefined;
    }
    return { text, span };
  }

  /** White space, and the asterisks that lines of a JSDoc comment begin with. */
  #skipSpace(): void {
    this.#match(/(?:[\r\n\u2028\u2029]\s*\*?|\s)+/y);
  }

  #match(pattern: RegExp): string | undefined {
    const found = this.#peek(pattern);
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    return found?.slice(0, this.#limit - this.#at) || undefined;
  }

  #problem(code: AnnotationProblem["code"], message: string, span: Span): void {
    this.problems.push({ code, message, span, mend: "source" });
  }
}
