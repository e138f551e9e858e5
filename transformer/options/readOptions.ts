/** Reads a whole configuration from JSON: checks every key, fills in defaults, and reports all that is wrong. */
import { codes } from "../diagnostics/codes.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { readBuckets, withThresholds } from "./buckets.js";
import { type Findings, shown } from "./findings.js";
import { optionsHash } from "./hash.js";
import { child, type JsonNode } from "./json.js";
import { readObjectives } from "./objectives.js";
import { type Mode, modes, type Options } from "./options.js";
import { readBoolean, readString, readStrings } from "./values.js";

export const optionKeys: readonly string[] = [
  "objectives",
  "instrument",
  "include",
  "exclude",
  "routes",
  "moduleRoot",
  "callers",
  "buckets",
  "runtime",
  "quiet",
];

/** Keys of the plugin entry that are for others: ts-patch, the editor's server, the editor's JSON support. */
export const hostKeys: readonly string[] = [
  "transform",
  "type",
  "after",
  "afterDeclarations",
  "transformProgram",
  "import",
  "tsConfig",
  "resolvePathAliases",
  "isEsm",
  "name",
  "$schema",
];

/** @param folder What `moduleRoot` is relative to. */
export function readOptions(findings: Findings, root: JsonNode, folder: string): Options | undefined {
  if (root.kind !== "object") {
    const message = `the configuration must be an object, not ${shown(root)}; write { "objectives": { … } }`;
    findings.problem(codes.invalidOption, root.at, message);
    return undefined;
  }
  findings.checkKeys(root, "", optionKeys, hostKeys);
  const objectives = readObjectives(findings, root);
  const moduleRoot = readString(findings, root, "moduleRoot", "src");
  const options = {
    objectives,
    instrument: readModes(findings, root),
    include: readStrings(findings, root, "include", "src/**"),
    exclude: readStrings(findings, root, "exclude", "src/generated/**"),
    routes: readRoutes(findings, root, [...objectives.keys()]),
    ...(moduleRoot !== undefined && { moduleRoot }),
    callers: readBoolean(findings, root, "callers") ?? false,
    buckets: withThresholds(readBuckets(findings, root), objectives.values()),
    runtime: readString(findings, root, "runtime", "ts-autometrics/runtime") ?? "ts-autometrics/runtime",
    quiet: readBoolean(findings, root, "quiet") ?? false,
  };
  return findings.problems.length > 0 ? undefined : { ...options, hash: optionsHash(options, folder) };
}

function readModes(findings: Findings, root: JsonNode): readonly Mode[] {
  const node = child(root, "instrument");
  if (node === undefined) return ["annotated", "routes"];
  const items = node.kind === "list" ? node.items : [node];
  const mend = `write one of ${modes.join(", ")}, or a list of them`;
  if (items.length === 0) {
    const message = `'instrument' is an empty list; ${mend}, or remove the plugin's entry to instrument nothing`;
    findings.problem(codes.invalidOption, node.at, message);
  }
  return items.flatMap((item) => {
    const mode = modes.find((mode) => item.kind === "string" && item.value === mode);
    if (mode !== undefined) return mode;
    if (item.kind === "string") {
      const message = `'instrument' has no mode '${item.value}'; ${didYouMean(item.value, modes) ?? mend}`;
      findings.problem(codes.invalidOption, item.at, message);
    } else findings.invalid(item, "instrument", "a mode or a list of modes", mend);
    return [];
  });
}

function readRoutes(findings: Findings, root: JsonNode, objectives: readonly string[]): Options["routes"] {
  const node = child(root, "routes");
  if (node === undefined) return { exclude: [] };
  if (node.kind !== "object") {
    findings.invalid(node, "routes", "an object", 'write { "objective": "api", "exclude": ["/metrics"] }');
    return { exclude: [] };
  }
  findings.checkKeys(node, " in 'routes'", ["objective", "exclude"]);
  const objective = readString(findings, node, "objective", "api");
  if (objective !== undefined && !objectives.includes(objective)) {
    const mend = didYouMean(objective, objectives) ?? "declare it under 'objectives'";
    const at = child(node, "objective")?.at ?? node.at;
    findings.problem(codes.unknownObjective, at, `unknown objective '${objective}'; ${mend}`);
  }
  const exclude = readStrings(findings, node, "exclude", "/metrics");
  return { ...(objective !== undefined && { objective }), exclude };
}
