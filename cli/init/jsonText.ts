/** Changes of a JSON text that leave its comments, its indentation and everything else as they are. */
import type { JsonNode } from "../../transformer/options/json.js";

/** The text with an element more: behind the last one of an object or a list. `element` may have several lines. */
export function append(text: string, container: JsonNode, element: string): string {
  const { span } = container.at;
  const last = lastChild(container);
  if (span === undefined) return text;
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const outer = indentationAt(text, span.start);
  const inner =
    last === undefined || isOnLineOf(text, span.start, last) ? outer + unitOf(text) : indentationAt(text, last);
  const lines = element.replaceAll("  ", unitOf(text)).replaceAll("\n", eol + inner);
  if (last === undefined) {
    const kept = text.slice(span.start + 1, span.end - 1).trimEnd();
    return splice(text, span.start + 1, span.end - 1, `${kept}${eol}${inner}${lines}${eol}${outer}`);
  }
  // A comment on the last element's line is about that element.
  const [rest = "", comma = ""] =
    /^\s*?(,?)[^\S\r\n]*(?:\/\/.*|(?:\/\*.*?\*\/[^\S\r\n]*)+(?=\r?\n))?/.exec(text.slice(last, span.end - 1)) ?? [];
  const behind = last + rest.trimEnd().length;
  const isOneLine = isOnLineOf(text, span.start, span.end);
  const closing = isOneLine ? `${eol}${outer}` : "";
  const withElement = splice(
    text,
    behind,
    isOneLine ? span.end - 1 : behind,
    `${eol}${inner}${lines}${comma}${closing}`,
  );
  return comma === "" ? splice(withElement, last, last, ",") : withElement;
}

/** The text with another string in the place of a value. */
export function replace(text: string, { at: { span } }: JsonNode, value: string): string {
  return span === undefined ? text : splice(text, span.start, span.end, JSON.stringify(value));
}

/** Where the last element ends. */
function lastChild(container: JsonNode): number | undefined {
  const children =
    container.kind === "object"
      ? container.properties.map(({ value }) => value)
      : container.kind === "list"
        ? container.items
        : [];
  return children.at(-1)?.at.span?.end;
}

/** One step of the file's indentation: that of its first line that has any. */
function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ";
}

function indentationAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}

function isOnLineOf(text: string, start: number, end: number): boolean {
  return !text.slice(start, end).includes("\n");
}

function splice(text: string, start: number, end: number, inserted: string): string {
  return text.slice(0, start) + inserted + text.slice(end);
}
