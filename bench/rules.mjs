// Measures what evaluating the rule set costs a real Prometheus: 200 objectives of 20 functions each, in 3 instances, with
// a whole period of history behind it, which is what most of the time goes into.
//
//     npm run build && node bench/rules.mjs [--objectives 200] [--slis 1] [--no-history] [--evaluations 10]
import { execFileSync, spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    objectives: { type: "string", default: "200" },
    functions: { type: "string", default: "20" },
    instances: { type: "string", default: "3" },
    evaluations: { type: "string", default: "10" },
    /** 2: each objective has a success rate and a latency. */
    slis: { type: "string", default: "1" },
    "no-history": { type: "boolean", default: false },
  },
});
const [objectives, functions, instances, evaluations] = ["objectives", "functions", "instances", "evaluations"].map(
  (name) => Number(options[name]),
);

const [scrapeSeconds, evaluationSeconds] = [15, 30];
const slis = ["success_rate", "latency"].slice(0, Number(options.slis));
const rulesFile = join(dirname(fileURLToPath(import.meta.url)), "../dist/ts-autometrics.rules.yml");
const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-bench-"));
const began = Date.now();

const exporter = createServer((request, response) => {
  const instance = Number(new URL(request.url, "http://localhost").searchParams.get("instance"));
  response.setHeader("content-type", "text/plain; version=0.0.4").end(metrics(instance));
}).listen(0, "127.0.0.1");
await new Promise((resolve) => exporter.once("listening", resolve));
let prometheus;
try {
  if (!options["no-history"]) {
    console.log("writing 30 days of history …");
    await writeHistory(join(folder, "history"));
    const blocks = ["tsdb", "create-blocks-from", "openmetrics", "--quiet", "--max-block-duration=744h"];
    execFileSync("promtool", [...blocks, join(folder, "history"), join(folder, "data")], { stdio: "ignore" });
    rmSync(join(folder, "history"));
  }
  const address = `127.0.0.1:${await freePort()}`;
  prometheus = start(address);
  console.log(`evaluating ${evaluations} times, every ${evaluationSeconds} s …`);
  const durations = await watch(address);
  const processorTime = await watchAlone(address);
  await report(address, durations, processorTime);
} finally {
  prometheus?.kill("SIGKILL");
  exporter.close();
  exporter.closeAllConnections();
  await delay(200);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Everything that an instance serves. What no rule reads stays the same. */
function metrics(instance) {
  functionSeries ??= functionMetrics();
  const calls = Math.round((Date.now() - began) / 10);
  const lines = [functionSeries];
  for (let objective = 0; objective < objectives; objective++) {
    for (const sli of slis) {
      const labels = labelsOf(objective, sli);
      lines.push(
        `autometrics_objective_target_ratio{${labels},objective_latency_threshold="${sli === "latency" ? "0.25" : ""}"} 0.999`,
        `autometrics_objective_calls_total{${labels},result="ok"} ${1e6 + calls * (instance + 2)}`,
        `autometrics_objective_calls_total{${labels},result="error"} ${1e3 + Math.floor(calls / 1000)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function labelsOf(objective, sli) {
  return `service_name="bench",objective_name="objective-${objective}",sli="${sli}"`;
}

function functionMetrics() {
  const bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, "+Inf"];
  const lines = [];
  for (let objective = 0; objective < objectives; objective++) {
    for (let f = 0; f < functions; f++) {
      const labels = `function="f${f}",module="m${objective}",service_name="bench",objective_name="objective-${objective}"`;
      for (const result of ["ok", "error"]) {
        lines.push(
          `function_calls_total{${labels},objective_percentile="99.9",result="${result}",caller_function="",caller_module=""} 1`,
        );
      }
      const own = `${labels},objective_percentile="99.9",objective_latency_threshold="0.25"`;
      for (const le of bounds) lines.push(`function_calls_duration_seconds_bucket{${own},le="${le}"} 1`);
      lines.push(`function_calls_duration_seconds_sum{${own}} 1`, `function_calls_duration_seconds_count{${own}} 1`);
    }
  }
  return lines.join("\n");
}
var functionSeries;

/**
 * Six hours of the counters, three days of the five minutes' sums, and thirty of the quarters'. Between two of those
 * Prometheus keeps a marker that there is none; a text can only have a NaN in its place, which costs as much to read.
 */
async function writeHistory(file) {
  const out = createWriteStream(file);
  const write = (text) => (out.write(text) ? undefined : new Promise((resolve) => out.once("drain", resolve)));
  const now = Math.floor(Date.now() / 1000);
  await write("# TYPE autometrics_objective_calls counter\n");
  for (let instance = 0; instance < instances; instance++) {
    for (let objective = 0; objective < objectives; objective++) {
      for (const sli of slis) {
        for (const result of ["ok", "error"]) {
          const labels = `${labelsOf(objective, sli)},result="${result}",instance="${instance}",job="bench"`;
          const lines = [];
          let value = 0;
          for (let time = now - 6 * 3600; time < now; time += scrapeSeconds) {
            value += result === "ok" ? Math.floor(1000 * Math.random()) : Math.random() < 0.1 ? 1 : 0;
            lines.push(`autometrics_objective_calls_total{${labels}} ${value} ${time}\n`);
          }
          await write(lines.join(""));
        }
      }
    }
  }
  for (const kind of ["total", "error"]) {
    for (const [every, seconds, days] of [
      ["every5m", 300, 3],
      ["every15m", 900, 30],
    ]) {
      await write(`# TYPE slo:sli_${kind}:${every} gauge\n`);
      for (let objective = 0; objective < objectives; objective++) {
        for (const sli of slis) {
          const series = `slo:sli_${kind}:${every}{${labelsOf(objective, sli)}}`;
          const lines = [];
          for (let time = now - days * 86_400; time < now; time += seconds) {
            const value = seconds * (kind === "total" ? 100 + 3 * Math.random() : Math.random() / 100);
            lines.push(`${series} ${value} ${time}\n${series} NaN ${time + evaluationSeconds}\n`);
          }
          await write(lines.join(""));
        }
      }
    }
  }
  await new Promise((resolve) => out.end("# EOF\n", resolve));
}

function start(address) {
  writeConfig(true);
  writeFileSync(join(folder, "rules.yml"), readFileSync(rulesFile));
  return spawn(
    "prometheus",
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "data")}`,
      "--storage.tsdb.retention.time=60d",
      `--web.listen-address=${address}`,
    ],
    { stdio: "ignore" },
  );
}

function writeConfig(isScraping) {
  const { port } = exporter.address();
  const config = {
    global: {
      scrape_interval: `${scrapeSeconds}s`,
      scrape_timeout: `${scrapeSeconds}s`,
      evaluation_interval: `${evaluationSeconds}s`,
    },
    rule_files: ["rules.yml"],
    scrape_configs: Array.from({ length: isScraping ? instances : 0 }, (_, instance) => ({
      job_name: `bench${instance}`,
      params: { instance: [String(instance)] },
      static_configs: [{ targets: [`127.0.0.1:${port}`], labels: { instance: String(instance), job: "bench" } }],
    })),
  };
  writeFileSync(join(folder, "prometheus.yml"), JSON.stringify(config));
}

/** The seconds that each evaluation took. */
async function watch(address) {
  const durations = [];
  let last;
  while (durations.length < evaluations) {
    await delay(1000);
    const [group] = (await ask(address, "rules"))?.groups ?? [];
    if (group === undefined || group.lastEvaluation === last || !(group.evaluationTime > 0)) continue;
    last = group.lastEvaluation;
    durations.push(group.evaluationTime);
    process.stdout.write(`  ${group.evaluationTime.toFixed(3)} s\n`);
  }
  return durations;
}

/** The processor's seconds of an evaluation, while nothing else is done: the clock also sees what else the machine does. */
async function watchAlone(address) {
  writeConfig(false);
  prometheus.kill("SIGHUP");
  await delay(1000 * evaluationSeconds);
  const before = await counters(address);
  for (;;) {
    await delay(1000);
    const after = await counters(address);
    const count = after.iterations - before.iterations;
    if (count >= 4) return (after.seconds - before.seconds) / count;
  }
}

async function counters(address) {
  const text = await (await fetch(`http://${address}/metrics`)).text();
  const value = (name) => Number(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, "m").exec(text)?.[1]);
  return { seconds: value("process_cpu_seconds_total"), iterations: value("prometheus_rule_group_iterations_total") };
}

async function report(address, durations, processorTime) {
  const sorted = durations.toSorted((a, b) => a - b);
  const [{ rules }] = (await ask(address, "rules")).groups;
  const head = await ask(address, "status/tsdb");
  const slowest = rules.toSorted((a, b) => b.evaluationTime - a.evaluationTime).slice(0, 6);
  console.log(
    [
      "",
      `${objectives} objectives × ${slis.length} SLI${slis.length > 1 ? "s" : ""} × ${functions} functions × ${instances} instances, ${head.headStats.numSeries} series, ${options["no-history"] ? "no" : "30 days of"} history`,
      `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, ${execFileSync("prometheus", ["--version"]).toString().split(" (")[0]}`,
      `whole set: median ${sorted[Math.floor(sorted.length / 2)].toFixed(3)} s, least ${sorted[0].toFixed(3)} s, most ${sorted.at(-1).toFixed(3)} s`,
      `processor time of an evaluation: ${processorTime.toFixed(3)} s`,
      `failing rules: ${rules.filter(({ health }) => health !== "ok").length}`,
      ...slowest.map(({ name, evaluationTime }) => `  ${evaluationTime.toFixed(3)} s  ${name}`),
    ].join("\n"),
  );
}

async function ask(address, path) {
  try {
    return (await (await fetch(`http://${address}/api/v1/${path}`)).json()).data;
  } catch {
    return undefined;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
