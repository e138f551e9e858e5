/** Reads a latency threshold: `"250ms"`, `"1.5s"`, or seconds as a number. */
import { codes } from "../diagnostics/codes.js";
import { type Findings, shown } from "./findings.js";
import type { JsonNode } from "./json.js";

const forms = 'write milliseconds as "250ms", seconds as "1.5s", or seconds as a number: 0.25';

/** Seconds. */
export function readThreshold(findings: Findings, node: JsonNode): number | undefined {
  if (node.kind !== "number" && node.kind !== "string") return findings.invalid(node, "threshold", "a time", forms);
  const seconds = node.kind === "number" ? node.value : secondsOf(node.value);
  if (seconds === undefined) {
    const hasNoUnit = node.kind === "string" && /^\d+(\.\d+)?$/.test(node.value);
    const what = hasNoUnit ? "has no unit" : "is not understood";
    findings.problem(codes.invalidOption, node.at, `the threshold ${shown(node)} ${what}; ${forms}`);
  } else if (!(seconds > 0 && seconds < Number.POSITIVE_INFINITY)) {
    findings.problem(
      codes.invalidOption,
      node.at,
      `the threshold must be over 0 and finite, not ${shown(node)}; ${forms}`,
    );
  } else return seconds;
  return undefined;
}

/** In decimal: `"1.1ms"` is 0.0011, where `1.1 / 1000` may be a neighbour of it. */
function secondsOf(text: string): number | undefined {
  const [, digits, unit] = /^(-?\d+(?:\.\d+)?)(ms|s)$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(unit === "ms" ? `${digits}e-3` : digits);
}
