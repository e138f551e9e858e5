import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { type Answers, FakeServer } from "../../support/explorer/fakeServer.js";
import {
  emptyAnswers,
  failingAnswers,
  hostileAnswers,
  manyFunctions,
  oneSampleAnswers,
  shopAnswers,
  uniformAnswers,
} from "../../support/explorer/worlds.js";
import { describeWith } from "../programs.js";
import { accessibilityProblems, launch, type Visit, visit } from "./browser.js";

const dist = join(import.meta.dirname, "../../../dist/explorer");
const checkout = "#/objective?service=shop&objective=checkout&sli=success_rate";
const chargeCard = "#/function?service=shop&module=orders%2Fpayment&function=chargeCard";

describeWith(["chromium"], "the Explorer's page", ({ chromium }) => {
  let browser: Browser;
  let fake: FakeServer;
  let open: Visit | undefined;

  beforeAll(async () => {
    browser = await launch(chromium);
    fake = await FakeServer.start(dist, shopAnswers());
  });
  afterAll(async () => {
    await browser?.close();
    await fake?.stop();
  });
  afterEach(async () => {
    await open?.end();
    open = undefined;
  });

  async function show(hash: string, answers: Answers = shopAnswers(), options?: BrowserContextOptions): Promise<Page> {
    fake.answers = answers;
    fake.asked.length = 0;
    open = await visit(browser, fake.url + hash, options);
    return open.page;
  }

  /** Lets time pass in the page until something is so. The server's clock goes on by itself. */
  function later<T>(page: Page, read: () => T | Promise<T>) {
    const pass = async () => {
      await page.clock.runFor(6_000);
      return read();
    };
    return expect.poll(pass, { timeout: 20_000 });
  }

  it("lists objectives as the server ranks them, each with its state in words", async () => {
    const page = await show("");
    const rows = page.locator("tbody tr");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(6);
    const checkoutRow = await page.locator("tr", { hasText: "checkout" }).first().textContent();
    expect(checkoutRow).toContain("Burning");
    expect(checkoutRow).toContain("99.9 % succeed");
    expect(checkoutRow).toMatch(/gone in \d/);
    expect(checkoutRow).toContain("SLOBurnRateFast");
    await expect.poll(() => page.title()).toBe("1 exhausted, 1 burning · Objectives · Autometrics Explorer");
  });

  it("opens an objective by keyboard: its budget, tiers and functions", async () => {
    const page = await show("");
    await page.getByRole("link", { name: "checkout: success rate" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "checkout: success rate" }).waitFor();
    await page.getByRole("heading", { name: "Alert tiers" }).waitFor();
    expect(await page.locator(".tile").allInnerTexts()).toEqual([
      expect.stringContaining("99.9 %"),
      expect.stringMatching(/good, [\d,]+ failed/),
      expect.stringMatching(/of outage; gone in/),
    ]);
    const tiers = await page.getByRole("region", { name: "Alert tiers" }).locator("tbody tr").allInnerTexts();
    expect(tiers.map((tier) => /On|Off/.exec(tier)?.[0])).toEqual(["On", "Off", "Off", "Off"]);
    const members = page.getByRole("region", { name: "Functions of the objective" }).locator("tbody tr");
    expect(await members.first().textContent()).toContain("chargeCard");
    await expect.poll(() => page.title()).toMatch(/^burning, \d+ % left · checkout: success rate/);
    // What was opened is read out, and Tab goes on from there.
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
    await page.goBack();
    await page.getByRole("heading", { name: "Objectives", exact: true }).waitFor();
  });

  it("draws the charts of an objective with deploys and without a trouble", async () => {
    const page = await show(`${checkout}&last=6h`);
    await page.locator("figure.chart canvas").nth(3).waitFor();
    expect(await page.locator("figcaption h2").allInnerTexts()).toEqual([
      "Error budget left over 30 d",
      "Burn rate",
      "Calls that succeeded",
      "Calls",
    ]);
    expect(await page.locator(".deploys").textContent()).toContain("v1.9.0");
    expect(open?.troubles).toEqual([]);
  });

  it("sorts functions by any column, what is not known last", async () => {
    const page = await show("#/functions");
    const first = page.locator("tbody tr").first();
    await page.getByRole("button", { name: "p99" }).click();
    expect(await page.getByRole("columnheader", { name: "p99" }).getAttribute("aria-sort")).toBe("descending");
    expect(await first.textContent()).toMatch(/POST \/orders|Orders\.place|sendConfirmation/);
    expect(await page.locator("tbody tr").last().textContent()).toContain("exportInvoices");
    await page.getByRole("button", { name: "p99" }).click();
    expect(await first.textContent()).toContain("priceOf");
    expect(await page.locator("tbody tr").last().textContent()).toContain("exportInvoices");
    await page.getByRole("button", { name: "Function" }).click();
    expect(await first.textContent()).toContain("Cache.#load");
  });

  it("filters functions by text, module and objective, and keeps it in the address", async () => {
    const page = await show("#/functions");
    await page.getByRole("searchbox").fill("shop orders");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(5);
    await page.getByLabel("Objective").selectOption("checkout");
    await page.getByLabel("Module").selectOption("orders/payment");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    expect(await page.getByRole("search").getByRole("status").textContent()).toBe("1 of 17 functions");
    await page.reload();
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
    expect(await page.getByRole("searchbox").inputValue()).toBe("shop orders");
    await page.getByRole("searchbox").fill("no such thing");
    await page.getByRole("button", { name: "Clear the filter" }).click();
    await expect.poll(() => page.locator("tbody tr").count()).toBe(17);
  });

  it("shows 2,000 functions a hundred at a time and finds one of them", async () => {
    const page = await show("#/functions", shopAnswers(undefined, manyFunctions(2_000)));
    await page.getByText("Page 1 of 20").waitFor();
    expect(await page.locator("tbody tr").count()).toBe(100);
    await page.getByRole("button", { name: "Next" }).press("Enter");
    await page.getByText("Page 2 of 20").waitFor();
    expect(page.url()).toContain("page=2");
    await page.getByRole("searchbox").fill("chargeCard part77");
    await expect.poll(() => page.locator("tbody tr").count()).toBe(1);
  });

  it("shows a function's source, neighbours and the queries of its charts, to copy and to open in Prometheus", async () => {
    const page = await show(chargeCard, shopAnswers(), { permissions: ["clipboard-read", "clipboard-write"] });
    expect(await page.getByRole("link", { name: "src/orders/payment.ts:42:3" }).getAttribute("href")).toMatch(
      /^vscode:/,
    );
    expect(await page.getByRole("region", { name: "Called by" }).textContent()).toContain("Orders.place");
    await page.getByLabel("PromQL of Errors").press("Enter");
    const query = (await page.locator(".query pre").textContent()) ?? "";
    expect(query).toContain('function="chargeCard"');
    await page.getByRole("button", { name: "Copy" }).press("Enter");
    await page.getByText("Copied").waitFor();
    expect(await page.evaluate("navigator.clipboard.readText()")).toBe(query);
    const link = await page.getByRole("link", { name: "Open in Prometheus" }).getAttribute("href");
    expect(new URL(link ?? "").searchParams.get("g0.expr")).toBe(query);
  });

  it("reads a chart's values out as arrow keys move through them", async () => {
    const page = await show(chargeCard);
    await page.getByRole("group", { name: /^Latency/ }).focus();
    await page.keyboard.press("ArrowLeft");
    const spoken = page.locator("figure", { hasText: "Latency" }).locator("[aria-live]");
    await expect.poll(() => spoken.textContent()).toMatch(/^\d\d:\d\d:\d\d: p50 .*ms, p95 .*ms, p99 .*ms$/);
    const last = await spoken.textContent();
    await page.keyboard.press("Home");
    await expect.poll(() => spoken.textContent()).not.toBe(last);
  });

  it("takes a stretch of time that is dragged over in a chart", async () => {
    const page = await show(chargeCard);
    const box = await page.locator(".u-over").first().boundingBox();
    if (!box) throw new Error("there is no chart");
    await page.mouse.move(box.x + box.width * 0.25, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.75, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/from=\d+&to=\d+/);
    const parameters = new URLSearchParams(page.url().split("?")[1]);
    const seconds = Number(parameters.get("to")) - Number(parameters.get("from"));
    expect(Math.abs(seconds - 1_800)).toBeLessThan(30);
  });

  it("takes a custom range by keyboard and refuses one that ends before it begins", async () => {
    const page = await show(chargeCard);
    await page.getByRole("button", { name: "Custom" }).press("Enter");
    await page.getByLabel("From").fill("2026-03-01T10:00:00");
    await page.getByLabel("To", { exact: true }).fill("2026-03-01T09:00:00");
    expect(await page.getByRole("button", { name: "Show" }).isDisabled()).toBe(true);
    await page.getByLabel("To", { exact: true }).fill("2026-03-01T12:00:00");
    await page.keyboard.press("Enter");
    await page.waitForURL(/from=1772359200&to=1772366400/);
    await expect.poll(() => fake.asked.some((path) => path.includes("from=1772359200&to=1772366400"))).toBe(true);
  });

  it("refreshes by itself until it is paused, and a link to a paused view shows that moment", async () => {
    fake.answers = shopAnswers();
    open = await visit(browser, "about:blank");
    const { page } = open;
    await page.clock.install();
    await page.goto(`${fake.url}#/functions`);
    await page.locator("tbody tr").first().waitFor();
    const asked = () => fake.asked.filter((path) => path.startsWith("/api/functions")).length;
    const before = asked();
    await later(page, asked).toBeGreaterThan(before);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.waitForURL(/last=1h&at=\d+/);
    const at = /at=(\d+)/.exec(page.url())?.[1];
    await expect.poll(() => fake.asked.some((path) => path.includes(`to=${at}`))).toBe(true);
    const paused = asked();
    await page.clock.runFor(60_000);
    // The status is asked on: it was answered after the pause, and nothing else was asked.
    expect(asked()).toBe(paused);
    await page.getByRole("button", { name: "Resume" }).click();
    await later(page, asked).toBeGreaterThan(paused);
    expect(page.url()).not.toContain("at=");
  });

  it("tells no data from all failed", async () => {
    const none = await show(checkout, uniformAnswers(null));
    await none.getByText("No calls were counted").first().waitFor();
    expect(await none.locator(".tile-value").allInnerTexts()).toEqual(["99.9 %", "No data", "No data"]);
    expect(await none.locator(".chart-empty").count()).toBe(3);
    expect(await none.locator("h1 + .badge").textContent()).toBe("No data");
    await open?.end();

    const failed = await show(checkout, uniformAnswers(1));
    await failed.getByText("all 4,200 calls failed").waitFor();
    expect(await failed.locator(".tile-value").allInnerTexts()).toEqual(["99.9 %", "0 %", "-99,900 %"]);
    expect(await failed.locator(".chart-empty").count()).toBe(0);
    expect(await failed.locator("h1 + .badge").textContent()).toBe("Exhausted");
  });

  it("tells a function that was not called from one whose calls all failed", async () => {
    const none = await show(chargeCard, uniformAnswers(null));
    await none.getByText("No calls in this time").first().waitFor();
    expect(await none.locator(".tile-value").nth(1).textContent()).toBe("No calls");
    await open?.end();
    const failed = await show(chargeCard, uniformAnswers(1));
    await failed.getByText("every call failed").waitFor();
    expect(await failed.locator(".tile-value").nth(1).textContent()).toBe("100 %");
  });

  it("shows a single sample", async () => {
    const page = await show(chargeCard, oneSampleAnswers());
    await page.locator("canvas").nth(2).waitFor();
    expect(await page.locator(".legend b").first().textContent()).toMatch(/\/s$/);
    expect(await page.locator(".chart-empty").count()).toBe(0);
    expect(open?.troubles).toEqual([]);
  });

  it("says what to do when nothing was reported", async () => {
    const waiting = await show("", emptyAnswers({ state: "waiting", lastSuccess: null }));
    await waiting.getByText("Nothing has been scraped yet").waitFor();
    await open?.end();
    const empty = await show("#/functions", emptyAnswers());
    await empty.getByText("No function has been reported").waitFor();
    expect(await empty.locator("main").textContent()).toContain("npx autometrics list");
  });

  it("says what is wrong with the source, and goes on when it is back", async () => {
    const page = await show("#/functions", failingAnswers("http://localhost:3000/metrics refuses the connection."));
    await page.getByText("Could not get the functions").waitFor();
    expect(await page.locator("main").textContent()).toMatch(/does not answer.*What is shown ends at/);
    await expect.poll(() => page.title()).toBe("Source down · No answer · Functions · Autometrics Explorer");
    fake.answers = shopAnswers();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.locator("tbody tr").first().waitFor();
  });

  it("keeps what it has and calls it stale when the source stops to answer", async () => {
    fake.answers = shopAnswers();
    open = await visit(browser, "about:blank");
    const { page } = open;
    await page.clock.install();
    await page.goto(`${fake.url}#/functions`);
    await page.locator("tbody tr").first().waitFor();
    fake.answers = failingAnswers("Prometheus answers 503; look at its log.");
    await later(page, () => page.getByText("Stale: this is from").count()).toBe(1);
    expect(await page.locator("tbody tr").count()).toBe(17);
    fake.answers = shopAnswers();
    await later(page, () => page.getByText("Stale").count()).toBe(0);
  });

  it("says so when an objective or a function is not there", async () => {
    const page = await show("#/objective?service=shop&objective=gone&sli=latency");
    await page.getByText("Could not get the objective").waitFor();
    expect(await page.locator("main").textContent()).toContain("go back to the list");
  });

  for (const [view, hash] of [
    ["the functions", "#/functions"],
    ["a function", ""],
    ["an objective", ""],
  ] as const) {
    it(`shows hostile labels and queries as text: ${view}`, async () => {
      const answers = hostileAnswers();
      const list = answers.functions(new URLSearchParams({ from: "0", to: "1" }));
      const key = list.functions[0];
      if (!key) throw new Error("there is no hostile function");
      const query = new URLSearchParams({ service: key.service, module: key.module, function: key.function });
      const page = await show(
        view === "a function" ? `#/function?${query}` : view === "an objective" ? checkout : hash,
        answers,
      );
      if (view === "a function") {
        await page.getByLabel("PromQL of Calls", { exact: true }).click();
        expect(await page.locator(".query pre").first().textContent()).toContain("<script>");
        expect(await page.locator("a[href^='javascript' i]").count()).toBe(0);
      }
      if (view !== "an objective") await page.locator("tbody, h1").getByText("<img src=x onerror").first().waitFor();
      expect(await page.evaluate("window.wasAttacked")).toBeUndefined();
      expect(await page.locator("main img, main script").count()).toBe(0);
      expect(open?.troubles).toEqual([]);
    });
  }

  it("follows the system's colours until somebody chooses", async () => {
    const page = await show("", shopAnswers(), { colorScheme: "dark" });
    const ground = () => page.evaluate<unknown>("getComputedStyle(document.body).backgroundColor");
    const dark = await ground();
    await page.getByRole("button", { name: "Light", exact: true }).click();
    const light = await ground();
    expect(light).not.toBe(dark);
    await page.reload();
    expect(await ground()).toBe(light);
    await page.getByRole("button", { name: "Colours of the system" }).click();
    expect(await ground()).toBe(dark);
  });

  const views: readonly (readonly [string, string, (() => Answers)?])[] = [
    ["the objectives", ""],
    ["an objective", checkout],
    ["an objective without calls", checkout, () => uniformAnswers(null)],
    ["the functions", "#/functions"],
    ["many functions", "#/functions", () => shopAnswers(undefined, manyFunctions(300))],
    ["a function", chargeCard],
    ["an empty source", "#/functions", () => emptyAnswers()],
    ["a failing source", "#/functions", () => failingAnswers("It refuses the connection.")],
  ];
  for (const [name, hash, answers] of views) {
    for (const [theme, width] of [
      ["light", 1280],
      ["dark", 1280],
      ["light", 390],
    ] as const) {
      it(`is accessible: ${name}, ${theme}, ${width} px wide`, async () => {
        const page = await show(hash, answers?.(), { colorScheme: theme, viewport: { width, height: 900 } });
        await page.locator("main").locator("table, canvas, .message").first().waitFor();
        if (hash === chargeCard) await page.getByLabel("PromQL of Errors").click();
        await page.getByText("Loading").waitFor({ state: "detached" });
        expect(await accessibilityProblems(page)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      });
    }
  }
});
