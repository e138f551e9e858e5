import { constants } from "node:os";
import { parseArgs } from "node:util";
import { exposedObjectives } from "../../prometheus/exposed.js";
import { type MetricFamily, parseExposition } from "../../slo/exposition.js";
import { formatCount } from "../../slo/format.js";
import { buildExample, buildPackage, startExample, startExplorer } from "./example.js";
import { Problem } from "./problem.js";
import { renderFunctions, renderTargets } from "./render.js";
import { reportFunctions } from "./report.js";
import { Screen } from "./screen.js";
import { sendTraffic, type Tally } from "./traffic.js";

interface Options {
  readonly seconds: number;
  readonly build: boolean;
  /** Whether the example goes on with its traffic, with the Explorer open on it. */
  readonly explore: boolean;
  readonly open: boolean;
}

/** What makes the example's simulated store fail now and then, and be slow now and then; a user may set another. */
const { STORE_FAIL_EVERY = "211", STORE_SLOW_EVERY = "173", STORE_SLOW_MS = "400" } = process.env;

const traffic = { rate: 300, concurrency: 16, seed: 2025, slowAfter: 0.25 };
/** What a machine can go on with while somebody looks at the page. */
const endlessTraffic = { ...traffic, rate: 60 };

/** Runs the demo and gives the exit code. */
export async function main(root: string, args: string[]): Promise<number> {
  // Ending by `exit` is what takes the started processes along.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  try {
    await demo(root, readOptions(args), new Screen(process.stdout, process.env));
    return 0;
  } catch (error) {
    console.error(error instanceof Problem ? `\n${error.message}` : error);
    return 1;
  }
}

function readOptions(args: string[]): Options {
  const usage = "Usage: npm run demo -- [--seconds <of traffic>] [--no-build] [--explore [--no-open]]";
  try {
    const { values } = parseArgs({
      args,
      options: {
        seconds: { type: "string", default: "8" },
        "no-build": { type: "boolean", default: false },
        explore: { type: "boolean", default: false },
        "no-open": { type: "boolean", default: false },
      },
    });
    const seconds = Number(values.seconds);
    if (seconds > 0 && seconds <= 3600) {
      return { seconds, build: !values["no-build"], explore: values.explore, open: !values["no-open"] };
    }
  } catch (error) {
    throw new Problem(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
  throw new Problem(`--seconds takes a number over 0 and up to 3600.\n${usage}`);
}

async function demo(root: string, options: Options, screen: Screen): Promise<void> {
  screen.print(screen.styles.bold("ts-autometrics demo"), "");
  if (options.build) {
    await showBuild(screen, "ts-autometrics", buildPackage(root));
    await showBuild(screen, "examples/express, with tspc", buildExample(root));
  }
  const example = await startExample(root, { STORE_FAIL_EVERY, STORE_SLOW_EVERY, STORE_SLOW_MS });
  const metrics = `${example.address}/metrics`;
  let text: string;
  try {
    showStart(screen, example.address);
    if (options.explore) return await exploreExample(root, example.address, options.open, screen);
    await showTraffic(screen, example.address, options.seconds);
    text = await (await fetch(metrics)).text();
  } finally {
    await example.stop();
  }
  showReport(screen, metrics, parseExposition(text));
  showNext(screen);
}

/** Until it is ended: Ctrl-C takes the started processes along. */
async function exploreExample(root: string, address: string, open: boolean, screen: Screen): Promise<void> {
  const explorer = await startExplorer(root, `${address}/metrics`, open);
  screen.print(
    `  explore  ${explorer.address} has its objectives and functions`,
    screen.styles.dim("           Ctrl-C ends all of it"),
    "",
  );
  const tally: Tally = { requests: 0, refused: 0, failed: 0, slow: 0 };
  await screen.progress(
    () => `  traffic  ${answersOf(tally)}`,
    Promise.race([
      sendTraffic(address, { ...endlessTraffic, seconds: Number.POSITIVE_INFINITY }, tally),
      explorer.ends,
    ]),
  );
}

function answersOf({ requests, refused, failed, slow }: Tally): string {
  return `${formatCount(requests)} requests, ${refused} × 4xx, ${failed} × 5xx, ${slow} over 250 ms`;
}

function showStart(screen: Screen, address: string): void {
  screen.print(
    `  start    examples/express on ${address}`,
    screen.styles.dim(`           its store is simulated: one access in ${STORE_FAIL_EVERY} fails,`),
    screen.styles.dim(`           one in ${STORE_SLOW_EVERY} takes ${STORE_SLOW_MS} ms longer`),
  );
}

async function showBuild(screen: Screen, what: string, build: Promise<void>): Promise<void> {
  const start = performance.now();
  let took = " …";
  await screen.progress(
    () => `  build    ${what}${took}`,
    build.then(() => {
      took = `: ${((performance.now() - start) / 1000).toFixed(1)} s`;
    }),
  );
}

async function showTraffic(screen: Screen, address: string, seconds: number): Promise<void> {
  const start = performance.now();
  const tally: Tally = { requests: 0, refused: 0, failed: 0, slow: 0 };
  await screen.progress(
    () => {
      const now = Math.min(seconds, Math.round((performance.now() - start) / 1000));
      return `  traffic  ${now} of ${seconds} s: ${answersOf(tally)}`;
    },
    sendTraffic(address, { ...traffic, seconds }, tally),
  );
}

function showReport(screen: Screen, metrics: string, families: ReadonlyMap<string, MetricFamily>): void {
  const { bold, dim } = screen.styles;
  screen.print("", bold(`What ${metrics} said`), "");
  screen.print(...indent(renderFunctions(reportFunctions(families), screen.styles)), "");
  screen.print(dim("  p50, p95 and p99 are estimated from histogram buckets, as Prometheus does."));
  const targets = exposedObjectives([families], metrics);
  for (const name of new Set(targets.map(({ objective }) => objective))) {
    const own = targets.filter(({ objective }) => objective === name);
    screen.print("", bold(`Objective ${name}, over the demo's own traffic alone`), "");
    screen.print(...indent(renderTargets(own, screen.styles)), "");
  }
  screen.print(
    dim("  A target of 99.9 % lets 0.1 % of calls fail: that is the error budget. Here,"),
    dim("  the demo's few seconds are the whole period; in production it may be 30 days."),
    dim("  A burn rate of 1 spends exactly the budget in the period."),
  );
}

function showNext(screen: Screen): void {
  screen.print(
    "",
    screen.styles.bold("Next"),
    "",
    "  - Measure your own code: write /** @autometrics */ over a function, and build",
    "    with tspc. README.md has the start for a project of yours.",
    "  - See what was compiled in: compare examples/express/src/users.ts with",
    "    examples/express/dist/users.js.",
    "  - The server and its /metrics are gone now. Have them again, on port 3000, by",
    "    npm start --workspace examples/express",
    "    and look at them in the Explorer: npx autometrics explore --app :3000",
    "  - Or with its traffic, and the Explorer open: npm run demo -- --explore",
  );
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
