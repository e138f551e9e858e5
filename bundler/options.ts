/** What a plugin was called with: plain JavaScript, in a configuration file that nobody type-checks. */
import { Findings } from "../transformer/options/findings.js";
import { child, fromValue } from "../transformer/options/json.js";
import { readBoolean, readString } from "../transformer/options/values.js";
import { messageOf } from "./report.js";
import type { PluginOptions } from "./types.js";

const keys = ["root", "configuration", "browser", "typeAware"];

/** @throws Error with all that is wrong in them: its stack leads to the call. */
export function readPluginOptions(options: PluginOptions = {}): PluginOptions {
  const findings = new Findings();
  const given = fromValue(options);
  if (given.kind === "object") {
    findings.checkKeys(given, " among the plugin's options", keys);
    readString(findings, given, "root", "packages/server");
    for (const name of ["browser", "typeAware"]) readBoolean(findings, given, name);
    const configuration = child(given, "configuration");
    if (configuration !== undefined && configuration.kind !== "object")
      findings.invalid(configuration, "configuration", "an object", "write { objectives: { … } }");
  } else findings.invalid(given, "options", "an object", "write { typeAware: true }, or nothing");
  const { problems } = findings;
  if (problems.length > 0) throw new Error(`ts-autometrics: ${problems.map(messageOf).join("\n")}`);
  return options;
}
