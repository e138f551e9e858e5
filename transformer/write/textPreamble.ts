import type MagicString from "magic-string";
import { callSiteOptions } from "./definitions.js";
import { globalRuntime } from "./globalRuntime.js";
import type { Preamble } from "./preamble.js";
import { literal } from "./verbatim.js";

/** The runtime and the call sites, in one line. */
function preambleText(preamble: Preamble): string {
  const { plan, definition } = preamble;
  const { runtime, module, site } = plan.names;
  const variable = (name: string, call: string, args: readonly string[]) =>
    `var ${name} = /*@__PURE__*/ ${runtime}.${call}(${args.join(", ")});`;
  return [
    importText(preamble),
    variable(module, "module", [literal(definition)]),
    ...plan.sites.map((plan, number) => {
      const options = callSiteOptions(plan);
      const args = [module, literal(plan.label), ...(options ? [literal(options)] : [])];
      return variable(`${site}${number}`, "define", args);
    }),
  ].join(" ");
}

function importText({ plan, runtimeImport, runtime }: Preamble): string {
  const { runtime: name } = plan.names;
  const specifier = literal(runtime);
  switch (runtimeImport) {
    case "namespace":
      return `import * as ${name} from ${specifier};`;
    case "import-equals":
      return `import ${name} = require(${specifier});`;
    case "require":
      return `var ${name} = require(${specifier});`;
    case "global":
      return `var ${name} = ${globalRuntime()};`;
  }
}

/**
 * Where it is written, and how: in a line that is there already, so that the user's code keeps its lines. Behind what
 * lasts to the end of its line, as a comment may, that is the next line.
 */
export function writePreamble(edits: MagicString, text: string, preamble: Preamble): void {
  const { preambleEnd } = preamble.plan;
  const written = preambleText(preamble);
  const lineBreak = /^(?:\r\n?|[\n\u2028\u2029])/.exec(text.slice(preambleEnd, preambleEnd + 2));
  if (preambleEnd === 0) edits.appendLeft(text.startsWith("\uFEFF") ? 1 : 0, `${written} `);
  else if (lineBreak) edits.appendLeft(preambleEnd + lineBreak[0].length, `${written} `);
  // A directive may do without its semicolon.
  else edits.appendLeft(preambleEnd, /["']/.test(text.charAt(preambleEnd - 1)) ? `; ${written}` : ` ${written}`);
}
