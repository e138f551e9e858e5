/** One `key = value` of a git configuration file. */
export interface GitConfigEntry {
  /** Lower case: git does not tell `[Remote]` from `[remote]`. */
  readonly section: string;
  /** `origin` in `[remote "origin"]`, with its case kept; "" where there is none. */
  readonly subsection: string;
  /** Lower case. */
  readonly key: string;
  /** Without quotes and comments; "true" for a key that stands alone. */
  readonly value: string;
}

const HEADER = /\[\s*([\w.-]+)(?:[ \t]+"((?:[^"\\\n]|\\.)*)")?\s*\]/y;
const KEY = /([A-Za-z][\w-]*)[ \t]*(=?)[ \t]*/y;
const SPACE = /\s+/y;
const REST_OF_LINE = /[^\n]*/y;

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", b: "\b" };

/**
 * The entries of a git configuration file in their order. A line that cannot be read is passed by: git would
 * refuse the whole file, but a label is no reason to. Files it includes are not read.
 */
export function parseGitConfig(text: string): GitConfigEntry[] {
  const entries: GitConfigEntry[] = [];
  let section = "";
  let subsection = "";
  let at = 0;

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at += found[0].length;
    return found;
  };

  while (at < text.length) {
    if (take(SPACE) !== null) continue;
    const header = take(HEADER);
    if (header !== null) {
      const [, name = "", quoted] = header;
      // `[remote.origin]` is the old spelling; its subsection has no case.
      const dot = name.indexOf(".");
      section = (dot < 0 ? name : name.slice(0, dot)).toLowerCase();
      subsection = quoted?.replace(/\\(.)/g, "$1") ?? (dot < 0 ? "" : name.slice(dot + 1).toLowerCase());
      continue;
    }
    const key = take(KEY);
    if (key === null) {
      // A comment, or what nobody can read.
      take(REST_OF_LINE);
      continue;
    }
    const [, name = "", equals] = key;
    const { value, end } = readValue(text, at);
    at = end;
    entries.push({ section, subsection, key: name.toLowerCase(), value: equals === "" ? "true" : value });
  }
  return entries;
}

/** Reads from a value's first character to its line's end. */
function readValue(text: string, start: number): { value: string; end: number } {
  let value = "";
  // Space at the end does not count, unless it stood between quotes.
  let kept = 0;
  let quoted = false;
  let at = start;
  for (; at < text.length; at++) {
    let character = text.charAt(at);
    if (character === "\n") break;
    if (!quoted && (character === "#" || character === ";")) {
      while (at < text.length && text.charAt(at) !== "\n") at++;
      break;
    }
    if (character === '"') {
      quoted = !quoted;
      kept = value.length;
      continue;
    }
    if (character === "\\") {
      at++;
      if (text.charAt(at) === "\r" && text.charAt(at + 1) === "\n") at++;
      character = text.charAt(at);
      // A backslash before the line's end: the value goes on in the next line.
      if (character === "\n") continue;
      value += ESCAPES[character] ?? character;
      kept = value.length;
      continue;
    }
    value += character;
    if (quoted || character.trim() !== "") kept = value.length;
  }
  return { value: value.slice(0, kept), end: at };
}
