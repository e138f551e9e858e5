import { parseDuration } from "../slo/duration.js";
import { type Call, textOption, UsageError } from "./command.js";

/** The milliseconds of an option that takes a duration. */
export function durationOption(call: Call, name: string, example: string): number | undefined {
  const text = textOption(call, name);
  const duration = text === undefined ? undefined : parseDuration(text);
  if (text !== undefined && duration === undefined) {
    throw new UsageError(`--${name} '${text}' is no duration; write it as Prometheus does: ${example}`);
  }
  return duration;
}
