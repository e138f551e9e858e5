import type { ObjectiveIdentity } from "../slo/status.js";
import type { Labels } from "./answer.js";

/** Which SLI the labels of a series are about. */
export function identityOf({ service_name = "", objective_name = "", sli = "" }: Labels): ObjectiveIdentity {
  return { service: service_name, objective: objective_name, sli };
}

/** The same for the same SLI, and for no other. */
export function keyOf({ service, objective, sli }: ObjectiveIdentity): string {
  return JSON.stringify([service, objective, sli]);
}
