/** The whole of it: the express example under known traffic, its metrics, `autometrics explore`, and a browser. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildExample, type RunningExample, startExample } from "../../../scripts/demo/example.js";
import { NodeProcess } from "../../../scripts/demo/node.js";
import { describeWith } from "../programs.js";
import { Prometheus } from "../prometheus.js";
import { accessibilityProblems, launch, type Visit, visit } from "./browser.js";
import { writeHistory } from "./history.js";

const root = join(import.meta.dirname, "../../..");
const service = "example-express";

/** `GET /users/:id` is one trip to the store each. */
async function send(example: RunningExample, calls: number): Promise<void> {
  for (let i = 0; i < calls; i++) await (await fetch(`${example.address}/users/1`)).arrayBuffer();
}

/** The Explorer as a user starts it, and where it is. */
async function explore(args: readonly string[]): Promise<{ url: string; process: NodeProcess }> {
  const program = join(root, "dist/cli/main.cjs");
  const process = new NodeProcess([program, "explore", "--no-open", "-p", "examples/express", ...args], { cwd: root });
  const url = (await process.prints(/The Explorer is at (\S+)/))?.[1];
  if (url === undefined) throw new Error(process.output);
  return { url, process };
}

function row(page: Page, text: string) {
  return page.locator("tbody tr", { hasText: text }).first();
}

describeWith(["chromium"], "the Explorer on an application", (programs) => {
  let browser: Browser;
  let healthy: RunningExample;
  let failing: RunningExample;
  let explorer: Awaited<ReturnType<typeof explore>>;
  let open: Visit;

  beforeAll(async () => {
    await buildExample(root);
    healthy = await startExample(root, { STORE_LATENCY_MS: "1" });
    failing = await startExample(root, { STORE_LATENCY_MS: "1", STORE_FAIL_EVERY: "4" });
    explorer = await explore([healthy, failing].flatMap(({ address }) => ["--app", `${address}/metrics`]));
    browser = await launch(programs.chromium);
    open = await visit(browser, explorer.url);
  });
  afterAll(async () => {
    await browser?.close();
    await explorer?.process.stop();
    await healthy?.stop();
    await failing?.stop();
  });

  it("first says that there were no calls, which is neither good nor bad", async () => {
    const { page } = open;
    await expect.poll(() => row(page, "success rate").textContent(), { timeout: 60_000 }).toContain("No data");
    expect(await page.title()).not.toContain("OK");
  });

  it("shows an objective that is met", async () => {
    const { page } = open;
    await send(healthy, 80);
    await expect.poll(() => row(page, "success rate").textContent(), { timeout: 60_000 }).toContain("OK");
    expect(await row(page, "success rate").textContent()).toContain("100 %");
    await expect.poll(() => page.title()).toBe("All OK · Objectives · Autometrics Explorer");
  });

  it("shows an incident: which objective, how fast, which function, since when", async () => {
    const { page } = open;
    await send(failing, 80);
    await expect.poll(() => page.title(), { timeout: 60_000 }).toContain("1 exhausted");
    await row(page, "success rate").getByRole("link").click();
    await page.getByText("Still burning: fast, medium, slow, longterm").waitFor();
    const members = page.getByRole("region", { name: "Functions of the objective" }).locator("tbody tr");
    await expect.poll(() => members.first().textContent()).toMatch(/GET \/users\/:id.*100 %/);
    expect(await page.locator(".legend li", { hasText: "5m" }).locator("b").textContent()).toMatch(/^\d\d+(\.\d)?×$/);

    await members.first().getByRole("link").click();
    await page.getByRole("heading", { name: "GET /users/:id" }).waitFor();
    // 20 of 160 calls.
    await expect
      .poll(async () => Number.parseFloat((await page.locator(".tile-value").nth(1).textContent()) ?? ""))
      .toBeCloseTo(12.5, 0);
    expect(await page.getByRole("link", { name: "examples/express/src/app.ts:20" }).getAttribute("href")).toMatch(
      /^vscode:/,
    );
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  it("keeps the numbers and says that they end when the application is gone", async () => {
    const { page } = open;
    await failing.stop();
    await page.getByText("does not answer").waitFor({ timeout: 60_000 });
    expect(await page.locator("main").textContent()).toContain("What is shown ends at");
    expect(await page.locator("figure.chart canvas").count()).toBeGreaterThan(2);
  });

  it("asked nothing of other hosts and ran nothing that its policy refuses", () => {
    expect(open.troubles).toEqual([]);
  });
});

describeWith(["chromium", "prometheus", "promtool"], "the Explorer on a Prometheus with days of calls", (programs) => {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-history-"));
  let browser: Browser;
  let example: RunningExample;
  let prometheus: Prometheus;
  let explorer: Awaited<ReturnType<typeof explore>>;
  let open: Visit;

  beforeAll(async () => {
    await buildExample(root);
    example = await startExample(root, { STORE_LATENCY_MS: "1", STORE_FAIL_EVERY: "4" });
    const past = { service, objective: "api", callsPerMinute: 1_000, from: 48, to: 3 };
    const data = await writeHistory(programs.promtool, folder, past);
    const targets = [new URL(example.address).host];
    prometheus = await Prometheus.start({ path: programs.prometheus, targets, data });
    await prometheus.until(`function_calls_total{function="GET /users/:id"} == 0`, ({ length }) => length === 2);
    await send(example, 80);
    await prometheus.until(`sum(function_calls_total{function="GET /users/:id"})`, ([sum]) => sum?.value === 80);
    explorer = await explore(["--prometheus", prometheus.url]);
    browser = await launch(programs.chromium);
    open = await visit(browser, explorer.url);
  });
  afterAll(async () => {
    await browser?.close();
    await explorer?.process.stop();
    await prometheus?.stop();
    await example?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows an objective that burns, and how much is left of its budget", async () => {
    const { page } = open;
    await expect.poll(() => row(page, "success rate").textContent(), { timeout: 60_000 }).toContain("Burning");
    // 20 of the 2,700 that 2.7 million calls allow.
    expect(await row(page, "success rate").locator(".budget b").textContent()).toMatch(/^9[89](\.\d)? %$|^100 %$/);
    await row(page, "success rate").getByRole("link").click();
    const tiers = page.getByRole("region", { name: "Alert tiers" }).locator("tbody tr");
    await expect.poll(() => tiers.first().textContent()).toContain("On");
    await expect.poll(() => page.title()).toMatch(/^burning, \d+ % left/);
  });

  it("links each query into Prometheus, which answers it with the number of the page", async () => {
    const { page } = open;
    await page.getByLabel("PromQL of Burn rate").click();
    const query = page.locator(".query").first();
    const link = await query.getByRole("link", { name: "Open in Prometheus" }).getAttribute("href");
    expect(link).toContain(prometheus.url);
    const promql = (await query.locator("pre").textContent()) ?? "";
    const isSame = async () => {
      const [answer] = await prometheus.query(promql);
      const shown = await page.locator(".legend li", { hasText: "5m" }).locator("b").textContent();
      // The page's is of some seconds before, and it has none while it reads the next.
      const [told, asked] = [Number.parseFloat(shown ?? ""), answer?.value];
      expect(told / (asked ?? Number.NaN), `the page says ${shown}, Prometheus ${asked}`).toBeCloseTo(1, 1);
    };
    await vi.waitFor(isSame, { timeout: 60_000, interval: 500 });
  });
});
