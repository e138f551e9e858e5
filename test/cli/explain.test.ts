import { describe, expect, it } from "vitest";
import { explain } from "../../cli/explain.js";
import { codes } from "../../transformer/diagnostics/codes.js";
import { Shop } from "./project.js";

describe("autometrics explain", () => {
  it("prints what the documentation says of a code, and nothing of the next", async () => {
    const { code, stdout, stderr } = await new Shop({}).autometrics("explain", "AM1004");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^AM1004\n\nThe file that `config` names is not there, or is no JSON\./);
    expect(stdout).toContain("\nMend the path, ");
    expect(stdout).not.toContain("## Annotations");
  });

  const explained = (code: string): string => {
    let text = "";
    const io = { cwd: "/", env: {}, out: (more: string) => (text += more), err: () => {} };
    explain.run({ values: {}, positionals: [code], io });
    return text;
  };

  it.each(Object.values(codes))("knows AM%i", (code) => {
    expect(explained(`AM${code}`)).toMatch(new RegExp(`^AM${code}\n\n\\S`));
  });

  it("takes a code as the compiler prints it, and in small letters", () => {
    expect(explained("TS91003")).toBe(explained("AM1003"));
    expect(explained("am1003")).toBe(explained("AM1003"));
  });

  it("says which there are when there is none of that name", async () => {
    const { code, stdout, stderr } = await new Shop({}).autometrics("explain", "AM9999");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(/^autometrics explain: there is no diagnostic AM9999; there are AM1001, AM1002, /);
  });
});
