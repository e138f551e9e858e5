/**
 * Control characters, and those that turn the direction of a text or break its line: what could move a terminal's
 * cursor, colour what follows, or make a text look like another.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const disturbing = /[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A text from elsewhere, fit for a terminal: what would disturb it is written as `\u001b`. */
export function printable(text: string): string {
  return text.replace(disturbing, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
