import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Program, programs } from "../runtime/program.js";

const text = readFileSync(new URL("../../docs/worker-threads.md", import.meta.url), "utf8");

/** The programs that the page shows, by the name in their first line; they say where they listen, on any free port. */
const shown = Object.fromEntries(
  [...text.matchAll(/^```js\n\/\/ (\w+\.mjs)(?:: [^\n]*)?\n(.*?)^```$/gms)].map(([, name = "", program = ""]) => [
    name,
    program.replace(
      'listen(9464, "127.0.0.1")',
      'listen(0, "127.0.0.1", function () { console.log("listening at", this.address().port) })',
    ),
  ]),
);

const okCalls = async (port = "") => {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return /^function_calls_total\{function="work",.*result="ok".*\} (\d+)$/m.exec(metrics)?.[1];
};

const definition = `
  import * as am from "ts-autometrics/runtime";
  const site = am.define(am.module({ name: "src/work", package: "test", options: "00000000" }), "work");
`;

/** What a worker of a cluster runs: as many calls as its number says. */
const app = `${definition}
  import cluster from "node:cluster";
  for (let i = 0; i < cluster.worker.id; i++) am.end(site, am.start(site));
  console.log("worker runs");
`;

describe("docs/worker-threads.md", () => {
  it("adds up what worker threads count", async () => {
    const work = `${definition} export const work = (job) => { am.end(site, am.start(site)); return job; };`;
    const jobs = `
      let done = 0;
      for (const worker of workers) {
        worker.on("message", () => ++done === 4 && console.log("jobs done"));
        for (let job = 0; job < 2; job++) worker.postMessage({ job });
      }
      am.end(site, am.start(site));
    `;
    const folder = programs({ ...shown, "work.mjs": work, "main.mjs": `${shown["main.mjs"]}${definition}${jobs}` });
    const program = new Program(folder, "main.mjs");
    await program.said(/jobs done/);
    const [port] = await program.said(/listening at (\d+)/);
    expect(await okCalls(port)).toBe("5");
    expect(await okCalls(port)).toBe("5");
  });

  it("gives each worker of a cluster a port", async () => {
    // Every port any free one, in the spelling of the page.
    const source = shown["cluster.mjs"]?.replace("9464 + i", "0");
    const folder = programs({ "cluster.mjs": source ?? "", "app.mjs": app });
    const program = new Program(folder, "cluster.mjs", { nodeOptions: ["--import", "ts-autometrics/serve"] });
    await program.said(/worker runs/, 4);
    const urls = await program.metricsUrls(5);
    const calls = await Promise.all(urls.map((url) => okCalls(new URL(url).port)));
    expect(calls.toSorted()).toEqual(["1", "2", "3", "4", undefined]);
  });

  it("adds up the workers of a cluster with prom-client", async () => {
    const program = new Program(programs({ ...shown, "app.mjs": app }), "aggregated.mjs");
    await program.said(/worker runs/, 4);
    const [port] = await program.said(/listening at (\d+)/);
    expect(await okCalls(port)).toBe("10");
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics.match(/^build_info\{.*\} 1$/gm)).toHaveLength(1);
  });
});
