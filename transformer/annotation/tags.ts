import type { Comment } from "./comments.js";

/** Where a tag's keys stand: from behind `@autometrics` to the next tag or the comment's end. */
export interface Tag {
  /** Offset of the `@`. */
  readonly start: number;
  /** The word as it is written: `@autometrics`, or what was probably meant to be it. */
  readonly word: string;
  /** Offsets of the text behind the word. */
  readonly keysStart: number;
  readonly keysEnd: number;
}

/** A sign of work in a file: without it, no file is looked at for annotations. */
const sign = /@auto-?metrics?(?![\w-])/i;

export function mentionsTag(text: string): boolean {
  return sign.test(text);
}

/** Offsets in the whole text where something like the tag is written, in comments or not. */
export function mentions(text: string): number[] {
  return [...text.matchAll(new RegExp(sign, "gi"))].map(({ index }) => index);
}

/** The tags of a comment. As in all JSDoc, `@` begins a tag behind white space or the line's asterisk. */
export function tagsOf(text: string, comment: Comment): Tag[] {
  const bodyEnd = comment.kind === "line" ? comment.end : Math.max(comment.start, comment.end - 2);
  const body = text.slice(comment.start, bodyEnd);
  const tags: Tag[] = [];
  for (const match of body.matchAll(/(?<=[\s*/])@(auto-?metrics?)(?![\w-])/gi)) {
    const start = comment.start + match.index;
    const keysStart = start + match[0].length;
    // A tag lasts until the next one that begins a line, or stands in the same line behind white space.
    const rest = body.slice(match.index + match[0].length);
    const next = rest.search(/\s@[A-Za-z]/);
    const keysEnd = next < 0 ? bodyEnd : keysStart + next;
    tags.push({ start, word: match[0], keysStart, keysEnd });
  }
  return tags;
}

/** Whether the comment says that it is about the whole file. */
export function isAboutFile(text: string, comment: Comment): boolean {
  return /(?<=[\s*])@(module|file|fileoverview|packageDocumentation)(?![\w-])/.test(
    text.slice(comment.start, comment.end),
  );
}
