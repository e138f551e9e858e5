/** What is required, where none of Node's hooks sees its text. */
import fs, { readFileSync } from "node:fs";
import Module from "node:module";
import { join } from "node:path";
import { packageFolderOf } from "../../transformer/project.js";
import { instrumented } from "./load.js";

/** Not declared, and what everything that is required goes through: to the loader of its extension, and from there. */
interface Required {
  load(fileName: string): unknown;
  _compile(content: string, fileName: string, format?: string): unknown;
}

// Node's own class has the methods.
const prototype = Module.prototype as unknown as Required;

/** For a Node that has no hooks for it. */
export function instrumentCompiled(): void {
  const compile = prototype._compile;
  prototype._compile = function (content, fileName, format) {
    return compile.call(this, instrumented(fileName, content, format) ?? content, fileName, format);
  };
}

/**
 * For loaders that read a file by themselves and hand it on without its comments, as tsx does: what such a one reads is the
 * instrumented text. Until the file has been read or is run; its own code reads what is there.
 */
export function instrumentRead(): void {
  let stop = (): void => {};
  const { load, _compile: compile } = prototype;
  prototype.load = function (fileName) {
    const outer = stop;
    stop = instrumentReading(fileName);
    try {
      return load.call(this, fileName);
    } finally {
      stop();
      stop = outer;
    }
  };
  prototype._compile = function (content, fileName, format) {
    stop();
    return compile.call(this, content, fileName, format);
  };
}

function instrumentReading(fileName: string): () => void {
  const read = fs.readFileSync;
  const stop = (): void => {
    if (fs.readFileSync === readInstrumented) fs.readFileSync = read;
  };
  function readInstrumented(...args: Parameters<typeof read>): string | Buffer {
    const content = read(...args);
    if (args[0] !== fileName) return content;
    stop();
    const code = instrumented(fileName, String(content), formatOf(fileName));
    if (code === undefined) return content;
    return typeof content === "string" ? code : Buffer.from(code);
  }
  // Of its overloads it has all.
  fs.readFileSync = readInstrumented as typeof read;
  return stop;
}

/** As Node has it, of a file in which nothing is imported or exported. */
function formatOf(fileName: string): "module" | "commonjs" {
  const [, letter] = /\.([cm])[jt]s$/.exec(fileName) ?? [];
  if (letter !== undefined) return letter === "m" ? "module" : "commonjs";
  try {
    const content: unknown = JSON.parse(readFileSync(join(packageFolderOf(fileName), "package.json"), "utf8"));
    const isModule = typeof content === "object" && content !== null && "type" in content && content.type === "module";
    return isModule ? "module" : "commonjs";
  } catch {
    return "commonjs";
  }
}
