// Writes what the package makes for Prometheus and Grafana: again after each update of it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const manifest = createRequire(import.meta.url).resolve("ts-autometrics/package.json");
const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
const folder = import.meta.dirname;

/** The dashboard with the alert's own objective chosen, in place of Prometheus' own graph. */
const dashboard = [
  "http://localhost:3001/d/ts-autometrics-slo",
  "?var-service={{ $labels.service_name | urlquery }}",
  "&var-objective={{ $labels.objective_name | urlquery }}",
  "&var-sli={{ $labels.sli | urlquery }}",
].join("");

const rules = "prometheus/ts-autometrics.rules.yml";
mkdirSync(join(folder, dirname(rules)), { recursive: true });
writeFileSync(join(folder, rules), autometrics("rules", "--dashboard-url", dashboard));
console.log(rules);
process.stdout.write(autometrics("dashboards", "--out", "grafana/dashboards"));

function autometrics(...args) {
  return execFileSync(process.execPath, [join(dirname(manifest), bin.autometrics), ...args], { cwd: folder });
}
