/** Reads the objectives: `{ "api": { "successRate": 99.9, "latency": ["250ms", 99] } }`. */
import type { LatencyTarget, Objective } from "../../slo/objective.js";
import { codes } from "../diagnostics/codes.js";
import { type Findings, shown } from "./findings.js";
import { child, type JsonNode, type JsonProperty } from "./json.js";
import { readThreshold } from "./threshold.js";

const targetKeys = ["successRate", "latency"];
const example = '{ "successRate": 99.9 } or { "latency": ["250ms", 99] }';

/** An objective with a mistake is there too, without what is wrong: references to it are right. */
export function readObjectives(findings: Findings, root: JsonNode): ReadonlyMap<string, Objective> {
  const node = child(root, "objectives");
  if (node === undefined) return new Map();
  if (node.kind !== "object") {
    findings.invalid(node, "objectives", "an object of objectives by name", `write { "api": { "successRate": 99.9 } }`);
    return new Map();
  }
  findings.checkRepeated(node.properties);
  return new Map(
    node.properties.map((property) => {
      checkName(findings, property);
      return [property.name, readObjective(findings, property)];
    }),
  );
}

function checkName(findings: Findings, { name, at }: JsonProperty): void {
  if (name.trim() === "") {
    findings.problem(codes.invalidOption, at, 'an objective without a name; write one, such as "api"');
  } else if (!/^[A-Za-z0-9][A-Za-z0-9_\- ]*$/.test(name)) {
    const rule = "other tools expect a letter or digit, then letters, digits, '_', '-' and spaces";
    findings.warning(codes.invalidOption, at, `the objective's name '${name}' is unusual: ${rule}; rename it`);
  }
}

function readObjective(findings: Findings, { name, at, value: node }: JsonProperty): Objective {
  if (node.kind !== "object") {
    findings.invalid(node, name, "an objective", `write ${example}`);
    return { name };
  }
  findings.checkKeys(node, ` in objective '${name}'`, targetKeys);
  if (node.properties.length === 0) {
    const message = `the objective '${name}' has no target; write ${example}, or both`;
    findings.problem(codes.invalidOption, at, message);
  }
  const successRate = readPercent(findings, "successRate", child(node, "successRate"));
  const latency = readLatency(findings, child(node, "latency"));
  return { name, ...(successRate !== undefined && { successRate }), ...(latency !== undefined && { latency }) };
}

function readLatency(findings: Findings, node: JsonNode | undefined): LatencyTarget | undefined {
  if (node === undefined) return undefined;
  const expected = "a threshold and a percentile";
  const mend = 'write ["250ms", 99] for 99 % of calls within 250 ms';
  if (node.kind !== "list") return findings.invalid(node, "latency", expected, mend);
  const [first, second] = node.items;
  if (first === undefined || second === undefined || node.items.length > 2) {
    const message = `'latency' must be ${expected}, not a list of ${node.items.length}; ${mend}`;
    findings.problem(codes.invalidOption, node.at, message);
    return undefined;
  }
  if (first.kind === "number" && second.kind === "string" && /\d\s*m?s$/i.test(second.value)) {
    const message = `'latency' has the threshold first and the percentile second; write [${shown(second)}, ${shown(first)}]`;
    findings.problem(codes.invalidOption, node.at, message);
    return undefined;
  }
  const threshold = readThreshold(findings, first);
  const percentile = readPercent(findings, "percentile", second);
  return threshold === undefined || percentile === undefined ? undefined : { threshold, percentile };
}

function readPercent(findings: Findings, name: string, node: JsonNode | undefined): number | undefined {
  if (node === undefined) return undefined;
  if (node.kind !== "number") {
    const digits = node.kind === "string" ? /^\s*(\d+(?:\.\d+)?)\s*%?\s*$/.exec(node.value)?.[1] : undefined;
    return findings.invalid(node, name, "a number of percent", `write ${digits ?? "99.9"}`);
  }
  const { value, at } = node;
  if (value >= 1 && value < 100) return value;
  const message =
    value > 0 && value < 1
      ? `'${name}' is in percent, and ${value} is a fraction; did you mean ${Number((value * 100).toPrecision(12))}?`
      : `'${name}' must be over 0 and under 100 percent, not ${value}; write 99.9 for 99.9 %`;
  findings.problem(codes.invalidOption, at, message);
  return undefined;
}
