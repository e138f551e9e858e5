import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { Program, type ProgramOptions, programs } from "./program.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A program that has called an instrumented function twice, and runs until its stdin ends. */
const app = `
  import * as am from "ts-autometrics/runtime";
  import prometheus from "prom-client";
  const { register } = prometheus;
  const load = am.define(am.module({ name: "src/users", package: "test", options: "00000000" }), "load");
  for (let i = 0; i < 2; i++) am.end(load, am.start(load));
  process.stdin.resume();
  setImmediate(() => console.log("app runs"));
`;

/** Where a program with the app in it serves, once the app runs. */
const metricsUrl = async (program: Program) => {
  await program.said(/app runs/);
  return program.metricsUrl();
};

const running = (source: string, options: ProgramOptions = {}, others: Record<string, string> = {}) =>
  new Program(programs({ "main.mjs": source, ...others }), "main.mjs", options);

const serving = (source: string, options: ProgramOptions = {}, others: Record<string, string> = {}) =>
  running(source, { ...options, nodeOptions: ["--import", "ts-autometrics/serve"] }, others);

const okCalls = async (url: string) => {
  const text = await (await fetch(url)).text();
  return /^function_calls_total\{function="load",.*result="ok".*\} (\d+)$/m.exec(text)?.[1];
};

describe("a program that serves its metrics", () => {
  it("says where, and answers with the default registry's metrics in its content type", async () => {
    const url = await metricsUrl(serving(app));
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(await response.text()).toContain('build_info{service_name="test-service"');
    expect(await okCalls(url)).toBe("2");
  });

  it.each([
    ["import", `import "ts-autometrics/serve"; ${app}`],
    [
      "require",
      `import module from "node:module"; module.createRequire(import.meta.url)("ts-autometrics/serve"); ${app}`,
    ],
  ])("may %s serve itself", async (_, source) => {
    expect(await okCalls(await metricsUrl(running(source)))).toBe("2");
  });

  it("has its own metrics served too, in OpenMetrics where its registry is set to it", async () => {
    const program = serving(`${app}
      new prometheus.Gauge({ name: "own", help: "the application's" }).set(7);
      register.setContentType(prometheus.Registry.OPENMETRICS_CONTENT_TYPE);
    `);
    const url = await metricsUrl(program);
    const response = await fetch(`${url}?from=somewhere`);
    expect(response.headers.get("content-type")).toMatch(/^application\/openmetrics-text/);
    expect(await response.text()).toMatch(/^own 7\n# EOF$/m);
  });

  it("may serve the same registry itself", async () => {
    const program = serving(`${app}
      import { createServer } from "node:http";
      const server = createServer(async (_, response) => response.end(await register.metrics()));
      server.listen(0, "127.0.0.1", () => console.log("own server at http://127.0.0.1:" + server.address().port));
      process.stdin.on("end", () => server.close());
    `);
    const [own = ""] = await program.said(/own server at (.*)/);
    expect([await okCalls(own), await okCalls(await metricsUrl(program))]).toEqual(["2", "2"]);
  });

  it("listens on the host that AUTOMETRICS_HOST names", async () => {
    const url = await metricsUrl(serving(app, { env: { AUTOMETRICS_HOST: "localhost" } }));
    expect(url).toMatch(/^http:\/\/localhost:\d+\/metrics$/);
    expect(await okCalls(url)).toBe("2");
  });

  it("goes on when nobody reads its stderr any more", async () => {
    const program = running(`
      await new Promise((resolve) => process.stdin.once("data", resolve).once("end", resolve));
      await import("ts-autometrics/serve");
      await new Promise(setImmediate);
      console.log("went on");
    `);
    program.closeStderr();
    program.end();
    expect(await program.exitCode()).toBe(0);
    expect(program.stdout).toBe("went on\n");
  });
});

describe("the server", () => {
  it("answers HEAD as GET, without the text", async () => {
    const url = await metricsUrl(serving(app));
    const [get, head] = [await fetch(url), await fetch(url, { method: "HEAD" })];
    expect(head.status).toBe(200);
    expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
    expect(await head.text()).toBe("");
  });

  it("refuses other methods, and says which it takes", async () => {
    const response = await fetch(await metricsUrl(serving(app)), { method: "POST", body: "x" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("says at other paths where the metrics are", async () => {
    const url = await metricsUrl(serving(app));
    const [home, other] = [await fetch(new URL("/", url)), await fetch(new URL("/metrics/x", url))];
    expect([home.status, await home.text()]).toEqual([200, "the metrics are at /metrics\n"]);
    expect([other.status, await other.text()]).toEqual([404, "nothing here; the metrics are at /metrics\n"]);
  });

  it("answers 500 while a collector of the application throws, counts that, and goes on", async () => {
    const program = serving(`${app}
      let scrapes = 0;
      new prometheus.Gauge({ name: "own", help: "the application's", collect() { if (++scrapes < 3) throw new Error("no database") } });
    `);
    const url = await metricsUrl(program);
    const failed = [await fetch(url), await fetch(url)];
    expect(failed.map(({ status }) => status)).toEqual([500, 500]);
    expect(await failed[0]?.text()).toBe("the metrics could not be collected: no database\n");
    expect(await (await fetch(url)).text()).toContain(
      'autometrics_failures_total{service_name="test-service",kind="scrape"} 2',
    );
    expect(program.stderr.match(/no database/g)).toHaveLength(1);
  });
});

describe("the process", () => {
  it("ends by itself", async () => {
    const program = serving("");
    expect(await program.exitCode()).toBe(0);
  });

  it("ends though a scrape is under way", async () => {
    const program = serving(`${app}
      const collect = () => new Promise(() => console.log("collects"));
      new prometheus.Gauge({ name: "own", help: "never collected", collect });
    `);
    const scrape = fetch(await metricsUrl(program)).catch(() => "broken off");
    await program.said(/collects/);
    program.end();
    expect(await program.exitCode()).toBe(0);
    expect(await scrape).toBe("broken off");
  });

  it("ends though a client does not read its answer", async () => {
    // Larger than what a connection holds.
    const program = serving(`${app}
      new prometheus.Gauge({ name: "own", help: "x".repeat(30_000_000) });
      process.stdin.on("end", () => console.log("has nothing more to do"));
    `);
    const { hostname, port } = new URL(await metricsUrl(program));
    const socket = connect(Number(port), hostname);
    onTestFinished(() => void socket.destroy());
    socket.on("error", () => {});
    socket.write("GET /metrics HTTP/1.1\r\nHost: test\r\n\r\n");
    await once(socket, "readable");
    program.end();
    await program.said(/has nothing more to do/);
    expect(await program.exitCode()).toBe(0);
  });
});

describe("where it cannot listen, one warning says why and what to do, and the program goes on", () => {
  const warnings = ({ stderr }: Program) => stderr.match(/ts-autometrics: .*/g);
  const finishing = async (env: Record<string, string>) => {
    const program = serving(`setImmediate(() => console.log("went on"))`, { env });
    expect(await program.exitCode()).toBe(0);
    expect(program.stdout).toBe("went on\n");
    return warnings(program);
  };

  it("because the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const { port } = other.address() as AddressInfo; // a TCP server's address is no string
    expect(await finishing({ AUTOMETRICS_PORT: String(port) })).toEqual([
      `ts-autometrics: the metrics of this process are not served: port ${port} on 127.0.0.1 is taken; set AUTOMETRICS_PORT to another one (0 takes any free port)`,
    ]);
  });

  it.each(["94x4", "65536", "-1", "tcp://10.0.0.1:9464"])("because the port is '%s'", async (port) => {
    expect(await finishing({ AUTOMETRICS_PORT: port })).toEqual([
      `ts-autometrics: the metrics of this process are not served: AUTOMETRICS_PORT is '${port}'; set it to a number up to 65535 (0 takes any free port)`,
    ]);
  });

  it("because the host is a name", async () => {
    expect(await finishing({ AUTOMETRICS_HOST: "metrics.example" })).toEqual([
      "ts-autometrics: the metrics of this process are not served: AUTOMETRICS_HOST is 'metrics.example'; set it to an IP address of this machine, to 0.0.0.0 (all of them) or to localhost",
    ]);
  });

  it("because the host is another machine", async () => {
    // TEST-NET-1: no machine has it.
    expect(await finishing({ AUTOMETRICS_HOST: "192.0.2.1" })).toEqual([
      "ts-autometrics: the metrics of this process are not served: 192.0.2.1 is no address of this machine; set AUTOMETRICS_HOST to one, or to 0.0.0.0 (all of them)",
    ]);
  });
});

describe("loaded more than once", () => {
  it("starts one server", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // Another installed copy of the package.
    mkdirSync(join(folder, "node_modules"));
    cpSync(join(root, "dist"), join(folder, "copy"), { recursive: true });
    symlinkSync(join(root, "node_modules/prom-client"), join(folder, "node_modules/prom-client"));
    const program = serving(`
      ${app}
      import "ts-autometrics/serve";
      import { createRequire } from "node:module";
      createRequire(import.meta.url)("ts-autometrics/serve");
      await import(${JSON.stringify(join(folder, "copy/runtime/serve.js"))});
      setImmediate(() => console.log("all loaded"));
    `);
    await program.said(/all loaded/);
    program.end();
    await program.exitCode();
    expect(program.stderr).toMatch(/^ts-autometrics: metrics at \S+\n$/);
  });
});

describe("worker threads", () => {
  const worker = `
    import { parentPort } from "node:worker_threads";
    import * as am from "ts-autometrics/runtime";
    const load = am.define(am.module({ name: "src/worker", package: "test", options: "00000000" }), "load");
    am.end(load, am.start(load));
    parentPort.once("message", () => {});
    console.log("worker runs");
  `;
  const withWorker = (options: string) =>
    serving(
      `${app}
        import { Worker } from "node:worker_threads";
        const worker = new Worker("./worker.mjs", ${options});
        process.stdin.on("end", () => worker.postMessage("end"));
      `,
      {},
      { "worker.mjs": worker },
    );

  it("leave serving to the main thread", async () => {
    const program = withWorker("{}");
    await program.said(/worker runs/);
    expect(await okCalls(await metricsUrl(program))).toBe("2");
    program.end();
    expect(await program.exitCode()).toBe(0);
    expect(program.stderr).toMatch(/^ts-autometrics: metrics at \S+\n$/);
  });

  it("serve their own metrics on a port of their own, where they are given one", async () => {
    // 0 spelled in another way than the main thread's, so that the test needs no fixed port.
    const program = withWorker(`{ env: { ...process.env, AUTOMETRICS_PORT: "00" } }`);
    const urls = await program.metricsUrls(2);
    await program.said(/worker runs/);
    expect(new Set(urls).size).toBe(2);
    expect((await Promise.all(urls.map(okCalls))).toSorted()).toEqual(["1", "2"]);
    program.end();
    expect(await program.exitCode()).toBe(0);
  });
});

describe("processes of one program serve each for itself:", () => {
  it("a forked one that finds the port taken says so, and goes on", async () => {
    const program = serving(
      `${app}
        import { fork } from "node:child_process";
        process.stdin.once("data", (port) => {
          // It gets this process's --import.
          const child = fork("./child.mjs", { env: { ...process.env, AUTOMETRICS_PORT: String(port) } });
          child.on("exit", (code) => console.log("child's exit code:", code));
        });
      `,
      {},
      { "child.mjs": "" },
    );
    const { port } = new URL(await metricsUrl(program));
    program.write(port);
    expect(await program.said(/child's exit code: (.*)/)).toEqual(["0"]);
    expect(program.stderr.match(/is taken/g)).toHaveLength(1);
    expect(program.stderr).toContain(`port ${port} on 127.0.0.1 is taken`);
  });

  it("workers of a cluster do not take turns at one port", async () => {
    const program = serving(
      `
        import cluster from "node:cluster";
        cluster.setupPrimary({ exec: "worker.mjs" });
        for (let i = 0; i < 2; i++) cluster.fork();
        process.stdin.resume().on("end", () => cluster.disconnect());
      `,
      {},
      {
        "worker.mjs": `${app.replace("i < 2", "i < cluster.worker.id")} import cluster from "node:cluster"; console.log("worker runs")`,
      },
    );
    await program.said(/worker runs/, 2);
    const urls = await program.metricsUrls(3);
    expect(new Set(urls).size).toBe(3);
    // The primary has called nothing; one worker has called once, the other twice.
    expect((await Promise.all(urls.map(okCalls))).toSorted()).toEqual(["1", "2", undefined]);
    program.end();
    expect(await program.exitCode()).toBe(0);
  });
});
