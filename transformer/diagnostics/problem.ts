import type { Code } from "./codes.js";

/** A mistake of the user's, as plain data: what is wrong, where, and how to mend it. */
export interface Problem {
  readonly code: Code;
  /** One sentence that says what is wrong, and the mend after it; without the `AM1003:` prefix. */
  readonly message: string;
  /** Where, or nowhere when the options came from a program and not from a file. */
  readonly at?: Place;
  /**
   * Where the mend may lie. What may be mended in the configuration must never be stored in a tsbuildinfo:
   * TypeScript does not look at the file again when only the plugin's options have changed.
   */
  readonly mend: "source" | "configuration";
}

/** A span of a file. Offsets are UTF-16 code units from the start of `text`, as TypeScript counts. */
export interface Place {
  readonly fileName: string;
  readonly text: string;
  readonly start: number;
  readonly length: number;
}
