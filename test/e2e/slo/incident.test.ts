/**
 * An incident from its beginning to its end: the example's new version fails, Prometheus sees it, Alertmanager tells
 * somebody, the old version is back, and that is told too. Hours are minutes.
 */
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { buildExample, type RunningExample, startExample } from "../../../scripts/demo/example.js";
import { Alertmanager, type Notification, Webhook } from "../alertmanager.js";
import { autometrics } from "../autometrics.js";
import { describeWith } from "../programs.js";
import { Prometheus } from "../prometheus.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const scale = ["--window-scale", "1/60"];

describeWith(["prometheus", "alertmanager"], "an incident", (programs) => {
  let healthy: RunningExample;
  let faulty: RunningExample;
  let webhook: Webhook;
  let alertmanager: Alertmanager;
  let prometheus: Prometheus;
  let traffic: Traffic;

  beforeAll(async () => {
    await buildExample(root);
    healthy = await startExample(root, { STORE_LATENCY_MS: "1" });
    faulty = await startExample(root, { STORE_LATENCY_MS: "1", STORE_FAIL_EVERY: "2" });
    webhook = await Webhook.start();
    const snippet = parse((await autometrics("rules", "--format", "alertmanager", ...scale)).stdout);
    const receivers = snippet.receivers.map(({ name }: { name: string }) => ({
      name,
      webhook_configs: [{ url: webhook.url, send_resolved: true }],
    }));
    alertmanager = await Alertmanager.start(programs.alertmanager, stringify({ ...snippet, receivers }));
    traffic = new Traffic(healthy.address);
    prometheus = await Prometheus.start({
      path: programs.prometheus,
      targets: [healthy, faulty].map(({ address }) => new URL(address).host),
      rules: [(await autometrics("rules", ...scale)).stdout],
      alertmanager: alertmanager.address,
    });
  });
  afterAll(async () => {
    await traffic?.stop();
    await prometheus?.stop();
    await alertmanager?.stop();
    webhook?.stop();
    await Promise.all([healthy?.stop(), faulty?.stop()]);
  });

  it("begins with an objective that is met, of which nobody is told", async () => {
    const met = 'slo:sli_error:ratio_rate1h{objective_name="api",sli="success_rate"} == 0';
    const called = ["1h", "30d"].map((window) => `slo:sli_total:increase${window} > 100`);
    await prometheus.until([met, ...called].join(" and "), ({ length }) => length === 1);
    expect(await prometheus.query("ALERTS")).toEqual([]);
    expect(webhook.notifications).toEqual([]);
    const { code, stdout } = await slo("--fail-on", "burning");
    expect(stdout).toMatch(/^example-express +api +99\.9 % succeed +100\.00 % +100 % +0 +0 +0 +ok$/m);
    expect(stdout).toContain("Recorded by the rules, for error budgets of 30d.\n");
    expect(code).toBe(0);
  });

  it("pages with all that is needed to begin with", async () => {
    traffic.to(faulty.address);
    const page = await webhook.received(has("firing", "fast"));
    expect(page).toMatchObject({
      receiver: "pages",
      groupLabels: { service_name: "example-express", objective_name: "api", sli: "success_rate" },
    });
    const { labels, annotations } = alertIn(page, "fast");
    expect(labels).toEqual({
      ...{ alertname: "SLOBudgetBurn", service_name: "example-express", objective_name: "api", sli: "success_rate" },
      ...{ severity: "page", tier: "fast", long: "1h", short: "5m" },
    });
    expect(Object.keys(annotations).sort()).toEqual([
      "dashboard_url",
      "description",
      "runbook_url",
      "summary",
      "worst_functions",
    ]);
    expect(annotations.summary).toMatch(
      /^example-express: api \(success_rate\) spends its error budget \d\S* times as fast as it may$/,
    );
    expect(annotations.description).toMatch(
      /^\d\S*% of calls failed in the last 1h, \d\S*% in the last 5m; 0\.1% may\. .*30d error budget/,
    );
    expect(annotations.runbook_url).toMatch(/\/docs\/slo\.md#slobudgetburn$/);
    expect(annotations.dashboard_url).toMatch(/^http:.*\/graph\?g0\.expr=slo%3Acurrent_burn_rate/);
    const worst = await prometheus.until(annotations.worst_functions ?? "", ({ length }) => length > 0);
    expect(worst[0]?.labels).toMatchObject({ module: "app", function: "GET /users/:id" });
  });

  it("pages once: a slower tier that is on too is held back by the fast one", async () => {
    await alertmanager.until(({ labels, status }) => labels.tier === "medium" && status.state === "suppressed");
    const told = webhook.notifications.filter(({ receiver }) => receiver === "pages").flatMap(({ alerts }) => alerts);
    expect(new Set(told.map(({ labels }) => labels.tier))).toEqual(new Set(["fast"]));
  });

  it("stops a pipeline", async () => {
    const { code, stderr } = await slo("--fail-on", "burning");
    expect(stderr).toMatch(/^autometrics slo: 'api' of 'example-express' \(success_rate\) is (exhausted|burning)\n$/);
    expect(code).toBe(1);
    const { objectives } = JSON.parse((await slo("--json")).stdout);
    expect(objectives[0]).toMatchObject({ sli: "success_rate", source: "recorded", period: "30d" });
    expect(objectives[0].tiersOn).toContain("fast");
    expect(objectives[1]).toMatchObject({ sli: "latency", thresholdSeconds: 0.25, state: "ok" });
  });

  it("is told to be over when the errors have stopped", async () => {
    const before = webhook.notifications.length;
    traffic.to(healthy.address);
    await webhook.received(has("resolved", "fast"), before);
    // The medium tier was on too, and takes half a scaled hour longer.
    const end = await webhook.received(({ receiver, status }) => receiver === "pages" && status === "resolved", before);
    expect(end.alerts.every(({ status }) => status === "resolved")).toBe(true);
    expect(await prometheus.query('ALERTS{severity="page",alertstate="firing"}')).toEqual([]);
  });

  function slo(...args: readonly string[]) {
    return autometrics("slo", "--prometheus", prometheus.url, ...args);
  }
});

function has(status: string, tier: string): (notification: Notification) => boolean {
  return ({ alerts }) => alerts.some((alert) => alert.status === status && alert.labels.tier === tier);
}

function alertIn({ alerts }: Notification, tier: string) {
  const alert = alerts.find(({ labels }) => labels.tier === tier);
  if (alert === undefined) throw new Error(`there is no alert of the tier ${tier}`);
  return alert;
}

/** One request after the other, some dozens a second. */
class Traffic {
  #address: string;
  #isOn = true;
  readonly #done: Promise<void>;

  constructor(address: string) {
    this.#address = address;
    this.#done = this.#send();
  }

  to(address: string): void {
    this.#address = address;
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    await this.#done;
  }

  async #send(): Promise<void> {
    while (this.#isOn) {
      await (await fetch(`${this.#address}/users/1`)).arrayBuffer();
      await delay(20);
    }
  }
}
