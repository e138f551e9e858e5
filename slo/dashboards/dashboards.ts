/** The dashboards there are, as Grafana imports them. */

import type { DashboardSettings } from "./board.js";
import { functions } from "./functions.js";
import type { DashboardName } from "./names.js";
import { overview } from "./overview.js";
import type { Dashboard } from "./sdk.js";

const dashboards: Record<DashboardName, (settings: DashboardSettings) => Dashboard> = { slo: overview, functions };

/** @throws RefusedPeriod */
export function dashboardJson(name: DashboardName, settings: DashboardSettings): string {
  return `${JSON.stringify(dashboards[name](settings), null, 2)}\n`;
}
