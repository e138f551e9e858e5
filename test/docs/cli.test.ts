/** docs/cli.md is a session: its files are written and its commands run in their order, and say what it says they do. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
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
  const served = createServer((_, response) => {
    response.end(blocks.find(({ content }) => content.startsWith("# http://localhost:3000/metrics\n"))?.content);
  });
  let port = "";
  beforeAll(async () => {
    await once(served.listen(0, "127.0.0.1"), "listening");
    const address = served.address();
    port = String(typeof address === "object" && address?.port);
  });
  afterAll(() => {
    served.close();
  });

  for (const { language, content } of blocks) {
    const [, path] = /^\/\/ (\S+\.(?:ts|json))\n/.exec(content) ?? [];
    const [prompt, program, line = ""] = /^\$ npx (tspc|autometrics)(.*)\n/.exec(content) ?? [];
    if (path !== undefined) it(`${path} is written`, () => shop.write(path, content));
    if (prompt !== undefined) {
      it(`'${program}${line}' says what it says`, async () => {
        const args = line.replace(":3000", `127.0.0.1:${port}`).split(" ").slice(1);
        const { stdout, stderr } = program === "tspc" ? await shop.tspc(...args) : await shop.autometrics(...args);
        expect(withoutHash(prompt + stdout + stderr)).toBe(withoutHash(content));
      });
    }
    if (language === "json" && path === undefined) {
      const element: object = JSON.parse(content);
      const command = "function" in element ? "list" : "slo";
      it(`an element of ${command} --json is one`, async () => {
        const source = command === "slo" ? ["--app", `127.0.0.1:${port}`] : [];
        const { functions, objectives } = JSON.parse((await shop.autometrics(command, "--json", ...source)).stdout);
        expect(functions ?? objectives).toContainEqual(element);
      });
    }
  }
});

/** The hash of the options has the package's version in it. */
function withoutHash(text: string): string {
  return text.replace(/options: "[0-9a-f]{8}"/g, 'options: "…"');
}
