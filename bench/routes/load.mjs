// Puts load on applications in turn, and says what a request cost each of them.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import { applicationPath } from "./compile.mjs";

const server = fileURLToPath(new URL("./server.mjs", import.meta.url));
const variants = ["bare", "autometrics", "peer"];

/**
 * @param {string} node The path of the Node that the applications run on.
 * @param {"express" | "fastify"} framework
 * @param {{ rounds: number, requests: number, connections: number }} size
 * @returns For each variant, and each round: microseconds of processor time a request, and requests a second.
 */
export async function loadApplications(node, framework, size) {
  const applications = [];
  try {
    for (const variant of variants) applications.push(await start(node, framework, variant));
    const measured = Object.fromEntries(variants.map((variant) => [variant, []]));
    // The first is for the compiler of the engine.
    for (const application of applications) await load(application, { ...size, requests: size.requests * 2 });
    for (let round = 0; round < size.rounds; round++) {
      // Another one begins each time, so that none always comes after the same.
      const order = applications.map((_, i) => applications[(i + round) % applications.length]);
      for (const application of order) measured[application.variant].push(await load(application, size));
    }
    return measured;
  } finally {
    for (const { child } of applications) child.kill("SIGKILL");
  }
}

async function start(node, framework, variant) {
  const path = applicationPath(variant === "autometrics" ? "measured" : "bare", framework);
  const child = fork(server, [framework, variant, path], {
    execPath: node,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [{ port }] = await once(child, "message");
  return { variant, child, port };
}

async function load({ child, port }, { requests, connections }) {
  const before = await usage(child);
  const start = performance.now();
  const run = autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    amount: requests,
    requests: [{ path: "/users/1" }, { path: "/later/1" }],
  });
  // It ends by a clock that ticks once a second, and so later than its last response.
  let end = start;
  run.on("response", () => {
    end = performance.now();
  });
  const result = await run;
  const seconds = (end - start) / 1000;
  const after = await usage(child);
  if (result.non2xx + result.errors + result.timeouts > 0 || result["2xx"] !== requests) {
    throw new Error(`of ${requests} requests, ${result["2xx"]} were answered with 2xx`);
  }
  return { cpu: (after - before) / requests, rate: requests / seconds };
}

/** Microseconds, garbage collection included. */
async function usage(child) {
  const answer = once(child, "message");
  child.send("usage");
  const [{ cpu }] = await answer;
  return cpu.user + cpu.system;
}
