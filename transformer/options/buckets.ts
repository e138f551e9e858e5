/** Reads the bounds of the histogram. */
import type { Objective } from "../../slo/objective.js";
import { codes } from "../diagnostics/codes.js";
import { type Findings, shown } from "./findings.js";
import { child, type JsonNode } from "./json.js";
import { defaultBuckets } from "./options.js";

const mend = "write seconds in ascending order: [0.1, 0.5, 1]";

export function readBuckets(findings: Findings, root: JsonNode): readonly number[] {
  const node = child(root, "buckets");
  if (node === undefined) return defaultBuckets;
  if (node.kind !== "list") {
    findings.invalid(node, "buckets", "a list of numbers", mend);
    return defaultBuckets;
  }
  if (node.items.length === 0) {
    findings.problem(codes.invalidOption, node.at, `'buckets' is empty; ${mend}, or leave the key out`);
  }
  const bounds: number[] = [];
  for (const item of node.items) {
    const bound = readBound(findings, item, bounds.at(-1));
    if (bound !== undefined) bounds.push(bound);
  }
  return bounds;
}

function readBound(findings: Findings, item: JsonNode, previous: number | undefined): number | undefined {
  const problem = (message: string) => findings.problem(codes.invalidOption, item.at, message);
  const isInfinity =
    item.kind === "number"
      ? item.value === Number.POSITIVE_INFINITY
      : item.kind === "string" && /^\+?inf/i.test(item.value);
  if (isInfinity) problem("the bucket +Inf is always there; remove it");
  else if (item.kind !== "number") problem(`'buckets' cannot hold ${shown(item)}; ${mend}`);
  else if (!(item.value > 0)) problem(`a bucket must be over 0, not ${item.value}; ${mend}`);
  else if (item.value === previous) problem(`the bucket ${item.value} is given twice; remove one of the two`);
  else if (previous !== undefined && item.value < previous) {
    problem(`the bucket ${item.value} stands behind ${previous}; ${mend}`);
  } else return item.value;
  return undefined;
}

/** The bounds with every latency threshold among them, so that each objective's share can be read off. */
export function withThresholds(bounds: readonly number[], objectives: Iterable<Objective>): readonly number[] {
  const thresholds = [...objectives].flatMap(({ latency }) => latency?.threshold ?? []);
  return [...new Set([...bounds, ...thresholds])].sort((a, b) => a - b);
}
