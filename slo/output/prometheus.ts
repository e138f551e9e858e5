import { stringify } from "yaml";
import type { Rule, RuleGroup } from "../rule.js";

/** Prometheus' rule file. */
export function prometheusRules(groups: readonly RuleGroup[], about: readonly string[]): string {
  return yamlText({ groups: groups.map(plainGroup) }, about);
}

/** @param about Lines of a comment at the top. */
export function yamlText(content: unknown, about: readonly string[]): string {
  const comment = about.map((line) => `# ${line}`.trimEnd());
  return `${comment.join("\n")}\n${stringify(content, { lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false })}`;
}

/** With the keys in the order that rule files have them in. */
export function plainGroup({ name, rules }: RuleGroup): object {
  return { name, rules: rules.map(plainRule) };
}

function plainRule(rule: Rule): object {
  if ("record" in rule) {
    const { record, expr, labels } = rule;
    return { record, expr, ...(labels && { labels }) };
  }
  const { alert, expr, for: hold, labels, annotations } = rule;
  return { alert, expr, ...(hold !== undefined && { for: hold }), labels, annotations };
}
