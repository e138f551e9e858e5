/** The dashboards there are, as Grafana imports them. */
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DashboardSettings } from "./board.js";
import { functions } from "./functions.js";
import { overview } from "./overview.js";

export const dashboardNames = ["slo", "functions"] as const;
export type DashboardName = (typeof dashboardNames)[number];

const dashboards: Record<DashboardName, (settings: DashboardSettings) => Dashboard> = { slo: overview, functions };

/** @throws RefusedPeriod */
export function dashboardJson(name: DashboardName, settings: DashboardSettings): string {
  return `${JSON.stringify(dashboards[name](settings), null, 2)}\n`;
}
