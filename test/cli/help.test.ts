import { describe, expect, it } from "vitest";
import { commands } from "../../cli/commands.js";
import { Shop } from "./project.js";

describe("the help", () => {
  it.each(commands)("of '$name' has its usage, every option, exit codes and an example", ({ name, options, help }) => {
    expect(help).toMatch(new RegExp(`^Usage: autometrics ${name}\\b`));
    for (const option of [...Object.keys(options), "help"]) expect(help).toContain(`--${option} `.trimEnd());
    expect(help).toMatch(/\n\nExit codes?: 0/);
    expect(help).toMatch(new RegExp(`\\nExamples?:\\s+autometrics ${name}\\b`));
    expect(Math.max(...help.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it("is printed by --help, and lists the commands without one", async () => {
    const shop = new Shop({});
    const list = commands.find(({ name }) => name === "list");
    expect(await shop.autometrics("list", "--help")).toEqual({ code: 0, stdout: list?.help, stderr: "" });
    const { code, stdout } = await shop.autometrics("--help");
    expect(code).toBe(0);
    for (const { name, summary } of commands) expect(stdout).toMatch(new RegExp(`^ +${name} +${summary}$`, "m"));
  });
});
