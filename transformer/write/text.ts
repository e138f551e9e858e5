/**
 * Applies a plan to the text of a file: the runtime and the call sites are put into its first line, and code of ours
 * around the functions' own, which keeps its lines and its types. Decides nothing: everything is in the plan.
 */
import MagicString from "magic-string";
import type { Preamble } from "./preamble.js";
import { TextFunctionWriter } from "./textFunctionWriter.js";
import { writePreamble } from "./textPreamble.js";

export function writeText(text: string, preamble: Preamble): MagicString {
  const edits = new MagicString(text);
  const { plan } = preamble;
  writePreamble(edits, text, preamble);
  // A function before those within it: what is put at one place is put around what comes later.
  for (const [number, site] of plan.sites.entries()) {
    new TextFunctionWriter(edits, text, plan.names, site, number).write();
  }
  return edits;
}
