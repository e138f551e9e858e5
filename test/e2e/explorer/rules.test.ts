/** A Prometheus that evaluates our rules: what it has recorded and what fires there is what the Explorer says. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { readObjective } from "../../../explorer/answers/objective.js";
import { readObjectiveList } from "../../../explorer/answers/objectives.js";
import { PrometheusSource } from "../../../explorer/sources/prometheus.js";
import { serve } from "../../prometheus/server.js";
import { describeWith } from "../programs.js";
import { Prometheus } from "../prometheus.js";
import { Shop } from "./shop.js";

const rules = readFileSync(fileURLToPath(new URL("../../../dist/ts-autometrics.rules.yml", import.meta.url)), "utf8");

describeWith(["prometheus"], "of a Prometheus with our rules", (programs) => {
  it("the Explorer has what was recorded, and the alerts that fire", async () => {
    const shop = new Shop(1);
    const url = await serve((_, response) => {
      response.setHeader("content-type", "text/plain; version=0.0.4").end(shop.text);
      shop.work(30);
    });
    const prometheus = await Prometheus.start({
      path: programs.prometheus,
      targets: [new URL(url).host],
      rules: [rules],
    });
    try {
      const own = '{service_name="shop",objective_name="api",sli="success_rate"}';
      await prometheus.until(
        `ALERTS{alertname="SLOBudgetBurn",alertstate="firing",objective_name="api",tier="fast"}`,
        ({ length }) => length > 0,
      );
      const [calls] = await prometheus.until(`slo:sli_total:increase30d${own}`, ([sample]) => (sample?.value ?? 0) > 0);

      const source = new PrometheusSource(prometheus.url, {});
      const now = Date.now() / 1000;
      expect(await source.status(now)).toMatchObject({
        kind: "prometheus",
        hasRules: true,
        targets: [{ state: "up" }],
      });
      const { objectives } = await readObjectiveList(source, now);
      const objective = objectives.find(({ objective, sli }) => objective === "api" && sli === "success_rate");
      expect(objective).toMatchObject({ state: "exhausted", target: 0.99, calls: calls?.value });
      expect(objective?.alerts).toContainEqual({ name: "SLOBudgetBurn", severity: "page", since: expect.any(Number) });
      expect(objective?.alerts.every(({ since }) => since !== null && since <= now)).toBe(true);

      const key = { service: "shop", objective: "api", sli: "success_rate" } as const;
      const detail = await readObjective(source, key, { from: now - 600, to: now }, now);
      expect(detail?.tiers.filter(({ isOn }) => isOn).map(({ tier }) => tier)).toContain("fast");
      expect(detail?.members.map(({ function: name }) => name).sort()).toEqual(["load", "save"]);
    } finally {
      await prometheus.stop();
    }
  });
});
