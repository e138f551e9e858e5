/** What becomes of a module's text before Node runs it. */
import { fileURLToPath } from "node:url";
import type { Problem } from "../../transformer/diagnostics/problem.js";
import type { RunFormat } from "../form.js";
import { instrument } from "../instrument.js";
import { Projects } from "../projects.js";
import { formatProblem, locate } from "../report.js";
import { chained, followsSourceMaps, readSourceMap, sourceOf, withSourceMap } from "./sourceMaps.js";

const projects = new Projects();

/**
 * The text to run; nothing where that is the module's own.
 * @throws where the file or the configuration has mistakes: a program with them does not start.
 */
export function instrumented(fileName: string, text: string, format: string | null | undefined): string | undefined {
  if (/[\\/]node_modules[\\/]/.test(fileName)) return undefined;
  const project = projects.of(fileName);
  const { problems: mistakes } = project.configuration;
  if (mistakes.length > 0) throw new RegisterError(mistakes);
  const map = readSourceMap(fileName, text);
  const found = instrument(project, {
    fileName,
    text,
    format: runFormat(format),
    sourceFile: sourceOf(fileName, map, project),
  });
  if (found === undefined) return undefined;
  if (!("code" in found)) throw new RegisterError(found.problems);
  return followsSourceMaps() ? withSourceMap(found.code, chained(found.map(), fileName, map)) : found.code;
}

/** As `instrumented`, of what a hook is given. */
export function instrumentedSource(
  url: string,
  source: unknown,
  format: string | null | undefined,
): string | undefined {
  if (!url.startsWith("file:") || !isRun(format)) return undefined;
  const text = typeof source === "string" ? source : isBytes(source) ? new TextDecoder().decode(source) : undefined;
  return text && instrumented(fileURLToPath(url), text, format);
}

/** With the mistakes' places in place of a stack, which would lead into Node's own code. */
class RegisterError extends Error {
  constructor(problems: readonly Problem[]) {
    const cwd = process.cwd();
    super(problems.map((problem) => formatProblem(problem, cwd)).join("\n"));
    const places = problems.flatMap((problem) => locate(problem) ?? []);
    const frames = places.map(({ fileName, line, column }) => `    at ${fileName}:${line}:${column + 1}`);
    this.stack = [this.message, ...(frames.length > 0 ? frames : ["    at ts-autometrics/register"])].join("\n");
  }
}

function isRun(format: string | null | undefined): boolean {
  return format === null || format === undefined || /^(module|commonjs)(-typescript)?$/.test(format);
}

/** Without a format, Node looks into the text for what only a module has, and so do we. */
function runFormat(format: string | null | undefined): RunFormat {
  return format?.startsWith("module") === true ? "module" : "commonjs";
}

function isBytes(source: unknown): source is ArrayBuffer | Uint8Array {
  return source instanceof ArrayBuffer || ArrayBuffer.isView(source);
}
