/** examples/stack as somebody has it who copied the folder. There is no Docker here: its files are what is looked at. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { alertmanagerConfig } from "../../slo/output/alertmanager.js";
import { prometheusRules } from "../../slo/output/prometheus.js";
import { universalRules } from "../../slo/rules.js";
import { command } from "../package/strangers.js";
import { installedExample } from "./installedExample.js";
import { describeWith } from "./programs.js";

describeWith(["promtool", "amtool"], "examples/stack", (programs) => {
  let folder: string;
  beforeAll(async () => {
    folder = await installedExample("stack");
    await command(folder, "npm", "run", "generate");
  });
  const read = (path: string) => parse(readFileSync(join(folder, path), "utf8"));
  const linkOf = ({ annotations }: { annotations?: { dashboard_url?: string } }) => annotations?.dashboard_url ?? [];

  it("has a configuration and rules that Prometheus takes", async () => {
    const { stdout } = await command(folder, programs.promtool, "check", "config", "prometheus/prometheus.yml");
    expect(stdout).toContain("1 rule files found");
    const { stdout: checked } = await command(
      folder,
      programs.promtool,
      "check",
      "rules",
      "prometheus/ts-autometrics.rules.yml",
    );
    const { groups } = parse(prometheusRules(universalRules(), []));
    expect(checked).toContain(`${groups[0].rules.length} rules found`);
  });

  it("has alerts that lead to the dashboard, in the Grafana that is there", () => {
    const { groups } = read("prometheus/ts-autometrics.rules.yml");
    const links: string[] = groups[0].rules.flatMap(linkOf);
    const { uid } = read("grafana/dashboards/ts-autometrics-slo.json");
    const { GF_SERVER_ROOT_URL } = read("compose.yaml").services.grafana.environment;
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link.startsWith(`${GF_SERVER_ROOT_URL}/d/${uid}?var-service=`)).toBe(true);
  });

  it("has a configuration that Alertmanager takes, with the routes and inhibitions that are generated", async () => {
    await command(folder, programs.amtool, "check-config", "alertmanager/alertmanager.yml");
    const generated = parse(alertmanagerConfig({ page: "page", ticket: "ticket" }));
    const { route, inhibit_rules, receivers } = read("alertmanager/alertmanager.yml");
    expect({ route, inhibit_rules }).toEqual({ route: generated.route, inhibit_rules: generated.inhibit_rules });
    expect(receivers).toEqual(generated.receivers);
  });

  it("mounts files that are there, and opens ports to nobody but this machine", () => {
    const { services, volumes } = read("compose.yaml");
    for (const { volumes: mounts = [], ports } of Object.values<{ volumes?: string[]; ports: string[] }>(services)) {
      for (const mount of mounts) {
        const [source = ""] = mount.split(":");
        expect(source.startsWith(".") ? existsSync(join(folder, source)) : source in volumes).toBe(true);
      }
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
  });

  describe("its Grafana", () => {
    it("asks the Prometheus of the stack, as often as that scrapes", () => {
      const { datasources } = read("grafana/provisioning/datasources/prometheus.yml");
      const [prometheus, alertmanager] = datasources;
      const { services } = read("compose.yaml");
      expect(prometheus).toMatchObject({ type: "prometheus", url: "http://prometheus:9090", isDefault: true });
      expect(prometheus.jsonData.timeInterval).toBe(read("prometheus/prometheus.yml").global.scrape_interval);
      for (const { url } of [prometheus, alertmanager]) expect(services).toHaveProperty(new URL(url).hostname);
    });

    it("finds the dashboards where they are mounted, and opens with the objectives", () => {
      const { providers } = read("grafana/provisioning/dashboards/ts-autometrics.yml");
      const { volumes, environment } = read("compose.yaml").services.grafana;
      const inside = providers[0].options.path;
      expect(volumes).toContain(`./grafana/dashboards:${inside}:ro`);
      const home: string = environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH;
      expect(existsSync(join(folder, "grafana/dashboards", home.slice(inside.length)))).toBe(true);
    });
  });
});
