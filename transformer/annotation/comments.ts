/** A comment in a file's text: `text.slice(start, end)` is the whole of it. */
export interface Comment {
  readonly kind: "jsdoc" | "block" | "line";
  readonly start: number;
  readonly end: number;
}

/**
 * The comments between two tokens. Read from the text and not from the compiler's JSDoc nodes: tsc leaves JSDoc out
 * unless it is told otherwise, and attaches none to a member whose comment stands on the line of the token before.
 */
export function commentsBetween(text: string, start: number, end: number): Comment[] {
  const comments: Comment[] = [];
  let at = start;
  while (at < end) {
    if (text.startsWith("/*", at)) {
      const close = text.indexOf("*/", at + 2);
      const next = close < 0 ? end : close + 2;
      // `/**/` is an empty block comment, no JSDoc.
      const kind = text[at + 2] === "*" && next > at + 4 ? "jsdoc" : "block";
      comments.push({ kind, start: at, end: next });
      at = next;
    } else if (text.startsWith("//", at) || text.startsWith("#!", at)) {
      const next = lineEnd(text, at);
      comments.push({ kind: "line", start: at, end: next });
      at = next;
    } else at++;
  }
  return comments;
}

function lineEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return at;
  }
  return text.length;
}

/** At the beginning of the text behind a comment: it is apart from what follows. */
export const blankLine = /^[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*[\r\n]/;
