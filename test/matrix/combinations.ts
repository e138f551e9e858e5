/** What a user's project can be built and run with, and which of it goes together. */

export const dimensions = {
  /** Runs the compiler and the program. */
  node: [20, 22, 24, 26],
  tools: [
    "typescript 5.4, ts-patch 3.3",
    "typescript 5.9, ts-patch 3.3",
    "typescript 6.0, ts-patch 3.3",
    "typescript 6.0, ts-patch 4.0",
  ],
  module: ["commonjs", "nodenext as ES module", "nodenext as CommonJS", "esnext", "preserve"],
  target: ["es2015", "es2017", "es2022", "esnext"],
  /** How the sources are written: `import … from`, or `import … = require` in files that are CommonJS by their name. */
  syntax: ["import", "require"],
  decorators: ["legacy", "standard"],
  jsx: ["react", "react-jsx"],
  isolatedModules: [false, true],
  verbatimModuleSyntax: [false, true],
  importHelpers: [false, true],
} as const;

type Dimensions = typeof dimensions;
export type Combination = { readonly [Name in keyof Dimensions]: Dimensions[Name][number] };
export type Tools = Combination["tools"];

/** What a test that is about something else is done with. */
export const usual: Combination = {
  node: 20,
  tools: "typescript 6.0, ts-patch 4.0",
  module: "nodenext as ES module",
  target: "es2022",
  syntax: "import",
  decorators: "legacy",
  jsx: "react",
  isolatedModules: false,
  verbatimModuleSyntax: false,
  importHelpers: false,
};

/** Every combination that makes sense, in a fixed order. */
export function combinations(): Combination[] {
  let all: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(dimensions)) {
    all = all.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  // Built of exactly the dimensions' names and values.
  return (all as unknown as Combination[]).filter(makesSense);
}

function makesSense({ module, target, syntax, decorators, jsx, verbatimModuleSyntax }: Combination): boolean {
  if (syntax === "require") {
    // An ES module cannot have `import … = require`, and these sources have neither decorators nor JSX.
    return module !== "esnext" && decorators === "legacy" && jsx === "react";
  }
  // TypeScript wants to see what is emitted, and what is emitted is `require`.
  if (verbatimModuleSyntax && packageType(module) === "commonjs") return false;
  // No Node runs decorators that are emitted as they are.
  return !(decorators === "standard" && target === "esnext");
}

export function packageType(module: Combination["module"]): "commonjs" | "module" {
  return module === "commonjs" || module === "nodenext as CommonJS" ? "commonjs" : "module";
}

/** The combination's options in tsconfig. */
export function compilerOptions({ module, target, decorators, jsx, ...flags }: Combination): Record<string, unknown> {
  const { isolatedModules, verbatimModuleSyntax, importHelpers } = flags;
  return {
    module: module.replace(/ .*/, ""),
    ...(module === "esnext" && { moduleResolution: "bundler" }),
    target,
    lib: ["es2022"],
    ...(decorators === "legacy" && { experimentalDecorators: true, emitDecoratorMetadata: true }),
    ...(jsx === "react" ? { jsx, jsxFactory: "h" } : { jsx, jsxImportSource: "matrix-jsx" }),
    isolatedModules,
    verbatimModuleSyntax,
    importHelpers,
  };
}

/** As a reader of a test's name wants it. */
export function describeCombination({ node, tools, module, target, syntax, decorators, jsx, ...flags }: Combination) {
  const on = Object.entries(flags).flatMap(([name, isOn]) => (isOn ? [name] : []));
  const written = syntax === "import" ? [`${decorators} decorators`, jsx] : ["import = require"];
  return [`Node ${node}`, tools, module, target, ...written, ...on].join(", ");
}
