import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { webAddress } from "../../../explorer/page/webAddress.js";

const page = join(import.meta.dirname, "../../../dist/explorer");

describe("the bundled page", () => {
  it("is under 60 kB compressed in all", () => {
    const sizes = readdirSync(page).map((file) => gzipSync(readFileSync(join(page, file))).length);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(60_000);
  });

  it("holds no inline script or style, which its Content-Security-Policy would refuse", () => {
    const html = readFileSync(join(page, "index.html"), "utf8");
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
  });
});

describe("addresses from elsewhere", () => {
  it("are links where they lead to a page or an editor, never where they are scripts", () => {
    expect(["https://p.example/graph?g0.expr=", "vscode://file/a.ts:1:2"].map(webAddress)).not.toContain(undefined);
    for (const text of ["javascript:alert(1)", " JavaScript:alert(1)", "data:text/html,x", "nonsense", null]) {
      expect(webAddress(text)).toBeUndefined();
    }
  });
});
