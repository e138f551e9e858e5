/** Runs a framework's user directory, built from its source with no annotation in it, under the shared traffic. */
import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Calls, Metrics } from "../support/metrics.js";
import { Project, type Road, type Settings } from "../support/project.js";
import { expected, type FrameworkClass } from "./expected.js";
import { type Answer, type Request, type RequestName, requests, scrape, send } from "./traffic.js";

const apps = fileURLToPath(new URL("./apps/", import.meta.url));

export interface FrameworkUnderTest {
  /** The folder under apps/ that holds its sources. */
  readonly app: string;
  /** Builds it otherwise than with the compiler. */
  readonly build?: () => Promise<BuiltApp>;
  /** What that is by, for an application that is built in several ways. */
  readonly builtBy?: string;
  /** The source that listens, and prints its address as JSON, and that of its /metrics if it is another. Default: main.ts. */
  readonly entry?: string;
  /** What that is started with. */
  readonly args?: readonly string[];
  readonly class: FrameworkClass;
  /** Of handlers that see more, or less, than others of their framework. */
  readonly classes?: Partial<Record<RequestName, FrameworkClass>>;
  /** What the project has installed. */
  readonly packages?: readonly string[];
  readonly settings?: Settings;
  /** The `function` label of the handler that answers a request, or those of all that it passes through. */
  readonly labels: Partial<Record<RequestName, string | readonly string[]>>;
  /** The labels are the same in many modules, and given with the module before them. */
  readonly withModules?: true;
  /** What its clients send with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Requests that the framework has no way to answer like the others. */
  readonly without?: readonly RequestName[];
}

export interface BuiltApp {
  readonly folder: string;
  /** What Node is started with there. */
  readonly command: readonly string[];
  /** What its environment holds beside. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another Node than the tests'. */
  readonly node?: string;
}

export interface RunningApp {
  readonly port: number;
  /** Everything that it has written to stderr until now. */
  stderr(): string;
  metrics(): Promise<Metrics>;
  /** The metrics, as soon as so many calls have ended in all. */
  metricsAfter(calls: number): Promise<Metrics>;
  stop(): void;
}

/** Builds an application and starts it. */
export async function startApp(framework: FrameworkUnderTest, road?: Road): Promise<RunningApp> {
  const built: BuiltApp = (await framework.build?.()) ?? compiledApp(framework, road);
  const child = spawn(built.node ?? process.execPath, built.command, {
    cwd: built.folder,
    env: { PATH: process.env.PATH, AUTOMETRICS_SERVICE_NAME: framework.app, ...built.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written: string[] = [];
  child.stderr.on("data", (chunk) => written.push(String(chunk)));
  const { port, metricsPort } = await listening(child, written);
  const metrics = async () => new Metrics(await scrape(metricsPort));
  return {
    port,
    stderr: () => written.join(""),
    metrics,
    async metricsAfter(calls) {
      for (;;) {
        const found = await metrics();
        const ended = found.find("function_calls_total").reduce((sum, { value }) => sum + value, 0);
        // More than expected is for the test to see.
        if (ended >= calls) return found;
        await delay(20);
      }
    },
    stop: () => child.kill("SIGKILL"),
  };
}

/** Builds an application, whose every handler counts towards the objective `api`. */
export function buildApp({ app, packages = [], settings }: FrameworkUnderTest, road: Road = "tree"): Project {
  const options = { ...routesOfApi, ...settings?.options };
  return new Project(sourcesOf(app, "src/"), { ...settings, packages, options }).buildBy(road);
}

export const routesOfApi = { routes: { objective: "api", exclude: ["/metrics"] } };

/** The sources of an application, by where they lie in a project. */
export function sourcesOf(app: string, place: "" | "src/" = ""): Record<string, string> {
  const folder = join(apps, app);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/")] : [],
  );
  return Object.fromEntries(paths.map((path) => [`${place}${path}`, readFileSync(join(folder, path), "utf8")]));
}

function compiledApp(framework: FrameworkUnderTest, road?: Road): BuiltApp {
  const { entry = "main.ts", args = [] } = framework;
  const { folder } = buildApp(framework, road);
  return { folder, command: [`dist/${entry.replace(/ts$/, "js")}`, ...args] };
}

function listening(child: ChildProcess, written: readonly string[]): Promise<{ port: number; metricsPort: number }> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk) => {
      text += String(chunk);
      const [port, metricsPort = port] = [...text.matchAll(/(?:"port":|127\.0\.0\.1:)(\d+)/g)].map(([, digits]) =>
        Number(digits),
      );
      if (port !== undefined && metricsPort !== undefined && text.endsWith("\n")) resolve({ port, metricsPort });
    });
    child.on("exit", () => reject(new Error(written.join("") || "the application ended before it listened")));
  });
}

/** Whatever a handler is found by, it is the same: by the text alone, and with types. */
export function describeFramework(framework: FrameworkUnderTest): void {
  describeRoad(framework, "tree");
  if (framework.build === undefined) describeRoad(framework, "text");
}

function describeRoad(framework: FrameworkUnderTest, road: Road): void {
  const names = (Object.keys(expected) as RequestName[]).filter((name) => !framework.without?.includes(name));
  const timesOf = (name: RequestName): number => {
    const request: Request = requests[name];
    return request.times ?? 1;
  };
  const labelIn = ({ function: name = "", module }: Readonly<Record<string, string>>): string =>
    framework.withModules ? `${module} ${name}` : name;
  const callsIn = (metrics: Metrics): Record<string, Calls> => {
    if (!framework.withModules) return metrics.calls();
    const modules = new Set(metrics.find("function_calls_total").map(({ labels }) => labels.module ?? ""));
    const withModule = (module: string) =>
      Object.entries(metrics.calls(module)).map(([name, calls]) => [`${module} ${name}`, calls]);
    return Object.fromEntries([...modules].flatMap(withModule));
  };
  const classOf = (name: RequestName): FrameworkClass => framework.classes?.[name] ?? framework.class;
  const labelsOf = (name: RequestName): readonly string[] => [framework.labels[name] ?? `no label of ${name}`].flat();
  const total = names.reduce((sum, name) => sum + timesOf(name) * labelsOf(name).length, 0);
  const entry = framework.entry === undefined ? "" : `, ${framework.entry}`;

  const way =
    framework.build === undefined
      ? `instrumented in the ${road}`
      : `built by ${framework.builtBy ?? "the framework's own build"}`;
  describe(`${[framework.app, ...(framework.args ?? [])].join(" on ")}${entry}: handlers that nobody annotated, ${way}`, () => {
    let app: RunningApp;
    let answers: Partial<Record<RequestName, Answer>>;
    let metrics: Metrics;
    beforeAll(async () => {
      app = await startApp(framework, road);
      answers = await send(app.port, names, framework.headers);
      metrics = await app.metricsAfter(total);
    });
    afterAll(() => app?.stop());

    it.each(names)("are answered as without ts-autometrics: %s", (name) => {
      const { status, isWhole } = answers[name] ?? {};
      expect(status).toBe(expected[name].status);
      expect(isWhole).toBe(expected[name].isWhole ?? true);
    });

    it("are judged by what comes of each request", () => {
      const calls: Record<string, Calls> = {};
      // What was not sent has been there from the start.
      for (const label of Object.values(framework.labels).flat()) calls[label] = { ok: 0, error: 0 };
      for (const name of names) {
        const result = expected[name].butFor?.[classOf(name)] ?? expected[name].result;
        const times = timesOf(name);
        for (const label of labelsOf(name)) {
          const { ok, error } = calls[label] ?? { ok: 0, error: 0 };
          calls[label] = result === "ok" ? { ok: ok + times, error } : { ok, error: error + times };
        }
      }
      expect(callsIn(metrics)).toEqual(calls);
    });

    it("last as long as the class can see", () => {
      const slow = names.filter((name) => expected[name].slowFor?.includes(classOf(name)));
      const found = metrics.find("function_calls_duration_seconds_count").filter(({ labels, value }) => {
        const { function: name = "", module = "" } = labels;
        return metrics.value("function_calls_duration_seconds_bucket", { function: name, module, le: "0.25" }) < value;
      });
      expect(found.map(({ labels }) => labelIn(labels)).toSorted()).toEqual(
        [...new Set(slow.flatMap(labelsOf))].toSorted(),
      );
    });

    it("count towards the objective of routes", () => {
      const errors = metrics.value("autometrics_objective_calls_total", { sli: "success_rate", result: "error" });
      const all = metrics.find("autometrics_objective_calls_total", { sli: "success_rate" });
      expect(all.reduce((sum, { value }) => sum + value, 0)).toBe(total);
      expect(errors).toBe(
        metrics.find("function_calls_total", { result: "error" }).reduce((sum, { value }) => sum + value, 0),
      );
    });

    it("bring no warning to the process", () => {
      expect(app.stderr()).not.toMatch(/Warning/);
    });
  });
}
