import { alertNames } from "../alerts.js";
import { tierNames } from "../tiers.js";
import { yamlText } from "./prometheus.js";

/** What tells an objective's SLI from every other. */
const identity = ["service_name", "objective_name", "sli"];

/**
 * Alertmanager's configuration for the alerts: one notification for an objective's SLI, and none from a slower tier
 * while a faster one says the same. It is valid as it stands; the receivers are the user's to fill in.
 */
export function alertmanagerConfig(severities: Readonly<Record<"page" | "ticket", string>>): string {
  const about = [
    "For Alertmanager: merge the inhibition rules and the grouping into your configuration, and name your receivers.",
  ];
  const content = {
    route: {
      receiver: "tickets",
      group_by: ["alertname", ...identity],
      routes: [
        {
          matchers: [`alertname=~"SLO.+"`, `severity="${severities.page}"`],
          receiver: "pages",
          group_by: identity,
          group_wait: "10s",
          group_interval: "1m",
        },
        { matchers: [`alertname=~"SLO.+"`], receiver: "tickets", group_by: identity },
      ],
    },
    inhibit_rules: tierNames.slice(0, -1).map((faster, i) => ({
      source_matchers: [`alertname="${alertNames.burn}"`, `tier="${faster}"`],
      target_matchers: [`alertname="${alertNames.burn}"`, `tier=~"${tierNames.slice(i + 1).join("|")}"`],
      equal: identity,
    })),
    receivers: [{ name: "pages" }, { name: "tickets" }],
  };
  return yamlText(content, about);
}
