/** Which functions of a piece of source are taken for HTTP handlers, with types and by the text alone. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import autometrics from "ts-autometrics/esbuild";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultBuckets, type Options } from "../../../transformer/options/options.js";
import type { FilePlan } from "../../../transformer/plan.js";
import { planFile } from "../../../transformer/planFile.js";
import { compilerHost } from "../../support/compilerHost.js";
import { Project } from "../../support/project.js";

export interface Case {
  /** The file's text. */
  readonly code: string;
  /** Files beside it that it imports, by their names. */
  readonly beside?: Readonly<Record<string, string>>;
  /** The file's own path, where that says what it is. */
  readonly path?: string;
  /** Default: TypeScript. */
  readonly language?: "js" | "tsx";
  /**
   * A line for each handler, in source order: `list: express, by type`, `GET /users: hono, by registration of GET
   * /users`. What only types can find ends in `, with types`.
   */
  readonly found: readonly string[];
  /** Where types do not add to what the text says, but refute it: what is found without them. */
  readonly foundByText?: readonly string[];
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  strict: true,
  noImplicitAny: false,
  allowJs: true,
  skipLibCheck: true,
  jsx: ts.JsxEmit.Preserve,
  types: ["node"],
};

const options: Options = {
  objectives: new Map(),
  instrument: ["annotated", "routes"],
  include: [],
  exclude: [],
  routes: { exclude: [] },
  callers: false,
  buckets: defaultBuckets,
  runtime: "ts-autometrics/runtime",
  quiet: true,
  hash: "00000000",
};

/**
 * Each a test with types and a test without, which needs nothing but the file itself; where types matter, a third by a
 * bundler that looks at them.
 */
export function describeFinding(title: string, cases: Readonly<Record<string, Case>>): void {
  describe(title, () => {
    let program: ts.Program;
    beforeAll(() => {
      program = createProgram(cases);
    });

    it.each(Object.entries(cases))("%s", (name, { found, foundByText }) => {
      const file = program.getSourceFile(fileNameOf(name, cases));
      expect(file && handlersIn(file, program)).toEqual(found);
      const parsed = ts.createSourceFile(fileNameOf(name, cases), file?.text ?? "", ts.ScriptTarget.ES2022, true);
      expect(handlersIn(parsed), "by the text alone").toEqual(
        foundByText ?? found.filter((line) => !line.endsWith(", with types")),
      );
    });

    const typed = Object.entries(cases).filter(([, { found, foundByText }]) => {
      return foundByText !== undefined || found.some((line) => line.endsWith(", with types"));
    });
    if (typed.length === 0) return;
    it("by a bundler with typeAware", async () => {
      const labels = await labelsByBundler(Object.fromEntries(typed));
      expect(labels).toEqual(Object.fromEntries(typed.map(([name, { found }]) => [name, found.map(labelOf)])));
    });
  });
}

function labelOf(line: string): string {
  return line.slice(0, line.search(/: \w+, by /));
}

async function labelsByBundler(cases: Readonly<Record<string, Case>>): Promise<Record<string, string[]>> {
  const inProject = (fileName: string) => `src/${fileName.slice(`${root}cases/`.length)}`;
  const installed = readdirSync(join(root, "node_modules")).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(root, "node_modules", name)).map((inner) => `${name}/${inner}`) : name,
  );
  const packages = installed.filter(
    (name) => !/^(\.|@types\/|(ts-autometrics|prom-client|typescript|ts-patch)$)/.test(name),
  );
  const files = [...textsOf(cases)].map(([fileName, text]) => [inProject(fileName), text]);
  const project = new Project(Object.fromEntries(files), {
    compilerOptions: { noImplicitAny: false, allowJs: true, jsx: "preserve" },
    packages,
  });
  const entries = Object.keys(cases).map((name) => [name, inProject(fileNameOf(name, cases))] as const);
  const { outputFiles } = await build({
    absWorkingDir: project.folder,
    entryPoints: Object.fromEntries(entries.map(([, file], i) => [String(i), file])),
    outdir: "dist",
    platform: "node",
    write: false,
    logLevel: "silent",
    plugins: [autometrics({ typeAware: true })],
  });
  const outputs = new Map(outputFiles.map(({ path, text }) => [path, text]));
  return Object.fromEntries(
    entries.map(([name], i) => {
      const text = outputs.get(join(project.folder, `dist/${i}.js`)) ?? "";
      return [name, [...text.matchAll(/\.define\(\$am_m, "(.*?)"/g)].map(([, label = ""]) => label)];
    }),
  );
}

export function planOf(file: ts.SourceFile, program?: ts.Program, more?: Partial<Options>): FilePlan | undefined {
  const { plan, problems } = planFile(ts, file, {
    options: { ...options, ...more },
    modes: options.instrument,
    module: "main",
    syntax: "module",
    ...(program && { checker: () => program.getTypeChecker() }),
  });
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
  return plan;
}

function handlersIn(file: ts.SourceFile, program?: ts.Program): string[] {
  const sites = planOf(file, program)?.sites ?? [];
  return sites.map(({ label, http }) => {
    const route = http?.route === undefined || http.route === label ? "" : ` of ${http.route}`;
    return `${label}: ${http?.framework}, by ${http?.foundBy}${route}${http?.typesOnly ? ", with types" : ""}`;
  });
}

/** The cases' files and those beside them, by their paths. */
function textsOf(cases: Readonly<Record<string, Case>>): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, { code, beside = {} }] of Object.entries(cases)) {
    texts.set(fileNameOf(name, cases), code);
    const folder = fileNameOf(name, cases).replace(/[^/]*$/, "");
    for (const [file, text] of Object.entries(beside)) texts.set(folder + file, text);
  }
  return texts;
}

function createProgram(cases: Readonly<Record<string, Case>>): ts.Program {
  const texts = textsOf(cases);
  const host = compilerHost(compilerOptions);
  const { getSourceFile, fileExists, readFile, directoryExists } = host;
  host.fileExists = (fileName) => texts.has(fileName) || fileExists.call(host, fileName);
  host.readFile = (fileName) => texts.get(fileName) ?? readFile.call(host, fileName);
  host.directoryExists = (folder) => folder.startsWith(`${root}cases/`) || directoryExists?.call(host, folder) === true;
  host.getSourceFile = (fileName, target, ...rest) => {
    const text = texts.get(fileName);
    return text === undefined
      ? getSourceFile.call(host, fileName, target, ...rest)
      : ts.createSourceFile(fileName, text, target, true);
  };
  return ts.createProgram([...texts.keys()], compilerOptions, host);
}

/** In the repository, where the frameworks are installed; nothing is written there. */
function fileNameOf(name: string, cases: Readonly<Record<string, Case>>): string {
  const { path, language = "ts" } = cases[name] ?? {};
  return `${root}cases/${name.replaceAll(/\W+/g, "-")}/${path ?? `main.${language}`}`;
}
