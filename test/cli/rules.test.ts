import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../../cli/run.js";
import { prometheusRules } from "../../slo/output/prometheus.js";
import { universalRules } from "../../slo/rules.js";

const folder = mkdtempSync(join(tmpdir(), "autometrics-rules-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: object): string {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return name;
}

async function rules(...args: readonly string[]) {
  let [out, err] = ["", ""];
  const code = await run(["rules", ...args], {
    cwd: folder,
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const shop = file("autometrics.json", { objectives: { api: { successRate: 99.9, latency: ["250ms", 99] } } });
const stock = file("stock.json", { objectives: { api: { successRate: 99 }, jobs: { successRate: 90 } } });
const tsconfig = file("tsconfig.json", {
  compilerOptions: {
    plugins: [{ transform: "ts-autometrics/transformer", objectives: { web: { successRate: 99.5 } } }],
  },
});

describe("without configuration", () => {
  test("the rules for every objective are printed, under a comment that says what they are", async () => {
    const { code, out, err } = await rules();
    expect(parse(out)).toEqual(parse(prometheusRules(universalRules(), [])));
    expect(out).toMatch(/^# Service-level objectives of every service/);
    expect([code, err]).toEqual([0, ""]);
  });

  test("options change what they say", async () => {
    const { out } = await rules(
      ...["--period", "28d", "--min-failures", "5", "--alert-for", "2m", "--severity", "page=critical"],
      ...["--runbook-url", "https://run.example/{{ $labels.sli }}", "--dashboard-url", "https://dash.example"],
    );
    const [fast] = parse(out).groups[0].rules.filter(({ alert }: { alert?: string }) => alert === "SLOBudgetBurn");
    expect(fast).toMatchObject({ for: "2m", labels: { severity: "critical" } });
    expect(fast.expr).toContain('increase1h{sli!=""} >= 5');
    expect(fast.annotations).toMatchObject({
      runbook_url: "https://run.example/{{ $labels.sli }}",
      dashboard_url: "https://dash.example",
    });
    expect(out).toContain("record: slo:sli_error:ratio_rate28d");
    expect(out).toContain("13.44 times");
  });

  test("the operator's resource and Alertmanager's part are printed where asked for", async () => {
    expect(parse((await rules("--format", "prometheus-operator")).out)).toMatchObject({ kind: "PrometheusRule" });
    expect(parse((await rules("--format", "alertmanager")).out)).toHaveProperty("inhibit_rules");
  });

  test("scaled rules say that they are for tests", async () => {
    const { out } = await rules("--window-scale", "1/60");
    expect(out).toMatch(/# FOR TESTS ONLY/);
    expect(out).toContain("[5s]");
  });

  test("a period in between is taken, with a word about its last tier", async () => {
    const { code, err } = await rules("--period", "14d");
    expect(code).toBe(0);
    expect(err).toContain("at 0.4667 times the allowed error rate");
  });
});

describe("with configuration", () => {
  test("the objectives of several files are printed with their targets", async () => {
    const { out, err } = await rules("--for", shop, tsconfig);
    expect(parse(out).groups.map(({ name }: { name: string }) => name)).toEqual([
      "ts-autometrics api success_rate",
      "ts-autometrics api latency",
      "ts-autometrics web success_rate",
    ]);
    expect(out).toContain('le="0.25"');
    expect(out).toContain("> 0.0144\n");
    expect(err).toBe("");
  });

  test("a tier that has to be clamped is told of", async () => {
    expect((await rules("--for", stock)).err).toBe(
      "autometrics rules: objective 'jobs': no error ratio is high enough for the fast alert of a target of 90 %; it fires over 0.9 instead\n",
    );
  });

  test("a budget of less than a call is told of", async () => {
    const { err } = await rules("--for", shop, "--calls-per-day", "30");
    expect(err).toMatch(/'api': 30 calls a day have no error to spare in 30d at 99\.9 %/);
    expect(err).not.toMatch(/at 99 %/);
  });
});

describe("what cannot be printed ends with exit code 2 and says what to do", () => {
  test.each([
    [["--period", "5d"], "use 7d, or another of at least 6d"],
    [["--period", "60d"], "use 30d, or 90d"],
    [["--period", "month"], "--period 'month' is no duration; write it as Prometheus does: 30d"],
    [["--format", "yaml"], "the formats are prometheus, prometheus-operator, alertmanager"],
    [["--min-failures", "0"], "write one from 1 on"],
    [["--severity", "critical"], "write page=critical or ticket=warning"],
    [["--window-scale", "0"], "write a fraction such as 1/60"],
    [["--window-scale", "1/0"], "write a fraction such as 1/60"],
    [["--alert-for", "soon"], "write it as Prometheus does: 2m"],
    [["autometrics.json"], "configuration files follow --for"],
    [["--service", "shop"], "--service goes with --for"],
    [["--for", "none.json"], "'none.json' cannot be read"],
    [["--for", "autometrics.json", "stock.json"], "'stock.json' has another objective 'api'"],
  ])("%j", async (args, message) => {
    const { code, out, err } = await rules(...args);
    expect(err).toContain(message);
    expect([code, out]).toEqual([2, ""]);
  });
});
