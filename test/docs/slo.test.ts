import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { expect, it } from "vitest";
import { commands } from "../../cli/commands.js";
import { universalRules } from "../../slo/rules.js";
import { states } from "../../slo/state.js";

const text = readFileSync(fileURLToPath(new URL("../../docs/slo.md", import.meta.url)), "utf8");
const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
  title
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-"),
);

it("docs/slo.md has the heading that each alert's runbook link leads to", () => {
  const links = universalRules().flatMap(({ rules }) =>
    rules.flatMap((rule) => ("alert" in rule ? (rule.annotations.runbook_url ?? "") : [])),
  );
  expect(new Set(links).size).toBe(3);
  for (const link of links) {
    const [file, anchor] = link.split("#");
    expect(file).toBe("https://unpkg.com/ts-autometrics/docs/slo.md");
    expect(anchors).toContain(anchor);
  }
});

it("docs/slo.md links to headings that it has", () => {
  for (const [, anchor] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
});

it("docs/slo.md explains every state", () => {
  for (const state of states) expect(text).toMatch(new RegExp(`^\\| ${state} \\|`, "m"));
});

it.each([...text.matchAll(/autometrics (rules|slo)((?:\s+(?:--[\w-]+|[\w:/.=]+))*)/g)].map(([line]) => [line]))(
  "docs/slo.md has a command line that there is: %s",
  (line) => {
    const [, name, ...args] = line.trim().split(/\s+/);
    const command = commands.find((command) => command.name === name);
    expect(() => parseArgs({ args, options: command?.options ?? {}, allowPositionals: true })).not.toThrow();
  },
);
