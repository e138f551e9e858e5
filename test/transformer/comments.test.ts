import { beforeAll, describe, expect, it } from "vitest";
import { Project } from "../support/project.js";

const f = "/** Doc. @autometrics */\nexport function f() {} // behind";
/** Heads of files; what of them must stand, in this order, before what is written. */
const heads: Record<string, { text: string; top: readonly string[] }> = {
  "a licence apart": { text: `/* Copyright */\n\n${f}`, top: ["/* Copyright */"] },
  "a licence directly above a function": { text: `/* Copyright */\n${f}`, top: ["/* Copyright */"] },
  "a licence directly above another statement": { text: `/*! (c) */\nexport const a = 1;\n${f}`, top: ["/*! (c) */"] },
  "lines of a licence": {
    text: `// Copyright 1\n// Licensed under 2\n${f}`,
    top: ["// Copyright 1", "// Licensed under 2"],
  },
  "a JSDoc licence": { text: `/**\n * @license MIT\n */\n${f}`, top: ["@license MIT"] },
  "a licence above an import": {
    text: `/* Copyright */\nimport fs from "node:fs";\nfs;\n${f}`,
    top: ["/* Copyright */"],
  },
  "a licence above an import that is left out": {
    text: `/* Copyright */\nimport type { PathLike } from "node:fs";\n${f}`,
    top: ["/* Copyright */"],
  },
  "a licence above an import that only a predicate uses": {
    text: `/* Copyright */\nimport { isIP } from "node:net"; const g = (a: string) => isIP(a) > 0;\n/** @autometrics error-if=g */ export const h = () => "";\n${f}`,
    top: ["/* Copyright */"],
  },
  "a comment that only mentions a licence": {
    text: f.replace("Doc.", "Doc. Checks the licence."),
    top: [],
  },
  "a shebang": { text: `#!/usr/bin/env node\n${f}`, top: ["#!/usr/bin/env node\n"] },
  "a shebang and a licence": {
    text: `#!/usr/bin/env node\n// Copyright\n${f}`,
    top: ["#!/usr/bin/env node\n", "// Copyright"],
  },
  directives: { text: `"use client";\n'use other';\n${f}`, top: [`"use client";`, `'use other';`] },
  "a licence and directives": {
    text: `/* Copyright */\n"use client";\n${f}`,
    top: ["/* Copyright */", `"use client";`],
  },
};

describe.each([
  ["an ES module", "ts", /^import \* as \$am/m],
  ["a CommonJS module", "cts", /^const \$am = require/m],
])("in %s", (_, extension, written) => {
  const files = Object.entries(heads).map(([name, { text }]) => [`${name.replaceAll(" ", "-")}.${extension}`, text]);
  const project = new Project(Object.fromEntries(files), { compilerOptions: { esModuleInterop: true } });
  const output = (name: string) => project.read(`dist/${name.replaceAll(" ", "-")}.${extension.replace("ts", "js")}`);

  beforeAll(() => {
    project.build();
  });

  it.each(Object.entries(heads).filter(([, { top }]) => top.length > 0))("%s stays on top", (name, { top }) => {
    const code = output(name);
    const places = [...top.map((text) => code.indexOf(text)), code.search(written)];
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    for (const text of top) expect(code.split(text)).toHaveLength(2);
  });

  it.each(Object.keys(heads))("the function's own comments stay at the function: %s", (name) => {
    expect(output(name).match(/Doc\./g)).toHaveLength(1);
    expect(output(name)).toMatch(
      /\/\*\* Doc\..* @autometrics \*\/\n(export )?function f\(\) \{[\s\S]*\n\} \/\/ behind/,
    );
  });
});

describe("a comment before an arrow's expression", () => {
  const arrows = {
    "on its line": "(n: number) => /* here */ call(n)",
    "on its line, before a value": "(n: number) => /* here */ n",
    "on its line, in an async function": "async (n: number) => /* here */ call(n)",
    "above it": "(n: number) =>\n  // here\n  n + 1",
    "above it, before a call": "(n: number) =>\n  // here\n  call(n)",
    "above it, in an async function": "async (n: number) =>\n  // here\n  call(n)",
  };
  const call = "const call = (n: number) => n + 1;";

  it.each(Object.entries(arrows))("%s, is kept and parts no value from its return", async (_, arrow) => {
    const code = `${call}\n/** @autometrics */\nconst f = ${arrow};\nconsole.log(await f(1));`;
    const project = new Project({ "main.ts": `${code}\nexport {};` }).build();
    expect(project.read("dist/main.js").match(/here/g)).toHaveLength(1);
    expect((await project.run()).result).toBe(arrow.includes("/* here */ n") ? 1 : 2);
  });

  it("stays directly before it, where bundlers look for it", () => {
    const code = `const call = () => {};\n/** @autometrics */\nexport const f = () => /* @__PURE__ */ call();`;
    const output = new Project({ "main.ts": code }).build().read("dist/main.js");
    expect(output).toContain("return $am_r = $am.derive(/* @__PURE__ */ call());");
  });
});
