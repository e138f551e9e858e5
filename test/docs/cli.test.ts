/** docs/cli.md is a session: its files are written and its commands run in their order, and say what it says they do. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { describe, expect, it } from "vitest";
import { commands } from "../../cli/commands.js";
import { Shop } from "../cli/project.js";

const text = readFileSync(fileURLToPath(new URL("../../docs/cli.md", import.meta.url)), "utf8");
const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", content = ""]) => {
  return { language, content };
});

describe("docs/cli.md", () => {
  it.each(commands)("has a section on '$name', an example, and all of its options", ({ name, options }) => {
    expect(text).toMatch(new RegExp(`^## ${name}$`, "m"));
    expect(text).toMatch(new RegExp(`^\\$ npx autometrics ${name}\\b`, "m"));
    const missing = Object.keys(options).filter((option) => !text.includes(`--${option}`));
    expect(missing).toEqual([]);
  });

  it.each([...text.matchAll(/npx autometrics ([a-z][^`\n]*)/g)].map(([, line = ""]) => line))(
    "has a command line that there is: %s",
    (line) => {
      const [name, ...args] = line.trim().split(/\s+/);
      const command = commands.find((command) => command.name === name);
      const options = { ...command?.options, help: { type: "boolean" } } as const;
      expect(() => parseArgs({ args, options, allowPositionals: true })).not.toThrow();
      expect(command).toBeDefined();
    },
  );
});

describe("in docs/cli.md", () => {
  const shop = new Shop({}, ["express"]);
  for (const { language, content } of blocks) {
    const [, path] = /^\/\/ (\S+\.(?:ts|json))\n/.exec(content) ?? [];
    const [prompt, program, line = ""] = /^\$ npx (tspc|autometrics)(.*)\n/.exec(content) ?? [];
    if (path !== undefined) it(`${path} is written`, () => shop.write(path, content));
    if (prompt !== undefined) {
      it(`'${program}${line}' says what it says`, async () => {
        const args = line.split(" ").slice(1);
        const { stdout, stderr } = program === "tspc" ? await shop.tspc(...args) : await shop.autometrics(...args);
        expect(withoutHash(prompt + stdout + stderr)).toBe(withoutHash(content));
      });
    }
    if (language === "json" && path === undefined) {
      it("an element of list --json is one", async () => {
        const { functions } = JSON.parse((await shop.autometrics("list", "--json")).stdout);
        expect(functions).toContainEqual(JSON.parse(content));
      });
    }
  }
});

/** The hash of the options has the package's version in it. */
function withoutHash(text: string): string {
  return text.replace(/options: "[0-9a-f]{8}"/g, 'options: "…"');
}
