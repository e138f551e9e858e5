export const dashboardNames = ["slo", "functions"] as const;
export type DashboardName = (typeof dashboardNames)[number];
