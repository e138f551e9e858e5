import { parseDuration } from "../slo/duration.js";
import { RefusedPeriod, tiersOf } from "../slo/tiers.js";
import { type Call, textOption, UsageError } from "./command.js";

/** An option that is a duration of Prometheus, in milliseconds. */
export function durationOption(call: Call, name: string, example: string): number | undefined {
  const text = textOption(call, name);
  const duration = text === undefined ? undefined : parseDuration(text);
  if (text !== undefined && duration === undefined) {
    throw new UsageError(`--${name} '${text}' is no duration; write it as Prometheus does: ${example}`);
  }
  return duration;
}

/** `--period`, which alerts can be made for. */
export function periodOption(call: Call): number | undefined {
  const period = durationOption(call, "period", "30d");
  if (period === undefined) return undefined;
  try {
    tiersOf(period);
    return period;
  } catch (error) {
    throw error instanceof RefusedPeriod ? new UsageError(error.message) : error;
  }
}
