/** Makes scenarios, and a test of each. */
import { beforeAll, expect, test } from "vitest";
import { prometheusRules } from "../../../slo/output/prometheus.js";
import { defaultSettings, universalRules } from "../../../slo/rules.js";
import { describeWith } from "../programs.js";
import { type ObjectiveSeries, objective, type Traffic } from "./objective.js";
import { type Check, play, type Scenario } from "./promtool.js";

export const universal = [prometheusRules(universalRules(), [])];

export function universalFor(period: number): readonly string[] {
  return [prometheusRules(universalRules({ ...defaultSettings, period }), [])];
}

/** Minutes of traffic without errors. */
export function clean(minutes: number): Traffic {
  return { minutes, errors: 0 };
}

interface Setting extends ObjectiveSeries {
  /** Clean minutes before the onset. */
  readonly history: number;
  readonly step: number;
  readonly rules?: readonly string[];
}

/** Long enough for the windows of pages, and for those of tickets. */
export const sixHours: Setting = { history: 6 * 60, step: 1 };
export const threeDays: Setting = { history: 3 * 24 * 60, step: 5 };

/** @param checks At times since the onset. */
export function scenario(
  name: string,
  setting: Setting,
  traffic: readonly Traffic[],
  checks: readonly Check[],
): Scenario {
  const { history, step, rules = universal } = setting;
  return {
    name,
    rules,
    step,
    input: objective([clean(history), ...traffic], step, setting),
    checks: checks.map((check) => ({ ...check, at: history + check.at })),
  };
}

export function testScenarios(title: string, scenarios: readonly Scenario[]): void {
  describeWith(["promtool"], title, ({ promtool }) => {
    let said: ReadonlyMap<string, string>;
    beforeAll(async () => {
      said = await play(promtool, scenarios);
    });
    for (const { name } of scenarios) test(name, () => expect(said.get(name)).toBe(""));
  });
}
