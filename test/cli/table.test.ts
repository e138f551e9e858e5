/** How HTTP handlers are shown and judged. */
import { describe, expect, it } from "vitest";
import type { ListedFunction } from "../../cli/functions.js";
import { requireObjective } from "../../cli/requireObjective.js";
import { table } from "../../cli/table.js";

function listed(own: Partial<ListedFunction>): ListedFunction {
  return {
    file: "src/app.ts",
    line: 1,
    column: 1,
    function: "GET /users",
    module: "app",
    kind: "arrow",
    flow: "async",
    objective: null,
    found: "routes",
    concurrency: false,
    callers: false,
    errorIf: null,
    okIf: null,
    handler: null,
    project: "tsconfig.json",
    ...own,
  };
}

const express = { framework: "express", route: "GET /users", foundBy: "registration", typesOnly: false } as const;
const typed = { framework: "express", route: null, foundBy: "type", typesOnly: true } as const;

const functions = [
  listed({ objective: "api", handler: express }),
  listed({ line: 8, function: "find", found: "annotated", kind: "function", handler: express }),
  listed({ file: "src/typed.ts", function: "typed", handler: typed }),
  listed({ file: "src/typed.ts", line: 9, function: "helper", found: "annotated", flow: "sync" }),
];

describe("handlers in the table", () => {
  it("have their framework, a route that is not their label, and whether only types found them", async () => {
    expect(table(functions)).toBe(
      [
        "src/app.ts:1:1    GET /users  async arrow     objective=api  routes: express",
        "src/app.ts:8:1    find        async function  -              annotated: express GET /users",
        "",
        "src/typed.ts:1:1  typed       async arrow     -              routes: express (by types only)",
        "src/typed.ts:9:1  helper      arrow           -              annotated",
        "",
        "4 functions in 2 files, 3 of them HTTP handlers (2 outside any objective, 1 found by types only)",
        "",
      ].join("\n"),
    );
  });

  it("are summed up without remarks where there are none", async () => {
    expect(table(functions.slice(0, 1))).toMatch(/\n1 function in 1 file, 1 of them an HTTP handler\n$/);
  });
});

describe("required objectives", () => {
  it("name each handler that has none, and how many do", async () => {
    const lines: string[] = [];
    expect(requireObjective(functions, (text) => lines.push(text))).toBe(false);
    expect(lines).toEqual([
      "src/app.ts(8,1): the handler 'find' is outside any objective\n",
      "src/typed.ts(1,1): the handler 'typed' is outside any objective\n",
      expect.stringMatching(/^HTTP handlers with an objective: 1 of 3; set "routes"/),
    ]);
  });

  it("are there when every handler has one, whatever other functions have", async () => {
    const lines: string[] = [];
    expect(
      requireObjective(
        [functions[0], functions[3]].flatMap((one) => one ?? []),
        (text) => lines.push(text),
      ),
    ).toBe(true);
    expect(lines).toEqual(["HTTP handlers with an objective: 1 of 1\n"]);
  });
});
