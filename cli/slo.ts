/** `autometrics slo`: how the objectives are doing, for people and for pipelines. */
import { readApplications } from "../prometheus/applications.js";
import { PrometheusClient } from "../prometheus/client.js";
import { type Limits, usualLimits } from "../prometheus/get.js";
import { readObjectives } from "../prometheus/objectives.js";
import { printable } from "../prometheus/printable.js";
import { PrometheusError } from "../prometheus/prometheusError.js";
import { metricsAddress } from "../prometheus/scrape.js";
import { hour } from "../slo/duration.js";
import { defaultSettings } from "../slo/rules.js";
import { isAsBadAs } from "../slo/state.js";
import { worstFirst } from "../slo/status.js";
import { RefusedPeriod } from "../slo/tiers.js";
import { type Call, type Command, CommandError, flag, textOption, textOptions, UsageError } from "./command.js";
import { durationOption } from "./durations.js";
import { takeNoArguments } from "./project/sourceFile.js";
import { type Shown, sloJson, sloTable } from "./sloTable.js";

const failures = ["burning", "exhausted"] as const;

export const slo: Command = {
  name: "slo",
  summary: "how the objectives are doing: error budgets, burn rates, state",
  help: `Usage: autometrics slo (--prometheus URL | --app URL…) [OPTION]…

Shows every service-level objective: its target, what was reached over the period, the error budget left, how fast
the budget is being spent (burn rate: 1 spends just the budget over the period), and its state:

  exhausted   nothing is left of the error budget
  burning     it is being spent so fast that somebody is paged
  at risk     it is being spent so fast that a ticket is opened
  ok          none of these
  no data     there were no calls, or nothing is scraped any more

      --prometheus URL   a Prometheus, or what speaks its HTTP API. It is asked for what the rules of 'autometrics
                         rules' record, and for the counters of objectives that no rules record. To sign in:
                         PROMETHEUS_TOKEN, or PROMETHEUS_USERNAME and PROMETHEUS_PASSWORD, in the environment
      --app URL          an application's /metrics, ':3000' for http://localhost:3000/metrics; several may be given. The
                         whole life of its process is the period then, and the only window of a burn rate
      --service NAME     only the objectives of this service
      --objective NAME   only the objectives of this name
      --period DURATION  what the error budget is for where no rules say it: 30d (default), 28d, 7d, 90d, or another
      --fail-on STATE    exit with 1 when an objective is that or worse: 'burning' (so also exhausted), or 'exhausted'
      --timeout DURATION for each answer (default 10s)
      --json             as JSON (its shape: docs/cli.md)
  -h, --help             this text

Exit codes: 0; 1 when an objective is as bad as --fail-on says; 2 when nothing could be told, also when there is no
objective to look at.

Example:
  autometrics slo --prometheus http://localhost:9090 --service shop --fail-on burning
`,
  options: {
    prometheus: { type: "string" },
    app: { type: "string", multiple: true },
    service: { type: "string" },
    objective: { type: "string" },
    period: { type: "string" },
    "fail-on": { type: "string" },
    timeout: { type: "string" },
    json: { type: "boolean" },
  },
  async run(call) {
    takeNoArguments(call);
    const failOn = failOnOf(call);
    const objectives = [...(await read(call))].sort(worstFirst);
    call.io.out(flag(call, "json") ? sloJson(objectives) : sloTable(objectives));
    const bad = failOn === undefined ? [] : objectives.filter(({ state }) => isAsBadAs(state, failOn));
    for (const { service, objective, sli, state } of bad) {
      call.io.err(`${printable(`autometrics slo: '${objective}' of '${service}' (${sli}) is ${state}`)}\n`);
    }
    return bad.length > 0 ? 1 : 0;
  },
};

function failOnOf(call: Call): (typeof failures)[number] | undefined {
  const text = textOption(call, "fail-on");
  const state = failures.find((state) => state === text);
  if (text !== undefined && state === undefined) {
    throw new UsageError(`--fail-on '${text}' is no state to fail on; those are ${failures.join(" and ")}`);
  }
  return state;
}

async function read(call: Call): Promise<readonly Shown[]> {
  const [prometheus, apps] = [textOption(call, "prometheus"), textOptions(call, "app")];
  if ((prometheus === undefined) === (apps.length === 0)) {
    throw new UsageError("name one source: --prometheus URL, or --app URL for each instance of an application");
  }
  // Longer than an hour is no timeout, and more than a timer takes.
  const timeout = Math.min(durationOption(call, "timeout", "10s") ?? usualLimits.timeout, hour);
  const limits = { ...usualLimits, timeout };
  try {
    const objectives =
      prometheus === undefined
        ? await fromApplications(call, apps, limits)
        : await fromPrometheus(call, prometheus, limits);
    if (objectives.length === 0) {
      const { env } = call.io;
      const asked =
        prometheus === undefined
          ? apps.map((app) => metricsAddress(app).name).join(", ")
          : new PrometheusClient({ url: prometheus, env }).name;
      throw new CommandError(nothingFound(call, asked));
    }
    return objectives;
  } catch (error) {
    throw error instanceof PrometheusError ? new CommandError(error.message) : error;
  }
}

async function fromPrometheus(call: Call, url: string, limits: Limits): Promise<readonly Shown[]> {
  const client = new PrometheusClient({ url, env: call.io.env, ...limits });
  const period = durationOption(call, "period", "30d") ?? defaultSettings.period;
  try {
    return await readObjectives(client, filterOf(call), period);
  } catch (error) {
    throw error instanceof RefusedPeriod ? new UsageError(error.message) : error;
  }
}

async function fromApplications(call: Call, urls: readonly string[], limits: Limits): Promise<readonly Shown[]> {
  if (textOption(call, "period") !== undefined) {
    throw new UsageError("--period goes with --prometheus; an application knows only the life of its process");
  }
  const { service, objective } = filterOf(call);
  const all = await readApplications(urls, limits);
  return all.filter(
    (one) => one.service === (service ?? one.service) && one.objective === (objective ?? one.objective),
  );
}

function filterOf(call: Call) {
  return { service: textOption(call, "service"), objective: textOption(call, "objective") };
}

/** It would be no good news for a pipeline: it has looked at the wrong place. */
function nothingFound(call: Call, asked: string): string {
  const { service, objective } = filterOf(call);
  const which = `${objective === undefined ? "" : ` '${objective}'`}${service === undefined ? "" : ` of service '${service}'`}`;
  const mend =
    which === ""
      ? "is anything scraped there that is built with ts-autometrics and has objectives?"
      : "leave --service and --objective out to see what there is";
  return printable(`no objective${which} is known to ${asked}; ${mend}`);
}
