/** Prometheus 3 has `le="1.0"` where the label of the objective's threshold is `1`. */
import { expect, it } from "vitest";
import { errorsOf } from "../../../slo/dashboards/worst.js";
import { substituted } from "../../support/dashboard.js";
import { describeWith } from "../programs.js";
import { durations } from "../slo/functions.js";
import { play } from "../slo/promtool.js";

const expr = substituted(errorsOf("slow"), { service: ".+", objective: ".+", __range: "60m" });
const traffic = [{ minutes: 60, errors: 0.2 }];

describeWith(["promtool"], "the dashboard's slow calls", (programs) => {
  it.each(["1", "1.0"])("are those over the threshold, with le=%j", async (le) => {
    const scenario = {
      name: le,
      rules: [],
      step: 1,
      input: durations(traffic, 1, le, { threshold: "1" }),
      checks: [
        {
          at: 60,
          expr: `round(${expr})`,
          gives: { '{function="find",module="users",objective_name="api",service_name="shop"}': 1200 },
        },
      ],
    };
    expect((await play(programs.promtool, [scenario])).get(le)).toBe("");
  });
});
