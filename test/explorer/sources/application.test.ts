/** Applications as they should not be: shown as they are, and no harm to anybody. */
import type { RequestListener } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Target } from "../../../explorer/api.js";
import { latest, select, sumBy } from "../../../explorer/query/query.js";
import { type ApplicationSettings, ApplicationSource, usualSettings } from "../../../explorer/sources/application.js";
import { metricsAddress } from "../../../prometheus/scrape.js";
import { freePort } from "../../e2e/prometheus.js";
import { serve } from "../../prometheus/server.js";

const calls = sumBy(["function"], latest(select("function_calls_total")));

function explore(urls: readonly string[], settings: Partial<ApplicationSettings> = {}): ApplicationSource {
  const source = new ApplicationSource(urls.map(metricsAddress), {
    ...usualSettings,
    interval: 50,
    timeout: 2_000,
    ...settings,
  });
  source.start();
  onTestFinished(() => source.stop());
  return source;
}

/** The first target, as soon as it is as wanted. */
async function until(source: ApplicationSource, isWanted: (target: Target) => boolean): Promise<Target> {
  for (;;) {
    const { targets } = await source.status();
    const target = targets[0];
    if (target !== undefined && isWanted(target)) return target;
    await delay(5);
  }
}

const isUp = ({ state }: Target) => state === "up";
const isDown = ({ state }: Target) => state === "down";

async function problem(listener: RequestListener, settings?: Partial<ApplicationSettings>): Promise<string> {
  const url = await serve(listener);
  const target = await until(explore([url], settings), ({ problem }) => problem !== null);
  return (target.problem ?? "").replaceAll(url, "URL");
}

const good = 'function_calls_total{function="f",module="m"} 7\n';

describe("a target", () => {
  it("is scraped again and again, and its samples are there", async () => {
    let scrapes = 0;
    const url = await serve((request, response) => {
      scrapes++;
      response.end(request.url === "/metrics" ? good : "");
    });
    const source = explore([url]);
    expect((await source.status()).targets).toEqual([
      { url: `${url}/metrics`, state: "waiting", lastSuccess: null, problem: null },
    ]);
    const target = await until(source, () => scrapes > 3);
    expect(target).toMatchObject({ state: "up", lastSuccess: expect.any(Number), problem: null });
    expect(await source.instant(calls, Date.now() / 1000)).toEqual([{ labels: { function: "f" }, value: 7 }]);
  });

  it("that goes and comes back is down in between, and its series with it", async () => {
    let isGone = false;
    const url = await serve((_, response) => (isGone ? response.destroy() : response.end(good)));
    const source = explore([url]);
    await until(source, isUp);
    isGone = true;
    const { problem, lastSuccess } = await until(source, isDown);
    expect(problem).toContain("cannot be reached");
    expect(lastSuccess).toBeGreaterThan(0);
    expect(await source.instant(calls, Date.now() / 1000)).toEqual([]);
    isGone = false;
    await until(source, isUp);
    expect(await source.instant(calls, Date.now() / 1000)).toHaveLength(1);
  });

  it("that is dead takes nothing from the others", async () => {
    const url = await serve((_, response) => response.end(good));
    const source = explore([`http://127.0.0.1:${await freePort()}`, url]);
    await until(source, ({ problem }) => problem?.includes("ECONNREFUSED") ?? false);
    while ((await source.instant(calls, Date.now() / 1000)).length === 0) await delay(5);
  });
});

describe("a target that misbehaves is told of", () => {
  it("when it never answers", async () => {
    expect(await problem(() => {}, { timeout: 100 })).toBe("URL/metrics did not answer within 100ms.");
  });

  it("when its answer has no end", async () => {
    const drip: RequestListener = (_, response) => {
      const timer = setInterval(() => response.write("# a comment\n"), 5);
      response.on("close", () => clearInterval(timer));
    };
    expect(await problem(drip, { timeout: 200 })).toBe("URL/metrics did not answer within 200ms.");
  });

  it("when its answer is larger than any scrape, also where it says that it is small", async () => {
    const comment = `# ${"x".repeat(1_000_000)}\n`;
    const flood: RequestListener = (_, response) => {
      const comments = Readable.from(Array.from({ length: 50 }, () => comment));
      comments.on("error", () => {});
      response.on("close", () => comments.destroy());
      comments.pipe(response);
    };
    const patient = { timeout: 60_000 };
    expect(await problem(flood, patient)).toBe("URL/metrics answers with more than 32 MiB; ask for less.");
    const bomb = gzipSync(comment.repeat(5));
    const zipped: RequestListener = (_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
    expect(await problem(zipped, { ...patient, limit: 2 ** 20 })).toBe(
      "URL/metrics answers with more than 1 MiB; ask for less.",
    );
  });

  it("when it has too many lines to be read", async () => {
    expect(await problem((_, response) => response.end("a 1\n".repeat(1_000)), { lines: 500 })).toBe(
      "URL/metrics serves more than 500 lines.",
    );
  });

  it("when it serves something else", async () => {
    expect(await problem((_, response) => response.end('function_calls_total{function="f} 1\n'))).toMatch(
      /^URL\/metrics serves no metrics in Prometheus' text format: line 1 of the metrics: expected/,
    );
    const html: RequestListener = (_, response) => response.setHeader("content-type", "text/html").end("<p>hello");
    expect(await problem(html)).toBe("URL/metrics serves text/html, no metrics; name the address that serves them.");
    expect(await problem((_, response) => response.writeHead(404).end())).toBe(
      "URL/metrics answers with status 404 instead of metrics.",
    );
    expect(await problem((_, response) => response.end("up 1\n"))).toBe(
      "URL/metrics serves metrics, but none of Autometrics; is the program built with ts-autometrics?",
    );
  });

  it("when it sends elsewhere, which is not followed", async () => {
    let isFollowed = false;
    const elsewhere = await serve((_, response) => {
      isFollowed = true;
      response.end(good);
    });
    expect(await problem((_, response) => response.writeHead(302, { location: elsewhere }).end())).toBe(
      "URL/metrics sends elsewhere (status 302); name the address that serves the metrics.",
    );
    expect(isFollowed).toBe(false);
  });

  it("when it has more series than there is room for, of which the first are kept", async () => {
    const many = Array.from({ length: 60 }, (_, i) => `function_calls_total{function="f${i}"} ${i}\n`).join("");
    const url = await serve((_, response) => response.end(many));
    const source = explore([url], { series: 50 });
    const { state, problem } = await until(source, ({ problem }) => problem !== null);
    expect([state, problem]).toEqual(["up", expect.stringMatching(/^10 series of .* are left out/)]);
    expect(await source.instant(calls, Date.now() / 1000)).toHaveLength(50);
  });
});
