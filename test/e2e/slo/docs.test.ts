/** The example of docs/slo.md is run as its reader runs it. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { describeWith } from "../programs.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const text = readFileSync(join(root, "docs/slo.md"), "utf8");

describeWith(["promtool"], "docs/slo.md", ({ promtool }) => {
  test("has a unit test of rules that promtool passes, and that sees errors that are not alerted", () => {
    const folder = mkdtempSync(join(tmpdir(), "ts-autometrics-docs-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    copyFileSync(join(root, "dist/ts-autometrics.rules.yml"), join(folder, "ts-autometrics.rules.yml"));
    const [, name = "", example = ""] = /^```yaml\n# (\S+)\n(.*?)^```$/ms.exec(text) ?? [];
    expect(text).toContain(`$ promtool test rules ${name}\n`);
    const run = (content: string) => {
      writeFileSync(join(folder, name), content);
      return execFileSync(promtool, ["test", "rules", name], { cwd: folder, encoding: "utf8", stdio: "pipe" });
    };
    expect(run(example)).toContain("SUCCESS");
    // 1 % of errors does not page within 18 minutes.
    expect(() => run(example.replace("36095+95x39", "36099+99x39").replace("5+5x39", "1+1x39"))).toThrow(/FAILED/);
  });
});
