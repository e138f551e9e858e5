/** docs/cli.md is a session: its files are written and its commands run in their order, and say what it says they do. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commands } from "../../cli/commands.js";
import { type Ended, Project } from "../cli/project.js";

const text = readFileSync(fileURLToPath(new URL("../../docs/cli.md", import.meta.url)), "utf8");
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", content = ""]) => {
  return { language, content };
});

it.each(commands)("docs/cli.md has a section on '$name' and an example", ({ name }) => {
  expect(text).toMatch(new RegExp(`^## ${name}$`, "m"));
  expect(text).toMatch(new RegExp(`^\\$ npx autometrics ${name}\\b`, "m"));
});

it.each(commands)("docs/cli.md has every option of '$name'", ({ name, options }) => {
  const missing = Object.keys(options).filter((option) => !text.includes(`--${option}`));
  expect({ name, missing }).toEqual({ name, missing: [] });
});

describe("in docs/cli.md", () => {
  const shop = new Project({});
  const nothing = "";
  for (const { language, content } of blocks) {
    const [, path] = /^\/\/ (\S+\.(?:ts|json))\n/.exec(content) ?? [];
    const [, program = "", line] = /^\$ npx (tspc|autometrics)(.*)\n/.exec(content) ?? [];
    if (path !== undefined) {
      it(`${path} is written`, () => shop.write(path, content));
    } else if (line !== undefined) {
      it(`'${program}${line}' says what it says`, () => {
        const args = line.trim().split(/\s+/).filter((arg) => arg !== nothing);
        const ended = program === "tspc" ? shop.tspc(...args) : shop.autometrics(...args);
        expect(withoutHash(`$ npx ${program}${line}\n${said(ended)}`)).toBe(withoutHash(content));
      });
    } else if (language === "json") {
      it("the element of list --json is one", () => {
        const { functions } = JSON.parse(shop.autometrics("list", "--json").stdout);
        expect(functions).toContainEqual(JSON.parse(content));
      });
    }
  }
});

function said({ stdout, stderr }: Ended): string {
  return stdout + stderr;
}

/** The hash of the options holds the package's version too. */
function withoutHash(text: string): string {
  return text.replace(/options: "[0-9a-f]{8}"/g, 'options: "…"');
}
