/** The comment at the top of a printed rule set. */
import { formatDuration } from "./duration.js";
import type { RuleSettings } from "./rules.js";
import { clampedThreshold, tiersOf } from "./tiers.js";

export function aboutUniversal(settings: RuleSettings): readonly string[] {
  return [
    "Service-level objectives of every service that is built with ts-autometrics. The targets come from the services:",
    "this file stays as it is when they change, and does nothing where there are none.",
    ...aboutAlerts(settings),
    `A target so low that no error ratio reaches a tier's burn rate has that tier fire over ${clampedThreshold}.`,
    ...aboutScale(settings),
  ];
}

export function aboutFixed(files: readonly string[], settings: RuleSettings): readonly string[] {
  return [
    `Service-level objectives of ${files.join(", ")}. Print it again when they change.`,
    ...aboutAlerts(settings),
    ...aboutScale(settings),
  ];
}

function aboutAlerts({ period }: RuleSettings): readonly string[] {
  return [
    "",
    `Made by 'autometrics rules'. The error budget is for ${formatDuration(period)}. Alerts, by how fast it is being spent:`,
    ...tiersOf(period).map(
      ({ name, severity, long, short, factor }) =>
        `  ${name.padEnd(9)} ${severity.padEnd(7)} ${factor} times as fast as allowed, over ${formatDuration(long)} and over ${formatDuration(short)}`,
    ),
    "",
  ];
}

function aboutScale({ scale }: RuleSettings): readonly string[] {
  return scale === 1 ? [] : ["", `FOR TESTS ONLY: every window and every wait is multiplied by ${scale}.`];
}
