/** docs/configuration.md knows every key, and its examples are right. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readEntry } from "../../transformer/options/configuration.js";
import { child, type JsonNode } from "../../transformer/options/json.js";
import { parseJson } from "../../transformer/options/parseJson.js";
import { optionKeys } from "../../transformer/options/readOptions.js";

const text = readFileSync(fileURLToPath(new URL("../../docs/configuration.md", import.meta.url)), "utf8");
const examples = [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, example = ""]) => example);

it.each(optionKeys)("docs/configuration.md has '%s' in its table and in an example", (key) => {
  expect(text).toMatch(new RegExp(`^\\| .*\`${key}\``, "m"));
  expect(examples.some((example) => example.includes(`"${key}"`))).toBe(true);
});

it.each(examples)("the example is right: %s", (example) => {
  const root = parseJson(example);
  const entries = pluginEntries(root) ?? [root];
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries.filter((entry) => child(entry, "config") === undefined)) {
    expect(readEntry(entry, "/shop").problems).toEqual([]);
  }
});

function pluginEntries(root: JsonNode): readonly JsonNode[] | undefined {
  const plugins = child(child(root, "compilerOptions"), "plugins");
  return plugins?.kind === "list" ? plugins.items : undefined;
}
