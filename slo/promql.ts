/** A label value, or any text, as a string of PromQL. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

/** `{a="1",b="2"}` */
export function selectorOf(labels: Readonly<Record<string, string>>): string {
  const matchers = Object.entries(labels).map(([name, value]) => `${name}=${quoted(value)}`);
  return `{${matchers.join(",")}}`;
}

/** Adds a matcher to a selector. */
export function having(selector: string, matcher: string): string {
  return selector === "{}" ? `{${matcher}}` : `${selector.slice(0, -1)},${matcher}}`;
}

/**
 * Takes away what binary arithmetic adds to a decimal, so that exactly 0.1 % of errors is 0.001 and not over it:
 * PromQL's comparisons are exact.
 */
export function decimal(expression: string): string {
  return `round(1e12 * ${expression}) / 1e12`;
}

/**
 * How clients write the bound of a latency threshold (seconds) in the label `le`: the same bound as `1` and as `1.0`,
 * and Prometheus 3 stores the second; small ones as `0.00005` and as `5e-05`.
 */
export function boundTexts(threshold: number): readonly string[] {
  const texts = [String(threshold)];
  if (Number.isInteger(threshold)) texts.push(`${threshold}.0`);
  if (threshold < 1e-4) texts.push(threshold.toExponential().replace(/e-(\d)$/, "e-0$1"));
  return texts;
}

/** The regular expression for any of some texts. */
export function anyOf(texts: readonly string[]): string {
  return texts.map((text) => text.replace(/[.+]/g, "\\$&")).join("|");
}

/** The matcher for the bucket of a latency threshold (seconds). */
export function bucketMatcher(threshold: number): string {
  const [only = "", ...others] = boundTexts(threshold);
  return others.length === 0 ? `le=${quoted(only)}` : `le=~${quoted(anyOf([only, ...others]))}`;
}
