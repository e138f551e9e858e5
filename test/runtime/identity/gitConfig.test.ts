import { expect, test } from "vitest";
import { parseGitConfig } from "../../../runtime/identity/gitConfig.js";

/** The value of `remote.origin.url`, as a config of these lines gives it. */
function origin(...lines: string[]): string | undefined {
  return parseGitConfig(lines.join("\n")).find(
    ({ section, subsection, key }) => section === "remote" && subsection === "origin" && key === "url",
  )?.value;
}

test.each<[string, string[]]>([
  ["as git writes it", ["[core]", "\tbare = false", '[remote "origin"]', "\turl = u", "\tfetch = +refs/*"]],
  ["on the header's line", ['[remote "origin"] url = u']],
  ["in upper case", ['[REMOTE "origin"]', "URL=u"]],
  ["with the old spelling of a section", ["[remote.Origin]", "url = u"]],
  ["with comments around it", ["# [x]", '[remote "origin"] ; here', "; url = no", "url = u # yes"]],
  ["in quotes", ['[remote "origin"]', 'url = "u" ']],
  ["with Windows line ends", ['[remote "origin"]\r', "\turl = u\r", ""]],
  ["continued on the next line", ['[remote "origin"]', "url = \\", "u"]],
  ["after a line that cannot be read", ["???", '[remote "origin"]', "= x", "url = u"]],
])("a value is found %s", (_how, lines) => {
  expect(origin(...lines)).toBe("u");
});

test("a comment's sign between quotes is part of the value", () => {
  expect(origin('[remote "origin"]', 'url = "a#b;c" # d')).toBe("a#b;c");
});

test("space between words is kept, and at the end only between quotes", () => {
  expect(origin('[remote "origin"]', "url = a  b  ")).toBe("a  b");
  expect(origin('[remote "origin"]', 'url = "a  "  ')).toBe("a  ");
});

test("escapes are resolved", () => {
  expect(origin('[remote "origin"]', String.raw`url = a\"b\\c\td`)).toBe('a"b\\c\td');
});

test("a subsection keeps its case, and may hold brackets and quotes", () => {
  expect(parseGitConfig(String.raw`[Remote "Or]\"igin"] Url = u`)).toEqual([
    { section: "remote", subsection: 'Or]"igin', key: "url", value: "u" },
  ]);
});

test("a key that stands alone is true", () => {
  expect(parseGitConfig("[core]\nbare\n[x]")).toEqual([
    { section: "core", subsection: "", key: "bare", value: "true" },
  ]);
});

test("another remote's address is not origin's", () => {
  expect(origin('[remote "upstream"]', "url = u", '[branch "origin"]', "url = u")).toBeUndefined();
});

test("any text ends", () => {
  expect(parseGitConfig('[remote "origin\nurl = "unclosed \\')).toBeDefined();
  expect(parseGitConfig("[".repeat(10_000))).toEqual([]);
});
