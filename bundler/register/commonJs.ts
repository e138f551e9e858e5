import Module from "node:module";
import { instrumented } from "./load.js";

/** Not declared, and what every loader of CommonJS goes through. */
interface Compiling {
  _compile(content: string, fileName: string, format?: string): unknown;
}

/** For a Node whose hooks do not see what is required. */
export function instrumentCommonJs(): void {
  // Node's own class has the method.
  const prototype = Module.prototype as unknown as Compiling;
  const compile = prototype._compile;
  prototype._compile = function (content, fileName, format) {
    return compile.call(this, instrumented(fileName, content, format) ?? content, fileName, format);
  };
}
