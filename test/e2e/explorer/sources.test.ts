/** What the Explorer works out itself is what a real Prometheus says of the same scrapes. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Memory } from "../../../explorer/samples/memory.js";
import { PrometheusSource } from "../../../explorer/sources/prometheus.js";
import { seededRandom } from "../../../scripts/demo/random.js";
import { parseExposition } from "../../../slo/exposition.js";
import { limits } from "../../explorer/scrapes.js";
import { serve } from "../../prometheus/server.js";
import { describeWith } from "../programs.js";
import { Prometheus } from "../prometheus.js";
import { everything, expectSame, memorySource, numbersIn } from "./everything.js";
import { Shop } from "./shop.js";

const interval = 15;

describeWith(["prometheus", "promtool"], "of five hours with restarts and missed scrapes", (programs) => {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-samples-"));
  const memory = new Memory(limits, () => true);
  // Not at whole seconds, so that no sample lies exactly at the end of a range, which Prometheus 2 and 3 count differently.
  const end = Math.floor(Date.now() / 3_600_000) * 3_600 - 7_200;
  const start = end - 5 * 3_600 + 0.357;
  let prometheus: Prometheus;

  beforeAll(async () => {
    const samples = new Map<string, string[]>();
    const random = seededRandom(6);
    for (const [n, instance] of ["one:1", "two:2"].entries()) {
      // The second was there long before it was first scraped.
      let shop = new Shop(n + 1, "1.0.0", n * 1e6);
      for (let time = start + n * 3.21; time < end; time += interval) {
        const isMissed = random() < 0.03;
        if (!isMissed) {
          memory.add(instance, Math.round(time * 1000), parseExposition(shop.text).values());
          for (const line of shop.text.trimEnd().split("\n")) {
            const [, name = "", rest = ""] = /^(\w+)\{(.*)$/.exec(line) ?? [];
            const lines = samples.get(name) ?? [];
            samples.set(name, lines);
            lines.push(`${name}{instance="${instance}",${rest} ${time.toFixed(3)}`);
          }
        }
        if (random() < 0.005) shop = new Shop(Math.floor(time));
        shop.work(Math.floor(random() * 40));
      }
    }
    writeFileSync(join(folder, "samples.txt"), `${[...samples.values()].flat().join("\n")}\n# EOF\n`);
    const args = ["tsdb", "create-blocks-from", "openmetrics", join(folder, "samples.txt"), join(folder, "data")];
    await promisify(execFile)(programs.promtool, args);
    prometheus = await Prometheus.start({ path: programs.prometheus, targets: [], data: join(folder, "data") });
  });
  afterAll(async () => {
    await prometheus?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ["the last quarter of an hour", 900, 0],
    ["all of it", 18_000, 0],
    ["an hour, in the past", 3_600, 7_777],
    ["a day, of which there is a part", 86_400, 0],
  ])("over %s", async (_, length, ago) => {
    const now = end - ago;
    const span = { from: now - length, to: now };
    const asked = new PrometheusSource(prometheus.url, {});
    const expected = await everything(asked, span, now);
    const actual = await everything(memorySource(memory, asked), span, now);
    expectSame(actual, expected);
    expect(numbersIn(expected)).toBeGreaterThan(1_000);
    expect(expected.objectives.objectives.map(({ state }) => state)).not.toContain("no data");
  });
});

describeWith(["prometheus"], "of scrapes that fail and series that go", (programs) => {
  it("over all of them", async () => {
    const bodies: (string | undefined)[] = [];
    let shop = new Shop(1, "1.0.0");
    const url = await serve((_, response) => {
      const scrape = bodies.length;
      // Gone for two scrapes, and back with another version; later one function goes.
      const body = scrape === 6 || scrape === 7 ? undefined : shop.text;
      if (scrape === 7) shop = new Shop(2, "1.1.0");
      const served = scrape > 14 ? body?.replaceAll(/^.*function="plain".*\n/gm, "") : body;
      bodies.push(served);
      shop.work(30);
      if (served === undefined) response.writeHead(500).end();
      else response.setHeader("content-type", "text/plain; version=0.0.4").end(served);
    });
    const target = new URL(url).host;
    const prometheus = await Prometheus.start({ path: programs.prometheus, targets: [target] });
    try {
      await prometheus.until("count_over_time(up[5m])", ([count]) => (count?.value ?? 0) >= 20);
      const memory = new Memory(limits, () => true);
      const scrapes = await prometheus.samples("up", "5m");
      for (const [i, [time, isUp]] of scrapes.entries()) {
        const body = bodies[i];
        expect(isUp, `scrape ${i}`).toBe(body === undefined ? 0 : 1);
        if (body === undefined) memory.addFailure(target, Math.round(time * 1000));
        else memory.add(target, Math.round(time * 1000), parseExposition(body).values());
      }
      const now = (scrapes.at(-1)?.[0] ?? 0) + 0.001;
      const span = { from: now - 30, to: now };
      const asked = new PrometheusSource(prometheus.url, {});
      const expected = await everything(asked, span, now);
      expectSame(await everything(memorySource(memory, asked), span, now), expected);
      expect(numbersIn(expected)).toBeGreaterThan(500);
      expect(expected.functions.deploys).toMatchObject([{ service: "shop", version: "1.1.0", commit: "c0" }]);
    } finally {
      await prometheus.stop();
    }
  });
});
