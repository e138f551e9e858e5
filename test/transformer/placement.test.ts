import { beforeAll, describe, expect, it } from "vitest";
import { type ModulesRun, runModules } from "../support/modules.js";

/** Modules that call one function once: `f`, or a member of that name. */
const taken: Record<string, string> = {
  "on the line of a class's brace": `class K { /** @autometrics */ f() {} } new K().f();`,
  "on the line of a field before": `class K { a = 1; /** @autometrics */\n f() {} } new K().f();`,
  "on the line of a method before": `class K { a() {} /** @autometrics */\n f() {} } new K().f();`,
  "on the line of an object's brace": `const K = { /** @autometrics */\n f() {} }; K.f();`,
  "on the line of a comma before": `const K = { a: 1, /** @autometrics */\n f: () => {} }; K.f();`,
  "on the line of a statement before": `const a = 1; /** @autometrics */\nfunction f() {} f();`,
  "before a decorator": `const d: any = (m: any) => m; class K { /** @autometrics */ @d f() {} } new K().f();`,
  "between decorators": `const d: any = (m: any) => m; class K { @d /** @autometrics */ @d f() {} } new K().f();`,
  "behind a decorator": `const d: any = (m: any) => m; class K { @d /** @autometrics */ f() {} } new K().f();`,
  "behind a class's decorator": `const d: any = (m: any) => m; @d /** @autometrics */ class K { f() {} } new K().f();`,
  "behind a modifier": `class K { public /** @autometrics */ static async /** nothing */ f() {} } K.f();`,
  "before an asterisk": `class K { /** @autometrics */ *f() {} } [...new K().f()];`,
  "behind an asterisk": `class K { * /** @autometrics */ f() {} } [...new K().f()];`,
  "behind 'get'": `class K { get /** @autometrics name=K.f */ f() { return 1; } } new K().f;`,
  "behind 'function'": `function /** @autometrics */ f() {} f();`,
  "before a variable's name": `const /** @autometrics */ f = () => {}, g = () => {}; f(); g();`,
  "over the first overload": `/** @autometrics */ function f(a: 1): void; function f(a: 2): void; function f(a: unknown) {} f(1);`,
  "over a later overload": `function f(a: 1): void; /** @autometrics */ function f(a: 2): void; function f(a: unknown) {} f(1);`,
  "over an overloaded function's body": `function f(a: 1): void; /** @autometrics */ function f(a: unknown) {} f(1);`,
  "over a method's overload": `class K { /** @autometrics */ f(a: 1): void; f(a: unknown) {} } new K().f(1);`,
  "over a private method's overload": `class K { /** @autometrics name=K.f */ #f(a: 1): void; #f(a: unknown) {} f() { this.#f(1); } } new K().f();`,
  "over a default export's overload": `/** @autometrics name=f */ export default function (a: 1): void; export default function (a: unknown) {}
    import it from "./over-a-default-export-s-overload.js"; it(1);`,
  "behind a description": `/** Calls nobody. See {@link f}, and a@b.de.\n *\n * @autometrics */ function f() {} f();`,
  "in the line of the description": `/** Calls nobody. @autometrics */ function f() {} f();`,
  "between other tags": `/**\n * @deprecated it is old\n * @autometrics\n * @param a - what @mentions nobody\n * @returns nothing\n */ function f(a: number) {} f(1);`,
  "in the line of another tag": `/** @internal @autometrics @deprecated */ function f() {} f();`,
  "with keys over many lines": `/**\n * @autometrics\n *   objective=api\n *   name="f"\n *\n *   concurrency\n */ function f() {} f();`,
  "with tabs and no-break spaces": `/**\t@autometrics\u00a0objective=api\t\u3000name=f */ function f() {} f();`,
  "with Windows line ends": `/**\r\n * Calls.\r\n * @autometrics objective=api\r\n *   name=f\r\n * @returns nothing\r\n */\r\nfunction f() {}\r\nf();`,
  "with a byte order mark": `\ufeff/** @autometrics */ function f() {} f();`,
  "with comments in other languages": `/** Ruft niemanden an — 何もしない 🚀\n * @autometrics name=f */ function größe() {} größe();`,
  "without a space before the tag": `/**@autometrics*/ function f() {} f();`,
  "without asterisks on its lines": `/**\n   Calls.\n   @autometrics\n     objective=api\n */ function f() {} f();`,
  "in a comment with many asterisks": `/*** @autometrics objective=api ***/ function f() {} f();`,
  "ended by two asterisks": `/** @autometrics **/ function f() {} f();`,
  "with another comment between": `/** @autometrics */ /** Nothing. */ // nothing\nfunction f() {} f();`,
  "behind code in the description":
    "/** As `@autometrics skip`, but:\n * ```ts\n * /** @autometrics skip *\\/\n * ```\n * @autometrics */ function f() {} f();",
  "behind an apostrophe and a backtick":
    "/** It's a ` alone\n * @autometrics\n * @returns a ` again */ function f() {} f();",
  "in a component.tsx": `(globalThis as any).React = { createElement() {} }; declare const React: any;
    declare namespace JSX { interface IntrinsicElements { p: {} } }
    /** @autometrics */ function f() { return <p>{1}</p>; } f();`,
};

/** Modules with one function `f`, called once, that has no tag though something looks like one. */
const notTaken: Record<string, string> = {
  "in a string": `export const a = "/** @autometrics */", b = '@autometrics'; function f() {} f();`,
  "in a template": `export const a = \`\n/** @autometrics objective=x */\n\${1} @autometrics \${2} @autometrics\`; function f() {} f();`,
  "in a regular expression": `export const a = /\\/[*][*] @autometrics/; function f() {} f();`,
  "in a line comment's prose": `// see @autometrics docs, or @autometrics\n// @autometrics is what makes this count\nfunction f() {} f();`,
  "in a block comment's prose": `/* the tag @autometrics counts calls\n * @autometrics is documented elsewhere */ function f() {} f();`,
  "as another tag": `/** @autometrics-foo x\n * @autometricsfoo y\n * @automatic z\n * @author a */ function f() {} f();`,
  "in an address": `/** Ask me@autometrics.dev or see https://x/@autometrics/y */ function f() {} f();`,
  "as a package": `/** Like @autometrics/autometrics, or @autometrics.dev\n * @autometrics/lib */ function f() {} f();`,
  "in code quoted by JSDoc":
    "/** Write `@autometrics objective=api` or ``/** @autometrics *\\/`` over it */ function f() {} f();",
  "in a fenced block of JSDoc":
    "/**\n * ```ts\n * /** @autometrics objective=api *\\/\n * @autometrics\n * ```\n */ function f() {} f();",
  "in an example": `/**\n * @example\n * /** @autometrics objective=api *\\/\n * function g() {}\n */ function f() {} f();`,
  "in a fence of tildes": "/**\n * ~~~\n * @autometrics\n * ~~~\n */ function f() {} f();",
  "as an inline tag": `/** {@autometrics} and {@link autometrics} */ function f() {} f();`,
  "in a text of JSX.tsx": `(globalThis as any).React = { createElement() {} }; declare const React: any;
    declare namespace JSX { interface IntrinsicElements { p: { title?: string } } }
    export const a = <p title="@autometrics">/** @autometrics */ @autometrics {1} @autometrics</p>; function f() {} f();`,
};

describe("@autometrics", () => {
  let run: ModulesRun;
  beforeAll(async () => {
    run = await runModules({ ...taken, ...notTaken }, { compilerOptions: { jsx: "react", noImplicitAny: false } });
  });

  it.each(Object.keys(taken))("is a tag %s", (name) => {
    const [label, ...others] = Object.entries(run.calls(name));
    expect(label).toEqual([expect.stringMatching(/^(K\.)?f$/), { ok: 1, error: 0 }]);
    expect(others).toEqual([]);
  });

  it.each(Object.keys(notTaken))("is none %s", (name) => {
    expect(run.calls(name)).toEqual({});
  });
});
