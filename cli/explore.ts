/** `autometrics explore`: the Explorer, from the command line. */
import { once } from "node:events";
import { join, resolve } from "node:path";
import type { Places } from "../explorer/answers/function.js";
import { startExplorer } from "../explorer/server/server.js";
import { ApplicationSource } from "../explorer/sources/application.js";
import { PrometheusSource } from "../explorer/sources/prometheus.js";
import type { Source } from "../explorer/sources/source.js";
import { PrometheusError } from "../prometheus/prometheusError.js";
import { type MetricsAddress, metricsAddress } from "../prometheus/scrape.js";
import { openBrowser } from "./browser.js";
import { type Call, type Command, CommandError, flag, textOption, textOptions, UsageError } from "./command.js";
import { listFunctions } from "./functions.js";
import { openProjects } from "./project/projects.js";
import { takeNoArguments } from "./project/sourceFile.js";

/** Set by the build. */
declare const packageVersion: string;

export const explore: Command = {
  name: "explore",
  summary: "a page that shows functions and objectives, from an application or a Prometheus",
  help: `Usage: autometrics explore [--app URL]… [OPTION]…
       autometrics explore --prometheus URL [OPTION]…

Serves the Explorer to the browsers of this machine: every objective with what is left of
its error budget, every function with its rate, errors and latency.

It scrapes applications itself and keeps the last six hours in memory, or asks a
Prometheus. The first is for a laptop, the second for everything larger. Sign in at a
Prometheus with PROMETHEUS_TOKEN, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD, in the
environment.

Options:
      --app URL          where an application serves its metrics: http://localhost:3000/metrics,
                         or :3000; may be given several times (default: :9464, where
                         ts-autometrics/serve serves them)
      --prometheus URL   a Prometheus, instead: http://localhost:9090, or :9090
      --port N           the page's port on 127.0.0.1 (default: any that is free)
      --no-open          do not open the browser
  -p, --project FILE     a tsconfig, or a folder with a tsconfig.json, whose functions are shown
                         with their place in the source; may be given several times
  -h, --help             this text

Exit code: 0 when it was ended (Ctrl-C), 2 when it could not start.

Example:
  autometrics explore --app :3000
`,
  options: {
    app: { type: "string", multiple: true },
    prometheus: { type: "string" },
    port: { type: "string" },
    "no-open": { type: "boolean" },
    project: { type: "string", short: "p", multiple: true },
  },
  run,
};

async function run(call: Call): Promise<number> {
  takeNoArguments(call);
  const { io } = call;
  const port = portOf(textOption(call, "port"));
  const { source, name, start } = sourceOf(call);
  // Before anything is scraped: a large project keeps this process busy for a while.
  const placeOf = await placesOf(call);
  start();
  try {
    const explorer = await startExplorer({
      source,
      placeOf,
      version: packageVersion,
      port,
      pageFolder: join(__dirname, "../explorer"),
      warn: (text) => io.err(`autometrics explore: ${text}\n`),
    }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === "EADDRINUSE" || error.code === "EACCES" ? new CommandError(portProblem(port, error)) : error;
    });
    // Before anybody is told that it runs, and may end it.
    const isEnded = Promise.race(["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => once(process, signal)));
    io.out(`The Explorer is at ${explorer.url} and shows ${name}. Ctrl-C ends it.\n`);
    if (!flag(call, "no-open")) openBrowser(explorer.url);
    await isEnded;
    await explorer.stop();
    return 0;
  } finally {
    source.stop();
  }
}

function portOf(text = "0"): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`--port '${text}' is no port; write a number up to 65535`);
}

function portProblem(port: number, { code }: NodeJS.ErrnoException): string {
  return code === "EACCES"
    ? `port ${port} is not allowed to you; choose one over 1023, or leave --port out`
    : `port ${port} is taken; choose another, or leave --port out for any that is free`;
}

interface NamedSource {
  readonly source: Source;
  readonly name: string;
  start(): void;
}

function sourceOf(call: Call): NamedSource {
  const prometheus = textOption(call, "prometheus");
  const apps = textOptions(call, "app");
  if (prometheus === undefined) return applications(apps.length > 0 ? apps : [":9464"]);
  if (apps.length > 0)
    throw new UsageError("--app and --prometheus are two ways to the same numbers; give one of them");
  try {
    const source = new PrometheusSource(prometheus, call.io.env);
    return { source, name: source.name, start: () => {} };
  } catch (error) {
    throw error instanceof PrometheusError ? new UsageError(`--prometheus: ${error.message}`) : error;
  }
}

function applications(texts: readonly string[]): NamedSource {
  const targets = new Map(texts.map(addressOf).map((target) => [target.instance, target]));
  const source = new ApplicationSource([...targets.values()]);
  return {
    source,
    name: [...targets.values()].map(({ name }) => name).join(", "),
    start: () => source.start(),
  };
}

function addressOf(text: string): MetricsAddress {
  try {
    return metricsAddress(text);
  } catch (error) {
    throw error instanceof PrometheusError ? new UsageError(`--app: ${error.message}`) : error;
  }
}

/** From the sources, as `list` knows them: a function's labels are what its metrics have. */
async function placesOf(call: Call): Promise<Places> {
  if (textOptions(call, "project").length === 0) return () => null;
  const { cwd } = call.io;
  const { all } = await openProjects(call);
  const places = new Map(listFunctions(all, cwd).map((listed) => [`${listed.module}\0${listed.function}`, listed]));
  return ({ module, function: name }) => {
    const found = places.get(`${module}\0${name}`);
    if (found === undefined) return null;
    const { file, line, column } = found;
    // Editors that are made from VS Code take this too; a browser asks before it hands it over.
    const link = new URL(
      `vscode://file/${resolve(cwd, file).replaceAll("\\", "/").replace(/^\//, "")}:${line}:${column}`,
    );
    return { place: `${file}:${line}:${column}`, link: link.href };
  };
}
