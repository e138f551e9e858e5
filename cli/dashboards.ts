/** `autometrics dashboards`: prints the Grafana dashboards, or writes them into a folder. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { DashboardSettings } from "../slo/dashboards/board.js";
import { type DashboardName, dashboardNames } from "../slo/dashboards/names.js";
import { defaultSettings } from "../slo/rules.js";
import { type Call, type Command, CommandError, textOption, UsageError } from "./command.js";
import { periodOption } from "./durations.js";

export const dashboards: Command = {
  name: "dashboards",
  summary: "print dashboards for Grafana",
  help: `Usage: autometrics dashboards [OPTION]… [slo|functions]

Prints a dashboard for Grafana 10 and later, as JSON that it imports or is provisioned with:

  slo         every objective: state, error budget, burn rates with what the alerts are over, worst functions; over what
              the rules of 'autometrics rules' record
  functions   every function: calls, errors, latency, callers and versions; over the metrics that every Autometrics
              library serves

Each links to the other. Data source, service and objective are chosen in Grafana. Imported again, a dashboard replaces
the one before.

  --out FOLDER         write files instead: all, or the one that is named; the folder is made where there is none
  --datasource NAME    the data source that is chosen at first, by name or uid (default: Grafana's default)
  --period DURATION    what the rules' error budget is for, where they were printed with --period (default 30d)
  -h, --help           this text

Exit codes: 0 printed, 2 not.

Example: autometrics dashboards --out /etc/grafana/dashboards
`,
  options: {
    out: { type: "string" },
    datasource: { type: "string" },
    period: { type: "string" },
  },
  async run(call) {
    const name = nameOf(call);
    const settings: DashboardSettings = {
      period: periodOption(call) ?? defaultSettings.period,
      dataSource: textOption(call, "datasource"),
    };
    const folder = textOption(call, "out");
    if (folder === undefined && name === undefined) {
      throw new UsageError(`name a dashboard, ${dashboardNames.join(" or ")}, or a folder for all with --out`);
    }
    // What makes dashboards is large, and no other command needs it.
    const { dashboardJson } = await import("../slo/dashboards/dashboards.js");
    for (const one of name === undefined ? dashboardNames : [name]) {
      const json = dashboardJson(one, settings);
      if (folder === undefined) call.io.out(json);
      else call.io.out(`${write(join(folder, `ts-autometrics-${one}.json`), json, call.io.cwd)}\n`);
    }
    return 0;
  },
};

function nameOf({ positionals }: Call): DashboardName | undefined {
  const [text, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError("one dashboard at a time; --out FOLDER writes all of them");
  const name = dashboardNames.find((name) => name === text);
  if (text !== undefined && name === undefined) {
    throw new UsageError(`unknown dashboard '${text}'; the dashboards are ${dashboardNames.join(" and ")}`);
  }
  return name;
}

function write(path: string, text: string, cwd: string): string {
  try {
    mkdirSync(resolve(cwd, dirname(path)), { recursive: true });
    writeFileSync(resolve(cwd, path), text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new CommandError(`'${path}' cannot be written (${error.code}); name another folder with --out`);
  }
  return path.replaceAll("\\", "/");
}
