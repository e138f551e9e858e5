/** What a plugin is called with, in a configuration file that nobody may have type-checked. */
import esbuildPlugin from "ts-autometrics/esbuild";
import vitePlugin from "ts-autometrics/vite";
import { expect, it } from "vitest";

const from = (json: string) => JSON.parse(json);

it.each([vitePlugin, esbuildPlugin])("a key that there is not is an error where the plugin is called", (plugin) => {
  expect(() => plugin(from(`{ "typeaware": true }`))).toThrow(
    "AM1001: typeaware: unknown key 'typeaware' among the plugin's options; did you mean 'typeAware'?",
  );
});

it.each([
  [
    `{ "typeAware": "yes" }`,
    `AM1002: typeAware: 'typeAware' must be true or false, not "yes"; write one of them, without quotes`,
  ],
  [`{ "root": 1 }`, `'root' must be a string, not 1`],
  [`{ "configuration": "autometrics.json" }`, `'configuration' must be an object, not "autometrics.json"`],
  [`[]`, `'options' must be an object, not a list`],
])("a wrong value is an error: %s", (options, message) => {
  expect(() => vitePlugin(from(options))).toThrow(message);
});
