import { beforeAll, describe, expect, it } from "vitest";
import type { Calls } from "../support/metrics.js";
import { Project } from "../support/project.js";

/** How a function ends its calls, and what its text needs for that. */
interface Flow {
  readonly async: "async " | "";
  readonly star: "*" | "";
  readonly body: string;
}

const failOr = (rest: string) => `if (failing) throw "failed"; ${rest}`;
const flows: Record<string, Flow> = {
  sync: { async: "", star: "", body: failOr("return 1;") },
  async: { async: "async ", star: "", body: failOr("return await 1;") },
  generator: { async: "", star: "*", body: failOr("yield 0; return 1;") },
  "async generator": { async: "async ", star: "*", body: failOr("yield 0; return 1;") },
};

/** A function in some form, by its label: the text that has it, and the text that calls it. */
type Forms = Record<string, { readonly code: string; readonly call: string }>;

function everywhere({ async, star, body }: Flow): Forms {
  const fn = (name = "") => `${async}function${star} ${name}() { ${body} }`;
  const method = (name: string) => `${async}${star}${name}() { ${body} }`;
  return {
    declared: { code: `/** @autometrics */ ${fn("declared")}`, call: "declared()" },
    exported: { code: `/** @autometrics */ export ${fn("exported")}`, call: "exported()" },
    inside: { code: `export /** @autometrics */ ${fn("inside")}`, call: "inside()" },
    expression: { code: `/** @autometrics */ const expression = ${fn()};`, call: "expression()" },
    bound: { code: `/** @autometrics */ export const bound = ${fn("inner")};`, call: "bound()" },
    direct: { code: `const direct = /** @autometrics */ ${fn()};`, call: "direct()" },
    cast: { code: `/** @autometrics */ const cast = (${fn()}) as () => unknown;`, call: "cast()" },
    inParentheses: { code: `const inParentheses = /** @autometrics */ (${fn()});`, call: "inParentheses()" },
    assigned: { code: `let assigned; /** @autometrics */\nassigned = ${fn()};`, call: "assigned()" },
    "table.assigned": {
      code: `const table: any = {};\n/** @autometrics */ table.assigned = ${fn()};`,
      call: "table.assigned()",
    },
    first: { code: `/** @autometrics */ const first = ${fn()}, second = ${fn()};`, call: "first()" },
    second: { code: "", call: "second()" },
    "outer.nested": {
      code: `function outer() { /** @autometrics */ ${fn("nested")} return nested(); }`,
      call: "outer()",
    },
    "fallback.parameter": {
      code: `function fallback(/* unused */ parameter = /** @autometrics */ ${fn()}) { return parameter(); }`,
      call: "fallback()",
    },
    "main.apply callback": {
      code: `const apply = (f: () => unknown) => f();`,
      call: `apply(/** @autometrics */ ${fn()})`,
    },

    "Service.method": {
      code: `class Service {
        /** @autometrics */ ${method("method")}
        /** @autometrics */ static ${method("fixed")}
        /** @autometrics */ ${method("#hidden")}
        hidden() { return this.#hidden(); }
        /** @autometrics */ static ${method("#fixedHidden")}
        static fixedHidden() { return Service.#fixedHidden(); }
        /** @autometrics */ ${method("'quoted name'")}
        /** @autometrics */ ${method("42")}
        /** @autometrics */ ${method("[key]")}
        /** @autometrics */ ${method("[Symbol.for('key')]")}
        /** @autometrics */ ${method("['written']")}
        /** @autometrics */ field = ${fn()};
        /** @autometrics */ static fixedField = ${fn("inner")};
        /** @autometrics */ readonly #hiddenField = ${fn()};
        hiddenField() { return this.#hiddenField(); }
        static fromBlock: () => unknown;
        static { /** @autometrics */ ${fn("inBlock")} this.fromBlock = inBlock; }
        constructor() { /** @autometrics */ ${fn("local")} this.local = local; }
        local: () => unknown;
        handlers = { /** @autometrics */ ${method("create")} };
      }
      const service = new Service();`,
      call: "service.method()",
    },
    "Service.fixed": { code: "", call: "Service.fixed()" },
    "Service.#hidden": { code: "", call: "service.hidden()" },
    "Service.#fixedHidden": { code: "", call: "Service.fixedHidden()" },
    "Service.quoted name": { code: "", call: "service['quoted name']()" },
    "Service.42": { code: "", call: "service[42]()" },
    "Service.[key]": { code: "", call: "(service as any)[key]()" },
    "Service.[Symbol.for('key')]": { code: "", call: "(service as any)[Symbol.for('key')]()" },
    "Service.written": { code: "", call: "service.written()" },
    "Service.field": { code: "", call: "service.field()" },
    "Service.fixedField": { code: "", call: "Service.fixedField()" },
    "Service.#hiddenField": { code: "", call: "service.hiddenField()" },
    "Service.inBlock": { code: "", call: "Service.fromBlock()" },
    "Service.constructor.local": { code: "", call: "service.local()" },
    "Service.handlers.create": { code: "", call: "service.handlers.create()" },

    "Whole.method": {
      code: `/** @autometrics */ class Whole {
        static ${method("fixed")}
        ${method("#hidden")}
        /** @autometrics skip */ hidden() { return this.#hidden(); }
        field = ${fn()};
        plain = 1;
        ${method("method")}
      }
      const whole = new Whole();`,
      call: "whole.method()",
    },
    "Whole.fixed": { code: "", call: "Whole.fixed()" },
    "Whole.#hidden": { code: "", call: "whole.hidden()" },
    "Whole.field": { code: "", call: "whole.field()" },
    "Expression.method": {
      code: `/** @autometrics */ const Expression = class { ${method("method")} };`,
      call: "new Expression().method()",
    },
    "Bound.method": {
      code: `const Bound = /** @autometrics */ class Inner { ${method("method")} };`,
      call: "new Bound().method()",
    },
    "Outer.Nested.method": {
      code: `class Outer { static /** @autometrics */ Nested = class { ${method("method")} } }`,
      call: "new Outer.Nested().method()",
    },

    "object.method": {
      code: `const object = {
        /** @autometrics */ ${method("method")},
        /** @autometrics */ property: ${fn()},
        /** @autometrics */ ${method("'quoted-key'")},
        /** @autometrics */ 7: ${fn()},
        /** @autometrics */ [key]: ${fn()},
        /** @autometrics */ ["written"]: ${fn()},
        deep: { /** @autometrics */ ${method("deeper")} },
      };`,
      call: "object.method()",
    },
    "object.property": { code: "", call: "object.property()" },
    "object.quoted-key": { code: "", call: "object['quoted-key']()" },
    "object.7": { code: "", call: "object[7]()" },
    "object.[key]": { code: "", call: "(object as any)[key]()" },
    "object.written": { code: "", call: "object.written()" },
    "object.deep.deeper": { code: "", call: "object.deep.deeper()" },

    "Space.inside": {
      code: `namespace Space { /** @autometrics */ export ${fn("inside")} }`,
      call: "Space.inside()",
    },
    "A.B.inside": {
      code: `namespace A.B { /** @autometrics */ export const inside = ${fn()}; }`,
      call: "A.B.inside()",
    },
  };
}

function arrows({ async, body }: Flow): Forms {
  const value = `${async === "" ? "" : "await "}value()`;
  return {
    arrow: { code: `/** @autometrics */ const arrow = ${async}() => { ${body} };`, call: "arrow()" },
    concise: { code: `/** @autometrics */ const concise = ${async}() => ${value};`, call: "concise()" },
    conciseObject: {
      code: `/** @autometrics */ const conciseObject = ${async}() => ({ v: ${value} });`,
      call: "conciseObject()",
    },
    conciseComma: {
      code: `/** @autometrics */ const conciseComma = ${async}() => (checks++, ${value});`,
      call: "conciseComma()",
    },
    "Arrows.field": {
      code: `class Arrows {
        /** @autometrics */ field = ${async}() => { ${body} };
        /** @autometrics */ static fixed = ${async}() => ${value};
      }`,
      call: "new Arrows().field()",
    },
    "Arrows.fixed": { code: "", call: "Arrows.fixed()" },
    "WholeArrows.field": {
      code: `/** @autometrics */ class WholeArrows { field = ${async}() => ${value}; }`,
      call: "new WholeArrows().field()",
    },
    "arrows.property": {
      code: `const arrows = { /** @autometrics */ property: ${async}() => ${value} };`,
      call: "arrows.property()",
    },
  };
}

function accessors({ body }: Flow): Forms {
  return {
    "get Sized.size": {
      code: `/** @autometrics */ class Sized {
        get size() { ${body} }
        set size(value) { if (failing) throw "failed"; }
        static get fixed() { ${body} }
        get #hidden() { ${body} }
        /** @autometrics skip */ hidden() { return this.#hidden; }
      }
      class Half {
        /** @autometrics */ get size() { ${body} }
        set size(value) {}
      }
      const sized = { /** @autometrics */ get size() { ${body} }, /** @autometrics */ set size(v) { if (failing) throw "failed"; } };`,
      call: "new Sized().size",
    },
    "set Sized.size": { code: "", call: "new Sized().size = 1" },
    "get Sized.fixed": { code: "", call: "Sized.fixed" },
    "get Sized.#hidden": { code: "", call: "new Sized().hidden()" },
    "get Half.size": { code: "", call: "new Half().size" },
    "get sized.size": { code: "", call: "sized.size" },
    "set sized.size": { code: "", call: "sized.size = 1" },
  };
}

const formsOf: Record<string, Forms> = {
  sync: { ...everywhere(flows.sync as Flow), ...arrows(flows.sync as Flow), ...accessors(flows.sync as Flow) },
  async: { ...everywhere(flows.async as Flow), ...arrows(flows.async as Flow) },
  generator: everywhere(flows.generator as Flow),
  "async generator": everywhere(flows["async generator"] as Flow),
};

/** Calls each form twice without and once with a failure, and prints what came of it. */
const program = (forms: Forms) => `
  let failing = false, checks = 0;
  const key = Symbol("key");
  const value = () => { if (failing) throw "failed"; return 1; };
  ${Object.values(forms)
    .map(({ code }) => code)
    .join("\n")}
  async function finish(call: () => any): Promise<unknown> {
    try {
      const called = call();
      if (typeof called?.next !== "function") return await called;
      for (let step; ; ) if ((step = await called.next()).done) return step.value;
    } catch (error) {
      return error;
    }
  }
  async function main() {
    const outcomes: unknown[] = [];
    for (const call of [${Object.values(forms).map(({ call }) => `() => ${call}`)}]) {
      const outcome = [await finish(call), await finish(call)];
      failing = true;
      outcomes.push([...outcome, await finish(call)]);
      failing = false;
    }
    console.log(JSON.stringify(outcomes));
  }
  main();
`;

describe.each([
  ["es2022", "module", "tree"],
  ["es2015", "commonjs", "tree"],
  ["es2022", "module", "text"],
  ["es2015", "commonjs", "text"],
] as const)("built for %s, in a package of type %s, instrumented in the %s", (target, type, road) => {
  describe.each(Object.entries(formsOf))("functions that are %s", (_, forms) => {
    let calls: Record<string, Calls>;
    let outcomes: unknown[];
    beforeAll(async () => {
      const compilerOptions = { target, noImplicitAny: false, lib: ["esnext"] };
      const run = await new Project({ "main.ts": program(forms) }, { compilerOptions, packageJson: { type } })
        .buildBy(road)
        .run();
      expect(run.stderr).toBe("");
      calls = run.metrics.calls("main");
      outcomes = run.result as unknown[];
    });

    it.each(Object.keys(forms))("counts as '%s'", (label) => {
      expect(calls[label]).toEqual({ ok: 2, error: 1 });
    });

    it("counts under no other label", () => {
      expect(Object.keys(calls).sort()).toEqual(Object.keys(forms).sort());
    });

    it("gives what it would give", () => {
      const value = (call: string) => (call.includes("conciseObject") ? { v: 1 } : 1);
      expect(outcomes).toEqual(Object.values(forms).map(({ call }) => [value(call), value(call), "failed"]));
    });
  });
});
