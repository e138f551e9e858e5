import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { PrometheusSource } from "../../../explorer/sources/prometheus.js";
import { SourceError } from "../../../explorer/sources/source.js";
import { freePort } from "../../e2e/prometheus.js";
import { Scrapes } from "../scrapes.js";
import { sourceOf, TestExplorer } from "./explorer.js";

function page(): string {
  const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "explorer"));
  writeFileSync(join(folder, "secret.js"), "secret");
  writeFileSync(join(folder, "explorer/index.html"), "<title>page</title>");
  writeFileSync(join(folder, "explorer/app.js"), "app()");
  writeFileSync(join(folder, "explorer/notes.txt"), "no part of the page");
  return join(folder, "explorer");
}

describe("the Explorer's server", () => {
  it("serves the page's files with their types, and at / the page", async () => {
    const explorer = await TestExplorer.start({ pageFolder: page() });
    const [root, app] = [await explorer.send("/"), await explorer.send("/app.js")];
    expect([root.text, root.headers["content-type"]]).toEqual(["<title>page</title>", "text/html; charset=utf-8"]);
    expect([app.text, app.headers["content-type"]]).toEqual(["app()", "text/javascript; charset=utf-8"]);
  });

  it("serves nothing else of the machine", async () => {
    const explorer = await TestExplorer.start({ pageFolder: page() });
    const paths = ["/notes.txt", "/../secret.js", "/%2e%2e/secret.js", "/..%2fsecret.js", "//secret.js", "/etc/passwd"];
    for (const path of paths) {
      const { status, text } = await explorer.send(path);
      expect([path, status, text.includes("secret")]).toEqual([path, 404, false]);
    }
    expect((await explorer.send("http://elsewhere/app.js")).status).toBe(400);
  });

  it("says what to do where the page has not been built", async () => {
    expect((await (await TestExplorer.start()).send("/")).text).toContain("npm run build");
  });

  it("answers under the names of this machine alone, so that no other site can pass for it", async () => {
    const explorer = await TestExplorer.start();
    const { port } = explorer.url;
    const status = async (host: string) => (await explorer.send("/api/status", { headers: { host } })).status;
    expect(await status(`127.0.0.1:${port}`)).toBe(200);
    // As when the port is forwarded.
    expect(await status("localhost:1234")).toBe(200);
    for (const host of ["evil.example", `evil.example:${port}`, `127.0.0.1.nip.io:${port}`, "localhost.evil.example"]) {
      expect([host, await status(host)]).toEqual([host, 421]);
    }
  });

  it("listens on the loopback interface alone", async () => {
    const explorer = await TestExplorer.start();
    expect(explorer.url.hostname).toBe("127.0.0.1");
    await expect(fetch(`http://[::1]:${explorer.url.port}/`)).rejects.toThrow();
  });

  it("is read alone", async () => {
    const explorer = await TestExplorer.start();
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      const { status, headers } = await explorer.send("/api/status", { method });
      expect([method, status, headers.allow]).toEqual([method, 405, "GET, HEAD"]);
    }
    const head = await explorer.send("/api/status", { method: "HEAD" });
    expect([head.status, head.text]).toEqual([200, ""]);
  });

  it("answers no request that another site sends", async () => {
    const explorer = await TestExplorer.start();
    const status = async (site: string) =>
      (await explorer.send("/api/status", { headers: { "sec-fetch-site": site } })).status;
    expect([await status("same-origin"), await status("none")]).toEqual([200, 200]);
    expect([await status("cross-site"), await status("same-site")]).toEqual([403, 403]);
    // A link to the page is no harm.
    expect((await explorer.send("/", { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(200);
  });

  it("lets the page load nothing from elsewhere, and nobody else read or frame it", async () => {
    const explorer = await TestExplorer.start();
    for (const path of ["/", "/api/status", "/nowhere"]) {
      const { headers } = await explorer.send(path, { headers: { origin: "http://elsewhere" } });
      expect(headers).toMatchObject({
        "content-security-policy": expect.stringMatching(/^default-src 'self';.*frame-ancestors 'none'/),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-resource-policy": "same-origin",
      });
      expect(headers["content-security-policy"]).not.toContain("unsafe");
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  });
});

describe("a request that cannot be meant", () => {
  it.each([
    ["/api/functions", "The parameter 'from' is missing."],
    ["/api/functions?from=1&to=x", "'to' is to be a time in seconds since 1970."],
    ["/api/functions?from=-5&to=10", "'from' is to be a time in seconds since 1970."],
    ["/api/functions?from=1e3&to=10", "'from' is to be a time in seconds since 1970."],
    ["/api/functions?from=1700000000000&to=1700000900000", "'from' is to be a time in seconds since 1970."],
    ["/api/functions?from=1000&to=1000", "'to' is to be at least 10 seconds after 'from'."],
    ["/api/functions?from=2000&to=1000", "'to' is to be at least 10 seconds after 'from'."],
    ["/api/functions?from=0&to=99999999", "From 'from' to 'to' there are to be 92 days at most."],
    ["/api/functions?from=1&to=100&step=1", "There is no parameter 'step' here."],
    ["/api/functions?from=1&from=2&to=100", "'from' is there more than once."],
    ["/api/objective?service=a&objective=b&sli=speed&from=1&to=100", "'sli' is success_rate or latency."],
    [
      `/api/function?service=a&module=b&function=${"f".repeat(2001)}&from=1&to=100`,
      "'function' is longer than any name is.",
    ],
  ])("%s", async (path, error) => {
    expect(await (await TestExplorer.start()).error(path)).toEqual([400, error]);
  });

  it("for what is not there says so", async () => {
    const explorer = await TestExplorer.start();
    const [status, error] = await explorer.error("/api/objective?service=a&objective=b&sli=latency&from=1&to=100");
    expect([status, error]).toEqual([
      404,
      expect.stringContaining("There is no objective 'b' (latency) of service 'a'"),
    ]);
    expect(await explorer.error("/api/function?service=a&function=f&module=m&from=1&to=100")).toEqual([
      404,
      expect.stringContaining("There is no function 'f' of module 'm'"),
    ]);
    expect((await explorer.error("/api/everything"))[0]).toBe(404);
  });
});

describe("a source without an answer", () => {
  const failing = (error: Error) => ({
    ...sourceOf(new Scrapes().memory),
    instant: async () => {
      throw error;
    },
  });

  it("is told of by its sentence, and whether it was late", async () => {
    const refused = await TestExplorer.start({ source: failing(new SourceError("It refused.", false)) });
    expect(await refused.error("/api/objectives")).toEqual([502, "It refused."]);
    const late = await TestExplorer.start({ source: failing(new SourceError("It was late.", true)) });
    expect(await late.error("/api/objectives")).toEqual([504, "It was late."]);
  });

  it("that fails in a way nobody thought of is told of in the terminal", async () => {
    const explorer = await TestExplorer.start({ source: failing(new Error("inner workings")) });
    expect(await explorer.error("/api/objectives")).toEqual([500, "The Explorer failed; its terminal says why."]);
    expect(explorer.warnings.join()).toContain("inner workings");
  });

  it("is down in the status, which is answered all the same", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const explorer = await TestExplorer.start({ source: new PrometheusSource(url, {}) });
    expect(await explorer.json("/api/status")).toMatchObject({
      source: {
        kind: "prometheus",
        targets: [{ url, state: "down", problem: expect.stringContaining("ECONNREFUSED") }],
      },
      dataSince: null,
      queryLink: `${url}/graph?g0.tab=0&g0.expr=`,
      version: "1.2.3",
    });
    expect((await explorer.error("/api/objectives"))[0]).toBe(502);
  });
});
