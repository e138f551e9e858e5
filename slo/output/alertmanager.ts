import { alertNames } from "../alerts.js";
import { formatDuration, minute, second } from "../duration.js";
import { type Severity, tierNames } from "../tiers.js";
import { yamlText } from "./prometheus.js";

/** What tells an objective's SLI from every other. */
const identity = ["service_name", "objective_name", "sli"];

/**
 * Alertmanager's configuration for the alerts: one notification for an objective's SLI, and none from a slower tier
 * while a faster one says the same. It is valid as it stands; the receivers are the user's to fill in.
 *
 * @param scale What every wait is multiplied by: 1, but in tests that cannot wait.
 */
export function alertmanagerConfig(severities: Readonly<Record<Severity, string>>, scale = 1): string {
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
          group_wait: formatDuration(10 * second * scale),
          group_interval: formatDuration(minute * scale),
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
