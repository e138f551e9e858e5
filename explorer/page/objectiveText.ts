import type { Sli } from "../../slo/objective.js";
import type { ObjectiveSummary } from "../api.js";
import { formatSeconds, formatShare, formatSpan } from "./format.js";

/** `99.9 % succeed`, `99 % within 250 ms`. */
export function aimOf({ target, threshold, sli }: ObjectiveSummary): string {
  return `${formatShare(target)} ${sli === "latency" ? `within ${formatSeconds(threshold)}` : "succeed"}`;
}

/** How long the budget lasts. */
export function outlookOf({ budgetLeft, exhaustedIn }: ObjectiveSummary): string {
  if (budgetLeft === null) return "no calls yet";
  if (budgetLeft <= 0) return "spent";
  return exhaustedIn === null ? "not being spent" : `gone in ${formatSpan(exhaustedIn)}`;
}

export function sliName(sli: Sli): string {
  return sli === "latency" ? "latency" : "success rate";
}

/** What a call that missed the objective is called. */
export function missOf({ sli }: Pick<ObjectiveSummary, "sli">): string {
  return sli === "latency" ? "too slow" : "failed";
}
