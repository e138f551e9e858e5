import type { Comment } from "./comments.js";

/** Where a tag's keys stand: from behind `@autometrics` to the next tag or the comment's end. */
export interface Tag {
  /** Offset of the `@`. */
  readonly start: number;
  /** The word as it is written: `@autometrics`, or what was probably meant to be it. */
  readonly word: string;
  /** Whether nothing of the comment's text stands before it in its line. */
  readonly startsLine: boolean;
  /** Offsets of the text behind the word. */
  readonly keysStart: number;
  readonly keysEnd: number;
}

/** A sign of work in a file, also misspelt: without it, no file is looked at for annotations. */
const sign = /@auto?[-_]?m[eirt]{2,4}[cksxi]{1,3}(?![\w-])/i;
const signs = new RegExp(sign, "gi");

export function mentionsTag(text: string): boolean {
  return sign.test(text);
}

/** Offsets in the whole text where something like the tag is written, in comments or not. */
export function mentions(text: string): number[] {
  return [...text.matchAll(signs)].map(({ index }) => index);
}

/**
 * The tags of a comment. As in all JSDoc, `@` begins a tag at the beginning of a line and behind white space, and not
 * in code that is quoted by backticks. A package (`@autometrics/lib`) or an address is none.
 */
export function tagsOf(text: string, comment: Comment): Tag[] {
  const body = bodyOf(text, comment);
  const prose = withoutCode(body);
  const tags: Tag[] = [];
  for (const match of prose.matchAll(signs)) {
    const word = match[0];
    const keysStart = match.index + word.length;
    const before = lineBefore(prose, match.index);
    const startsLine = /(?:^\/[*/]\**|[\r\n\u2028\u2029]\s*\**)\s*$/.test(before);
    // Within a line, also not where an example shows a comment with a tag.
    const isTag = startsLine
      ? !/^[./]\w/.test(prose.slice(keysStart, keysStart + 2))
      : /(?<!\/\*\*)\s$/.test(before) && /^\s?$/.test(prose.charAt(keysStart));
    if (!isTag) continue;
    tags.push({
      start: comment.start + match.index,
      word,
      startsLine,
      keysStart: comment.start + keysStart,
      keysEnd: comment.start + nextTag(body, keysStart),
    });
  }
  return tags;
}

/** Whether the comment says that it is about the whole file. */
export function isAboutFile(text: string, comment: Comment): boolean {
  if (comment.kind !== "jsdoc") return false;
  return /(?<=[\s*])@(module|file|fileoverview|packageDocumentation)(?![\w-])/.test(withoutCode(bodyOf(text, comment)));
}

/** The comment from its opening on, without its closing asterisks. */
function bodyOf(text: string, { kind, start, end }: Comment): string {
  const body = text.slice(start, end);
  return kind === "line" ? body : body.replace(/\**\*\/$/, "");
}

/** Blanks in place of Markdown's fenced blocks and code in backticks, so that offsets stay what they are. */
function withoutCode(body: string): string {
  const blank = (code: string) => " ".repeat(code.length);
  return body
    .replace(
      /(?<=^\/\*\*[ \t]*|[\r\n][ \t]*\*?[ \t]*)(`{3,}|~{3,})[^`\r\n]*[\r\n][\s\S]*?[\r\n][ \t]*\*?[ \t]*\1/g,
      blank,
    )
    .replace(/(?<!`)(`+)(?!`)[^\r\n]*?(?<!`)\1(?!`)/g, blank);
}

function lineBefore(body: string, offset: number): string {
  const line = /[\r\n\u2028\u2029][^\r\n\u2028\u2029]*$/.exec(body.slice(0, offset));
  return line?.[0] ?? body.slice(0, offset);
}

/** A tag lasts until the next one; what stands in quotes is a value. */
function nextTag(body: string, from: number): number {
  for (const match of body.slice(from).matchAll(/"[^"\r\n]*"|'[^'\r\n]*'|[\s*]@[A-Za-z]/g)) {
    if (/^[\s*]/.test(match[0])) return from + match.index;
  }
  return body.length;
}
