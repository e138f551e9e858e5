import type { RuleGroup } from "../rule.js";
import { plainGroup, yamlText } from "./prometheus.js";

/** The Prometheus Operator's custom resource. */
export function prometheusRuleResource(groups: readonly RuleGroup[], about: readonly string[]): string {
  const resource = {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "PrometheusRule",
    metadata: { name: "ts-autometrics", labels: { "app.kubernetes.io/name": "ts-autometrics" } },
    spec: { groups: groups.map(plainGroup) },
  };
  return yamlText(resource, about);
}
