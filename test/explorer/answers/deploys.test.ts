import { expect, it } from "vitest";
import { deploysIn } from "../../../explorer/answers/deploys.js";
import { Scrapes } from "../scrapes.js";
import { sourceOf } from "../server/explorer.js";

/** One scrape in ten seconds, of versions by instance; null is a scrape that failed. */
async function deploys(scraped: readonly Readonly<Record<string, string | null>>[]) {
  const scrapes = new Scrapes();
  for (const [i, versions] of scraped.entries()) {
    for (const [instance, version] of Object.entries(versions)) {
      if (version === null) scrapes.failAt(i * 10, instance);
      else {
        const labels = `service_name="shop",autometrics_version="1.0.0",version="${version}",commit="c${version}"`;
        scrapes.at(i * 10, `build_info{${labels}} 1`, instance);
      }
    }
  }
  const found = await deploysIn(sourceOf(scrapes.memory), { from: 0, to: scraped.length * 10, step: 10 });
  return found.map(({ time, service, version, commit }) => `${time} ${service} ${version} ${commit}`);
}

it("a deploy is when a version comes that was not there before, once for all instances", async () => {
  expect(
    await deploys([
      { a: "1", b: "1" },
      { a: "2", b: "1" },
      { a: "2", b: "2" },
    ]),
  ).toEqual(["10 shop 2 c2"]);
});

it("a restart is no deploy, and neither is what was there from the beginning", async () => {
  expect(await deploys([{ a: "1" }, { a: null }, { a: "1" }, { a: "1" }])).toEqual([]);
});

it("a version that comes while nothing is seen is a deploy, and so is going back", async () => {
  expect(await deploys([{ a: "1" }, { a: null }, { a: "2" }, { a: "1" }])).toEqual(["20 shop 2 c2", "30 shop 1 c1"]);
});
