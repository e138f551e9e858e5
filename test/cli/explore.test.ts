import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { FunctionDetail, Status } from "../../explorer/api.js";
import { serve } from "../prometheus/server.js";
import { Program, type ProgramOptions } from "../runtime/program.js";
import { root, Shop } from "./project.js";

const command = join(root, "dist/cli/main.cjs");
const metrics = 'function_calls_total{function="load",module="shop",service_name="shop",result="ok"} 1\n';

function start(folder: string, args: readonly string[], options: ProgramOptions = {}): Program {
  return new Program(folder, command, { arguments: ["explore", ...args], ...options });
}

async function addressOf(program: Program): Promise<string> {
  return (await program.said(/^The Explorer is at (\S+) /))[0] ?? "";
}

async function ask<T>(address: string, path: string): Promise<T> {
  return (await (await fetch(new URL(path, address))).json()) as T;
}

describe("autometrics explore", () => {
  it("serves what an application's metrics say until it is interrupted", async () => {
    const app = await serve((_, response) => response.end(metrics));
    const program = start(root, ["--app", app, "--no-open"]);
    const address = await addressOf(program);
    expect(program.stdout).toBe(`The Explorer is at ${address} and shows ${app}/metrics. Ctrl-C ends it.\n`);
    while ((await ask<Status>(address, "api/status")).source.targets[0]?.state !== "up") await delay(20);
    expect((await fetch(address)).headers.get("content-type")).toContain("text/html");
    program.signal("SIGINT");
    expect(await program.exitCode()).toBe(0);
    await expect(fetch(address)).rejects.toThrow();
  });

  it("shows where functions are in the source of a project", async () => {
    const app = await serve((_, response) => response.end(metrics));
    const shop = new Shop({ "src/shop.ts": "\n/** @autometrics */\nexport function load(): void {}\n" });
    const address = await addressOf(start(shop.folder, ["--app", app, "--no-open", "-p", "."]));
    while ((await ask<Status>(address, "api/status")).source.targets[0]?.state !== "up") await delay(20);
    const { now } = await ask<Status>(address, "api/status");
    const parameters = `service=shop&module=shop&function=load&from=${Math.floor(now) - 60}&to=${Math.ceil(now)}`;
    const { source } = await ask<FunctionDetail>(address, `api/function?${parameters}`);
    expect(source).toEqual({
      place: "src/shop.ts:3:1",
      link: `vscode://file/${shop.folder.replaceAll("\\", "/").replace(/^\//, "")}/src/shop.ts:3:1`,
    });
  });

  // What opens a browser is found on PATH there.
  it.runIf(process.platform === "linux")(
    "opens the browser, with no shell between, unless it is told not to",
    async () => {
      const shop = new Shop({});
      const opener = join(shop.folder, "xdg-open");
      writeFileSync(
        opener,
        `#!${process.execPath}\nimport("node:fs").then((fs) => fs.writeFileSync(${JSON.stringify(`${opener}.args`)}, process.argv.slice(2).join("\\n")));\n`,
      );
      chmodSync(opener, 0o755);
      const env = { PATH: [shop.folder, process.env.PATH].join(delimiter) };
      const address = await addressOf(start(shop.folder, [], { env }));
      const opened = () => {
        try {
          return shop.read("xdg-open.args");
        } catch {
          return "";
        }
      };
      while (opened() === "") await delay(20);
      expect(opened()).toBe(address);
      shop.delete("xdg-open.args");
      const silent = start(shop.folder, ["--no-open"], { env });
      await addressOf(silent);
      silent.signal("SIGTERM");
      expect(await silent.exitCode()).toBe(0);
      expect(opened()).toBe("");
    },
  );

  it("goes on without a browser", async () => {
    const program = start(root, [], { env: { PATH: "" } });
    expect(await ask<Status>(await addressOf(program), "api/status")).toMatchObject({
      source: { kind: "application" },
    });
  });

  it("says which port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await new Shop({}).autometrics("explore", "--no-open", "--port", String(port))).toEqual({
      code: 2,
      stdout: "",
      stderr: `autometrics explore: port ${port} is taken; choose another, or leave --port out for any that is free\n`,
    });
    server.close();
  });

  it.each([
    [["--app", "ftp://shop"], "--app: 'ftp://shop' is no address; write http://localhost:3000/metrics, or :3000"],
    [["--port", "70000"], "--port '70000' is no port; write a number up to 65535"],
    [
      ["--prometheus", "http://ada:s3cret@localhost"],
      "--prometheus: the address of http://localhost holds credentials",
    ],
    [
      ["--app", ":1", "--prometheus", ":2"],
      "--app and --prometheus are two ways to the same numbers; give one of them",
    ],
    [["shop"], "unexpected argument 'shop'"],
  ])("refuses %j", async (args, problem) => {
    const { code, stdout, stderr } = await new Shop({}).autometrics("explore", "--no-open", ...args);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(`autometrics explore: ${problem}`);
    expect(stderr).toContain("See 'autometrics explore --help'.");
    expect(stderr).not.toContain("s3cret");
  });
});
