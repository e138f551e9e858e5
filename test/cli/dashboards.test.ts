import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { run } from "../../cli/run.js";

const folder = mkdtempSync(join(tmpdir(), "autometrics-dashboards-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function dashboards(...args: readonly string[]) {
  let [out, err] = ["", ""];
  const code = await run(["dashboards", ...args], {
    cwd: folder,
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

test.each(["slo", "functions"])("'%s' is printed as JSON, the same each time", async (name) => {
  const { code, out, err } = await dashboards(name);
  expect(JSON.parse(out)).toMatchObject({ uid: `ts-autometrics-${name}` });
  expect(out.endsWith("}\n")).toBe(true);
  expect([code, err]).toEqual([0, ""]);
  expect((await dashboards(name)).out).toBe(out);
});

test("--out writes all into a folder that it makes, and says which", async () => {
  const { code, out } = await dashboards("--out", "grafana/boards");
  expect(out).toBe("grafana/boards/ts-autometrics-slo.json\ngrafana/boards/ts-autometrics-functions.json\n");
  expect(code).toBe(0);
  const written = readFileSync(join(folder, "grafana/boards/ts-autometrics-slo.json"), "utf8");
  expect(written).toBe((await dashboards("slo")).out);
});

test("--out with a name writes that one", async () => {
  await dashboards("functions", "--out", "one");
  expect(readdirSync(join(folder, "one"))).toEqual(["ts-autometrics-functions.json"]);
});

test("the data source is Grafana's default one, or the one that is named", async () => {
  const chosen = async (...args: string[]) =>
    JSON.parse((await dashboards("slo", ...args)).out).templating.list[0].current.value;
  expect(await chosen()).toBe("default");
  expect(await chosen("--datasource", "Mimir")).toBe("Mimir");
});

test("the period is that of the rules", async () => {
  const { out } = await dashboards("slo", "--period", "28d");
  expect(out).toContain("slo:sli_error:ratio_rate28d");
  expect(out).not.toContain("30d");
});

describe("what cannot be printed ends with exit code 2 and says what to do", () => {
  writeFileSync(join(folder, "file"), "");
  test.each([
    [[], "name a dashboard, slo or functions, or a folder for all with --out"],
    [["function"], "unknown dashboard 'function'; the dashboards are slo and functions"],
    [["slo", "functions"], "one dashboard at a time; --out FOLDER writes all of them"],
    [["slo", "--period", "5d"], "use 7d, or another of at least 6d"],
    [["slo", "--period", "month"], "--period 'month' is no duration; write it as Prometheus does: 30d"],
    [["--out", "file"], "'file/ts-autometrics-slo.json' cannot be written (EEXIST); name another folder with --out"],
  ])("%j", async (args, message) => {
    const { code, out, err } = await dashboards(...args);
    expect(err).toContain(message);
    expect([code, out]).toEqual([2, ""]);
  });
});
